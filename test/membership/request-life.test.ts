import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deepFreeze } from '../../data/deep-freeze.js';
import { addDays, dateIn, daysBetween } from '../../membership/calendar.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { addFile, addNote, closeRequest, reopenRequest } from '../../membership/request-acts.js';
import { openRequest } from '../../membership/request-opening.js';
import type { Result } from '../../membership/result.js';
import { openRequestFor, type RequestMessage } from '../../membership/service-request.js';
import { ADMIN, on, PACK, USER } from '../support/accounts.js';
import { newRequest, subscriber } from './service-requests.js';

/** One thing that somebody tries, so many days after the last one; `id` says which tries are repeats. */
interface Step {
  what: 'open' | 'note' | 'file' | 'close' | 'reopen';
  by: string;
  number: string;
  id: string;
  days: number;
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('open', 'note', 'file', 'close', 'reopen'),
  by: fc.constantFrom(ADMIN.id, USER.id),
  number: fc.constantFrom('240101', '240102', '240103'),
  id: fc.nat(40).map((id) => `act ${id}`),
  days: fc.nat(9),
});

const FILE = { id: 'f', name: 'a.pdf', type: 'pdf' as const, size: 1 };

describe('the life of requests, whatever is tried in whatever order', () => {
  it('keeps one open request a subscription, counts what is written, and tells its history in order', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
        let account = deepFreeze(subscriber());
        let today = '2026-01-05';
        const written: RequestMessage[] = [];
        for (const step of steps) {
          today = addDays(today, step.days);
          const done = attempt(account, step, on(today));
          if (!done.ok) continue;
          account = deepFreeze(done.value.account);
          written.push(...(done.value.messages ?? []));
          assertRight(account, written);
        }
      }),
      { numRuns: 300 },
    );
  });
});

type Attempted = Result<{ account: PartnerAccount; messages?: RequestMessage[] }>;

function attempt(account: PartnerAccount, { what, by, number, id }: Step, now: string): Attempted {
  const act = { number, by, id };
  if (what === 'open') {
    // A number that is another partner's is refused by the store, and one of the partner's own never comes again.
    const free = account.requests.some((each) => each.number === number) ? `25${number.slice(2)}` : number;
    return openRequest(account, newRequest({ id, number: free, by }), now);
  }
  if (what === 'note') return addNote(account, { ...act, text: id }, now);
  if (what === 'file') return addFile(account, { ...act, file: FILE }, now);
  return what === 'close' ? closeRequest(account, act, now) : reopenRequest(account, act, now);
}

function assertRight(account: PartnerAccount, written: RequestMessage[]): void {
  const open = account.requests.filter(({ status }) => status !== 'closed');
  assert.ok(open.length <= 1);
  assert.equal(openRequestFor(account, 'cancel-subscription', PACK.id), open[0]);
  for (const { number, messages, files, history, status } of account.requests) {
    const own = written.filter(({ request }) => request === number);
    assert.deepEqual(
      own.map(({ index }) => index),
      Array.from({ length: messages }, (_, at) => at + 1),
    );
    assert.equal(new Set(history.map(({ id }) => id)).size, history.length);
    assert.equal(history.filter(({ what }) => what === 'note-added').length, messages);
    assert.equal(history.filter(({ what }) => what === 'file-added').length, files.length);
    assert.equal(history[0]?.what, 'opened');
    const turns = history.filter(({ what }) => !what.endsWith('added')).map(({ what }) => what);
    for (const [at, what] of turns.entries())
      assert.equal(what, at === 0 ? 'opened' : at % 2 === 1 ? 'closed' : 'reopened');
    assert.equal(status, turns.at(-1) === 'closed' ? 'closed' : 'open');
    for (const [at, event] of history.entries()) {
      if (event.what !== 'reopened') continue;
      const closed = history.slice(0, at).findLast(({ what }) => what === 'closed');
      const dayOf = (instant = '') => dateIn(account.zone, instant);
      assert.ok(daysBetween(dayOf(closed?.at), dayOf(event.at)) <= 14);
    }
  }
}
