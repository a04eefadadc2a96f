import { withoutRenewal } from './automatic-renewal.js';
import { addDays, type CalendarDate, earliest } from './calendar.js';
import type { Duty, DutyDay } from './duties.js';
import { withNotice } from './notice.js';
import { move, type Order, withOrder } from './order.js';
import type { PartnerAccount } from './partner.js';
import { tellAdmins } from './renewal-notices.js';

/** A bank transfer that was not confirmed within its days lapses, and who placed it is told (procedures.md, P3 [PC]). */
export const lapseOfTransfers: Duty = {
  dueOn: (account) => earliest(pending(account).map(lapsesOn)),
  perform: (account, day) =>
    pending(account)
      .filter((order) => lapsesOn(order) === day.dueOn)
      .reduce((changed, order) => lapse(changed, order, day), account),
};

const lapsesOn = (order: Order): CalendarDate => addDays(order.transfer?.until ?? '', 1);

/** Nobody placed what automatic renewal made, so that all who may pay it are told. */
function lapse(account: PartnerAccount, order: Order, { today, now }: DutyDay): PartnerAccount {
  const lapsed = withOrder(account, move(order, 'lapsed'));
  const about = { kind: 'transfer-lapsed' as const, orderId: order.id };
  const id = `lapsed-${order.id}`;
  if (order.kind !== 'auto-renew') return withNotice(lapsed, { ...about, id, to: order.by, createdAt: now });
  return tellAdmins(withoutRenewal(lapsed, order, today), { about, id, now });
}

const pending = (account: PartnerAccount): Order[] =>
  account.orders.filter(({ status, transfer }) => status === 'pending-transfer' && transfer);
