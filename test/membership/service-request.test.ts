import assert from 'node:assert/strict';
import type { Member } from '../../membership/partner.js';
import { requestNumberAt, shownNumber } from '../../membership/request-number.js';
import {
  mayMoveRequest,
  maySee,
  moveRequest,
  openRequestFor,
  REQUEST_STATUSES,
  type RequestStatus,
  reopenableUntil,
  requestSeenBy,
  requestsSeenBy,
  type ServiceRequest,
} from '../../membership/service-request.js';
import { ADMIN, accountWith, on, PACK, SILVER, USER } from '../support/accounts.js';
import { theRequest, withOpenRequest } from './service-requests.js';

/** The moves, written out a second time. */
const MAY: Record<RequestStatus, string> = {
  open: 'attention-needed closed',
  'attention-needed': 'open closed',
  closed: 'open',
};

const request = theRequest(withOpenRequest());
const requestWith = (parts: Partial<ServiceRequest>): ServiceRequest => ({ ...request, ...parts });
const memberWith = (roles: Member['roles']): Member => ({ ...ADMIN, id: 'somebody', roles });

describe('a service request', () => {
  for (const from of REQUEST_STATUSES) {
    it(`that is ${from} can only become ${MAY[from]}`, () => {
      const found = REQUEST_STATUSES.filter((to) => mayMoveRequest(from, to));
      assert.deepEqual(
        found,
        REQUEST_STATUSES.filter((to) => MAY[from].split(' ').includes(to)),
      );
    });
  }

  it('throws where it is moved outside the table', () => {
    assert.throws(() => moveRequest(requestWith({ status: 'closed' }), 'attention-needed'), /cannot go from closed/);
    assert.equal(moveRequest(request, 'closed').status, 'closed');
  });

  const seeing: [roles: Member['roles'], sees: boolean][] = [
    [['global-admin'], true],
    [['mpn-partner-admin'], true],
    [['account-admin'], true],
    [['billing-admin'], false],
    [['user'], false],
    [['user', 'account-admin'], true],
  ];
  for (const [roles, sees] of seeing) {
    it(`of somebody else is ${sees ? 'seen' : 'not seen'} by who is ${roles.join(' and ')}`, () => {
      assert.equal(maySee(memberWith(roles), request), sees);
    });
  }

  it('is seen by who opened it, whatever their role', () => {
    assert.equal(maySee(USER, request), true);
  });

  it('that a member may not see is not found, as one that does not exist', () => {
    const account = accountWith({ requests: [requestWith({ by: ADMIN.id })] });
    assert.equal(requestSeenBy(account, USER, '240101'), undefined);
    assert.equal(requestSeenBy(account, USER, '240999'), undefined);
    assert.equal(requestSeenBy(account, ADMIN, '240101')?.number, '240101');
    assert.deepEqual(requestsSeenBy(account, USER), []);
  });

  it('stands in the list by whether it is open, and then the newest first', () => {
    const at = (number: string, day: string, status: RequestStatus) =>
      requestWith({ number, createdAt: on(day), status });
    const requests = [
      at('1', '2026-01-01', 'open'),
      at('2', '2026-03-01', 'closed'),
      at('3', '2026-02-01', 'attention-needed'),
      at('4', '2026-04-01', 'closed'),
    ];
    const listed = requestsSeenBy(accountWith({ requests }), ADMIN).map(({ number }) => number);
    assert.deepEqual(listed, ['3', '1', '4', '2']);
  });

  it('stands for its offer until it is closed', () => {
    const find = (parts: Partial<ServiceRequest>, offer: string) =>
      openRequestFor(accountWith({ requests: [requestWith(parts)] }), 'cancel-subscription', offer);
    assert.ok(find({}, PACK.id));
    assert.ok(find({ status: 'attention-needed', subscriptionId: 'an older term' }, PACK.id));
    assert.equal(find({ status: 'closed' }, PACK.id), undefined);
    assert.equal(find({}, SILVER.id), undefined);
  });

  it('can be reopened for 14 days of the partner after it was closed', () => {
    const closedAt = (at: string) =>
      requestWith({
        status: 'closed',
        history: [...request.history, { what: 'closed', at, by: { kind: 'member', id: 'u', name: 'u' }, id: 'c' }],
      });
    assert.equal(reopenableUntil(closedAt('2026-06-23T14:59:00.000Z'), 'Asia/Tokyo'), '2026-07-07');
    assert.equal(reopenableUntil(closedAt('2026-06-23T15:00:00.000Z'), 'Asia/Tokyo'), '2026-07-08');
    assert.equal(reopenableUntil(request, 'Asia/Tokyo'), undefined);
  });

  it('has a number of six digits, above those of the demo data', () => {
    assert.equal(requestNumberAt(1), '240101');
    assert.equal(shownNumber(requestNumberAt(2)), 'SR-240102');
  });
});
