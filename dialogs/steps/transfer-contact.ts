import type { Step } from '../procedure.js';
import { type ContactFields, contactSteps } from './contact.js';
import type { PayDraft } from './way-to-pay.js';

/** Contact for an electronic bank transfer: name, phone number, email address (procedures.md, P3). */
export interface ContactDraft extends PayDraft, ContactFields {}

/** The contact that the bank transfer team can reach, where that is how the person pays. */
export const transferContactSteps = <Draft extends ContactDraft>(): Step<Draft>[] =>
  contactSteps<Draft>({
    about: 'contact.about',
    askForm: 'contact.askForm',
    askName: 'contact.askName',
    askPhone: 'contact.askPhone',
    askEmail: 'contact.askEmail',
    button: 'label.submit',
    when: ({ way }) => way === 'transfer',
  });
