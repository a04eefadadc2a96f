import type { Language } from '../offer.js';
import type { MemberId, PartnerId } from '../partner.js';
import { ok } from '../result.js';
import type { Ports } from './ports.js';

/** Keeps the language that a member chose; notices and the chat use it from then on. */
export async function chooseLanguage(ports: Ports, partnerId: PartnerId, memberId: MemberId, language: Language) {
  await ports.store.change(partnerId, (account) => {
    const members = account.members.map((member) => (member.id === memberId ? { ...member, language } : member));
    return ok({ account: { ...account, members }, value: null });
  });
}
