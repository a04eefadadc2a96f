import { addDays } from './calendar.js';
import type { Duty } from './duties.js';
import { withNotice } from './notice.js';
import { move, type Order, withOrder } from './order.js';
import type { PartnerAccount } from './partner.js';

/** A bank transfer that was not confirmed within its days lapses, and who placed it is told (procedures.md, P3 [PC]). */
export const lapseOfTransfers: Duty = {
  dueOn: (account) => {
    const last = pending(account).map((order) => order.transfer?.until ?? '');
    return last.length
      ? addDays(
          last.reduce((a, b) => (a < b ? a : b)),
          1,
        )
      : undefined;
  },
  perform: (account, { today, now }) =>
    pending(account)
      .filter((order) => today > (order.transfer?.until ?? ''))
      .reduce((changed, order) => {
        const notice = { id: `lapsed-${order.id}`, kind: 'transfer-lapsed' as const, to: order.by, orderId: order.id };
        return withNotice(withOrder(changed, move(order, 'lapsed')), { ...notice, createdAt: now });
      }, account),
};

const pending = (account: PartnerAccount): Order[] =>
  account.orders.filter(({ status, transfer }) => status === 'pending-transfer' && transfer);
