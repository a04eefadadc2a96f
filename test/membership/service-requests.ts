import assert from 'node:assert/strict';
import { deepFreeze } from '../../data/deep-freeze.js';
import type { Instant } from '../../membership/calendar.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { type NewRequest, openRequest } from '../../membership/request-opening.js';
import type { ServiceRequest } from '../../membership/service-request.js';
import { accountWith, answerOf, on, PACK, termUntil, USER } from '../support/accounts.js';

/** The request of a user to cancel Action Pack. */
export const newRequest = (parts: Partial<NewRequest> = {}): NewRequest => ({
  id: 'r1',
  number: '240101',
  kind: 'cancel-subscription',
  offerId: PACK.id,
  by: USER.id,
  summary: 'Cancel Action Pack',
  severity: 'minimal',
  contact: { name: '山田', email: 'yamada@example.com' },
  files: [],
  ...parts,
});

/** A partner with a term of Action Pack until the end of 2026. */
export const subscriber = (parts: Partial<PartnerAccount> = {}): PartnerAccount =>
  accountWith({ subscriptions: [termUntil('2026-12-31')], ...parts });

/** The same after the user's request was opened. */
export const withOpenRequest = (now: Instant = on('2026-06-23'), parts: Partial<PartnerAccount> = {}): PartnerAccount =>
  deepFreeze(answerOf(openRequest(subscriber(parts), newRequest(), now)).account);

export function theRequest(account: PartnerAccount, number = '240101'): ServiceRequest {
  const request = account.requests.find((each) => each.number === number);
  assert.ok(request, `no request ${number}`);
  return request;
}
