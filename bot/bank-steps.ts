import { formatMoney } from '../locales/format.js';
import { recoverPartner } from '../membership/actions/charge.js';
import type { Ports } from '../membership/actions/ports.js';
import { addSeconds } from '../membership/calendar.js';
import { fractionDigits } from '../membership/money.js';
import { CHARGE_PATIENCE_SECONDS, partnerOfOrder } from '../membership/order.js';
import { memberOf, type PartnerId } from '../membership/partner.js';
import type { SandboxGateway } from '../membership/payments/sandbox-gateway.js';
import { ok, refuse } from '../membership/result.js';
import { type BankStepDeps, bankStepToken } from './bank-step-page.js';
import { wallClock } from './clock.js';

/** How long the link to the bank's page is good: longer than the step itself, so that it can say what became of it. */
const LINK_SECONDS = 24 * CHARGE_PATIENCE_SECONDS;

/** The address of the bank's page for a charge. */
export const bankStepAddress =
  (secret: string, address: (place: string, token: string) => string) =>
  (key: string): string =>
    address('bank', bankStepToken(secret, key, addSeconds(wallClock(), LINK_SECONDS)));

/** The sandbox's bank: finds the order behind a charge's key, takes the answer, and has the order finished. */
export function bankPageDeps(ports: Ports, gateway: SandboxGateway): Pick<BankStepDeps, 'open' | 'decide'> {
  return {
    open: async (key) => {
      const found = await orderBehind(ports, key);
      if (!found) return refuse({ code: 'no-such-payment' });
      const { account, order, cardId } = found;
      const language = memberOf(account, order.by)?.language ?? 'en';
      const { minor, currency } = order.review.total;
      const card = account.cards.find((each) => each.id === cardId) ?? { brand: '', last4: '' };
      const amount = formatMoney(language, minor, currency, fractionDigits(currency));
      const waiting = order.status === 'awaiting-confirmation' || order.status === 'charging';
      return ok({ language, organisation: account.organisation, amount, card, waiting });
    },
    decide: async (key, decision) => {
      const charge = await gateway.confirmBankStep(key, decision);
      const found = await orderBehind(ports, key);
      if (found) await recoverPartner(ports, found.account.id);
      if (charge?.status === 'paid') return 'approved';
      return charge?.status === 'declined' ? 'declined' : 'over';
    },
  };
}

/** The order behind a gateway's key: its partner is named in it, but for the demo's own orders. */
async function orderBehind(ports: Ports, key: string) {
  const named = partnerOfOrder(key);
  for (const partnerId of [...(named ? [named] : []), ...(await ports.store.partnersWithOrdersInDoubt())]) {
    const found = await orderWithKey(ports, partnerId, key);
    if (found) return found;
  }
  return undefined;
}

async function orderWithKey(ports: Ports, partnerId: PartnerId, key: string) {
  const account = await ports.store.account(partnerId);
  const order = account?.orders.find((each) => each.attempts.some((attempt) => attempt.key === key));
  const attempt = order?.attempts.find((each) => each.key === key);
  return account && order && attempt ? { account, order, cardId: attempt.cardId } : undefined;
}
