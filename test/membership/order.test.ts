import assert from 'node:assert/strict';
import {
  isOpen,
  lastAttempt,
  mayMove,
  move,
  mpnIdOfReference,
  nextTransferReference,
  ORDER_STATUSES,
  type OrderStatus,
  openOrder,
  openOrders,
  orderStatusOn,
  ordersInDoubt,
  transferUntil,
  withOrder,
} from '../../membership/order.js';
import { accountWith, on, PACK, SILVER, theOrder } from '../support/accounts.js';
import { charging, transferPlaced } from './purchases.js';

/** The moves, written out a second time. */
const MAY: Record<OrderStatus, string> = {
  review: 'charging pending-transfer withdrawn',
  charging: 'awaiting-confirmation declined pending-transfer paid failed',
  'awaiting-confirmation': 'declined pending-transfer paid',
  declined: 'charging pending-transfer withdrawn lapsed',
  'pending-transfer': 'charging paid withdrawn lapsed',
  paid: '',
  failed: '',
  withdrawn: '',
  lapsed: '',
};

const order = theOrder(transferPlaced('2026-06-23'));

describe('an order', () => {
  for (const from of ORDER_STATUSES) {
    it(`that is ${from} can only become ${MAY[from] || 'nothing else'}`, () => {
      const found = ORDER_STATUSES.filter((to) => mayMove(from, to));
      assert.deepEqual(
        found,
        ORDER_STATUSES.filter((to) => MAY[from].split(' ').includes(to)),
      );
    });
  }

  it('throws where it is moved outside the table', () => {
    assert.throws(() => move({ ...order, status: 'paid' }, 'charging'), /cannot go from paid to charging/);
    assert.equal(move(order, 'paid').status, 'paid');
  });

  const transferDays: [today: string, status: OrderStatus, open: boolean][] = [
    ['2026-06-23', 'pending-transfer', true],
    ['2026-07-23', 'pending-transfer', true],
    ['2026-07-24', 'lapsed', false],
  ];
  for (const [today, status, open] of transferDays) {
    it(`by transfer of 23 June is ${status} as of ${today}, whether or not a job recorded it`, () => {
      assert.equal(orderStatusOn(order, today), status);
      assert.equal(isOpen(order, today), open);
      assert.equal(openOrder(accountWith({ orders: [order] }), PACK.id, today), open ? order : undefined);
    });
  }

  for (const status of ORDER_STATUSES) {
    const open = ['charging', 'awaiting-confirmation', 'pending-transfer'].includes(status);
    it(`that is ${status} ${open ? 'keeps' : 'does not keep'} another one from being placed`, () =>
      assert.equal(isOpen({ ...order, status }, '2026-06-23'), open));
  }

  it('is open for its own offer only', () => {
    const account = accountWith({ orders: [order] });
    assert.equal(openOrder(account, SILVER.id, '2026-06-23'), undefined);
    assert.deepEqual(openOrders(account, '2026-06-23'), [order]);
    assert.deepEqual(openOrders(account, '2026-07-24'), []);
  });

  it('is in doubt while only the gateway knows how it ends', () => {
    const inDoubt = ORDER_STATUSES.filter(
      (status) => ordersInDoubt(accountWith({ orders: [{ ...order, status }] })).length,
    );
    assert.deepEqual(inDoubt, ['charging', 'awaiting-confirmation']);
  });

  it('by transfer can be confirmed for 30 days', () => assert.equal(transferUntil('2026-06-23'), '2026-07-23'));

  it('gets a transfer reference of its own in the partner’s books', () => {
    assert.equal(nextTransferReference(accountWith()), '1234567-T1');
    assert.equal(nextTransferReference(accountWith({ orders: [order] })), '1234567-T2');
  });

  const references: [text: string, mpnId: string | undefined][] = [
    ['1234567-T1', '1234567'],
    [' 1234567-t12 ', '1234567'],
    ['123456-T1', '123456'],
    ['12345-T1', undefined],
    ['1234567-1', undefined],
    ['hello', undefined],
  ];
  for (const [text, mpnId] of references) {
    it(`is found by the reference "${text}" at partner ${mpnId ?? 'none'}`, () =>
      assert.equal(mpnIdOfReference(text), mpnId));
  }

  it('takes the place of the one with its id, and the last place in the list', () => {
    const other = { ...order, id: 'other' };
    const account = withOrder(accountWith({ orders: [order, other] }), { ...order, status: 'withdrawn' });
    assert.deepEqual(
      account.orders.map(({ id, status }) => [id, status]),
      [
        ['other', 'pending-transfer'],
        ['order1', 'withdrawn'],
      ],
    );
  });

  it('has a last attempt once a card was charged', () => {
    assert.equal(lastAttempt(order), undefined);
    assert.equal(lastAttempt(theOrder(charging(on('2026-06-23'))))?.key, 'order1-1');
  });
});
