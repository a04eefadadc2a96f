import { partnerOfLink, saveCard } from '../membership/actions/cards.js';
import type { Ports } from '../membership/actions/ports.js';
import { memberOf } from '../membership/partner.js';
import { ok, refuse } from '../membership/result.js';
import type { PaymentPageDeps } from './payment-page.js';
import type { Turns } from './turns.js';

/** What the payment page asks of the service: the link behind a token, and saving the card. */
export function paymentDeps(
  ports: Ports,
  turns: Turns,
  onFault: (fault: unknown) => void,
): Pick<PaymentPageDeps, 'open' | 'submit'> {
  return {
    open: async (linkId) => {
      const account = await ports.store.account(partnerOfLink(linkId));
      const link = account?.paymentLinks.find((each) => each.id === linkId);
      if (!account || !link) return refuse({ code: 'no-such-link' });
      const language = memberOf(account, link.member)?.language ?? link.language;
      return ok({ language, organisation: account.organisation, alreadyUsed: link.usedAt !== undefined });
    },
    submit: async (linkId, details) => {
      const saved = await saveCard(ports, partnerOfLink(linkId), linkId, details);
      if (!saved.ok)
        return refuse({ code: saved.problem.code === 'no-such-link' ? 'link-expired' : saved.problem.code });
      const { card, link, isNew } = saved.value;
      // The page need not wait for the chat, and a chat that cannot be reached does not undo the saved card.
      if (isNew) void turns.cardSaved(link.conversation, card.id).catch(onFault);
      return ok({ brand: card.brand, last4: card.last4 });
    },
  };
}
