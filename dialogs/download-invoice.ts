import { type Invoice, type InvoiceFilter, invoicesOf } from '../membership/invoice.js';
import { knownOffer, namesOf } from '../membership/offer.js';
import { adminsOf } from '../membership/partner.js';
import { mayBuy } from '../membership/roles.js';
import { invoiceLabel, invoiceMessage } from './cards/invoice.js';
import { membersOnly } from './members-only.js';
import type { Choice, Message } from './message.js';
import { draftOf, Procedure, type Reading } from './procedure.js';
import { chooseFrom } from './steps/choose.js';
import { catalogueOf, memberIn, offerText, orText, type Said, type Turn, turnOf } from './turn.js';
import { invoiceNumberIn, yearIn } from './understanding/invoice-number.js';

interface InvoiceDraft extends InvoiceFilter {
  /** Number of the invoice. */
  invoice?: string;
}

/** Invoices that a list shows; an older one is found by its number or year. */
const MOST_LISTED = 10;

/** P7: the list, narrowed by what was said of a year or an offer → an invoice → its PDF. */
export const downloadInvoice = new Procedure<InvoiceDraft>(
  'download-invoice',
  'label.downloadInvoice',
  1,
  [
    membersOnly,
    async (step) => {
      const turn = turnOf(step);
      const { account, member } = memberIn(turn);
      const refused = mayBuy(member) ? undefined : noRole(turn);
      const text = refused ?? settle(draftOf<InvoiceDraft>(step), turn);
      if (text) await turn.send({ text });
      return refused || !account.invoices.length ? step.endDialog() : step.next();
    },
    {
      field: 'invoice',
      about: 'invoices.about',
      ask: (draft, turn) => askWhich(draft, turn),
      read: (said, draft, turn) => readWhich(said, draft, turn),
    },
    async (step) => {
      const turn = turnOf(step);
      const { invoice: number } = draftOf<InvoiceDraft>(step);
      const invoice = memberIn(turn).account.invoices.find((each) => each.number === number);
      if (!invoice) throw new Error(`There is no invoice ${number}`);
      await turn.send(invoiceMessage(invoice, await turn.offerInvoice(invoice), turn));
      return step.endDialog();
    },
  ],
  'answer',
);

/** Who may not see invoices hears who may. */
export function noRole(turn: Turn): string {
  const admins = adminsOf(memberIn(turn).account).map(({ name }) => name);
  return turn.say('invoices.problem.no-role', { admins: orText(turn, admins) });
}

/** Takes the only invoice that is meant; answers what is said first where there is none, or not the one wanted. */
function settle(draft: InvoiceDraft, turn: Turn): string | undefined {
  const { account } = memberIn(turn);
  const { organisation } = account;
  if (!account.invoices.length) return turn.say('invoices.none', { organisation });
  const { invoice: number } = draft;
  if (number && account.invoices.some((each) => each.number === number)) return undefined;
  const meant = invoicesOf(account, draft);
  draft.invoice = meant.length === 1 && !number ? meant[0]?.number : undefined;
  if (number) return turn.say('invoices.noSuch', { organisation, number });
  if (meant.length) return undefined;
  const text = noneSuch(draft, turn);
  Object.assign(draft, { year: undefined, offer: undefined });
  return text;
}

function noneSuch({ year = '', offer }: InvoiceDraft, turn: Turn): string {
  if (!offer) return turn.say('invoices.noneInYear', { year });
  const named = { year, offer: offerText(turn, offer) };
  return turn.say(year ? 'invoices.noneOfOfferInYear' : 'invoices.noneOfOffer', named);
}

const listed = (draft: InvoiceDraft, turn: Turn): Invoice[] => invoicesOf(memberIn(turn).account, draft);

function askWhich(draft: InvoiceDraft, turn: Turn): Message {
  const count = listed(draft, turn).length;
  const text = turn.say(count > MOST_LISTED ? 'invoices.whichOfMany' : 'invoices.which', { count });
  return { text, choices: choicesOf(draft, turn) };
}

const choicesOf = (draft: InvoiceDraft, turn: Turn): Choice[] =>
  listed(draft, turn)
    .slice(0, MOST_LISTED)
    .map((invoice) => ({
      value: invoice.number,
      label: invoiceLabel(invoice, turn),
      also: [invoice.number, ...namesOf(knownOffer(catalogueOf(turn), invoice.line.offerId))],
    }));

/** Besides a choice from the list: any invoice's number, or a year, which narrows the list. */
function readWhich(said: Said, draft: InvoiceDraft, turn: Turn): Reading<InvoiceDraft> {
  const number = said.tap ? undefined : invoiceNumberIn(said.text);
  if (number) return readNumber(number, turn);
  const year = said.tap ? undefined : yearIn(said.text);
  if (year) return readYear(year, turn);
  const read = chooseFrom(said, choicesOf(draft, turn), turn);
  return 'again' in read ? read : { keep: { invoice: read.chosen } };
}

function readNumber(number: string, turn: Turn): Reading<InvoiceDraft> {
  const { account } = memberIn(turn);
  if (account.invoices.some((each) => each.number === number)) return { keep: { invoice: number } };
  return { again: turn.say('invoices.noSuch', { organisation: account.organisation, number }) };
}

function readYear(year: string, turn: Turn): Reading<InvoiceDraft> {
  const [first, ...others] = listed({ year }, turn);
  if (!first) return { again: turn.say('invoices.noneInYear', { year }), meanwhile: { year: undefined } };
  if (!others.length) return { keep: { invoice: first.number } };
  return { again: turn.say('invoices.listOfYear', { year }), meanwhile: { year, offer: undefined } };
}
