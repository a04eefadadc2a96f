import assert from 'node:assert/strict';
import {
  addFile,
  addNote,
  closeRequest,
  MOST_FILES,
  MOST_NOTES,
  reopenRequest,
} from '../../membership/request-acts.js';
import type { RequestFile } from '../../membership/request-file.js';
import { openRequest } from '../../membership/request-opening.js';
import type { ServiceRequest } from '../../membership/service-request.js';
import { ADMIN, accountWith, answerOf, on, problemOf, SILVER, termUntil, USER } from '../support/accounts.js';
import { newRequest, subscriber, theRequest, withOpenRequest } from './service-requests.js';

const TODAY = on('2026-06-23');
const act = (id: string, by = USER.id) => ({ number: '240101', by, id });
const file: RequestFile = { id: 'f1', name: 'offer.pdf', type: 'pdf', size: 8 };

describe('opening a request to cancel', () => {
  it('keeps what was asked, routed as documented, with its first line of history', () => {
    const asked = newRequest({ description: 'why', files: [file] });
    const { value } = answerOf(openRequest(subscriber(), asked, TODAY));
    assert.deepEqual(value, {
      ...asked,
      subscriptionId: 'term-until-2026-12-31',
      routing: { area: 'report-problems', typeOfProblem: 'invoice-payment-reconciliation' },
      status: 'open',
      createdAt: TODAY,
      history: [{ what: 'opened', at: TODAY, by: { kind: 'member', id: USER.id, name: USER.name }, id: 'r1' }],
      messages: 0,
    });
  });

  it('again by the same submit answers the request that is there, and changes nothing', () => {
    const account = withOpenRequest();
    const again = answerOf(openRequest(account, newRequest({ number: '240102' }), TODAY));
    assert.equal(again.account, account);
    assert.equal(again.value.number, '240101');
  });

  it('a second time about the same subscription leads to the first one', () => {
    const refused = problemOf(openRequest(withOpenRequest(), newRequest({ id: 'r2', by: ADMIN.id }), TODAY));
    assert.deepEqual(
      [refused.code, refused.code === 'already-open' && refused.request.number],
      ['already-open', '240101'],
    );
  });

  it('leads to the first one after the term was renewed, too', () => {
    const account = withOpenRequest(TODAY, { subscriptions: [termUntil('2026-12-31'), termUntil('2027-12-31')] });
    assert.equal(problemOf(openRequest(account, newRequest({ id: 'r2' }), TODAY)).code, 'already-open');
  });

  it('is possible anew once the first one is closed', () => {
    const closed = answerOf(closeRequest(withOpenRequest(), act('c'), TODAY)).account;
    const { value } = answerOf(openRequest(closed, newRequest({ id: 'r2', number: '240102' }), TODAY));
    assert.equal(value.number, '240102');
  });

  const days: [today: string, what: string, opens: boolean][] = [
    ['2026-12-31', 'the last day of the term', true],
    ['2027-01-30', 'the last day of the renewal window', true],
    ['2027-01-31', 'the day after the window', false],
  ];
  for (const [today, what, opens] of days) {
    it(`is ${opens ? 'possible' : 'refused'} on ${what}`, () => {
      const opened = openRequest(subscriber(), newRequest(), on(today));
      assert.equal(opened.ok || opened.problem.code, opens || 'not-held');
    });
  }

  it('is refused for an offer that was never bought, and to who is no member', () => {
    assert.equal(problemOf(openRequest(subscriber(), newRequest({ offerId: SILVER.id }), TODAY)).code, 'not-held');
    assert.equal(problemOf(openRequest(subscriber(), newRequest({ by: 'gone' }), TODAY)).code, 'no-such-member');
  });
});

describe('what happens to a request afterwards', () => {
  it('a note is counted and written, with who wrote it', () => {
    const { account, messages } = answerOf(addNote(withOpenRequest(), { ...act('n1'), text: 'hello' }, TODAY));
    const from = { kind: 'member' as const, id: USER.id, name: USER.name };
    assert.deepEqual(messages, [{ schema: 1, request: '240101', index: 1, at: TODAY, from, text: 'hello' }]);
    assert.equal(theRequest(account).messages, 1);
    const second = answerOf(addNote(account, { ...act('n2'), text: 'more' }, TODAY));
    assert.deepEqual([second.messages?.[0]?.index, second.value.messages], [2, 2]);
  });

  it('the same act again does nothing more', () => {
    const noted = answerOf(addNote(withOpenRequest(), { ...act('n1'), text: 'hello' }, TODAY)).account;
    const again = answerOf(addNote(noted, { ...act('n1'), text: 'hello' }, TODAY));
    assert.deepEqual([again.account, again.messages], [noted, undefined]);
    const filed = answerOf(addFile(noted, { ...act('f1'), file }, TODAY)).account;
    assert.equal(answerOf(addFile(filed, { ...act('f1'), file }, TODAY)).account, filed);
    const closed = answerOf(closeRequest(filed, act('c1'), TODAY)).account;
    assert.equal(answerOf(closeRequest(closed, act('c2'), TODAY)).account, closed);
    const reopened = answerOf(reopenRequest(closed, act('o1'), TODAY)).account;
    assert.equal(answerOf(reopenRequest(reopened, act('o1'), TODAY)).account, reopened);
    // A closing that is delivered again after the reopening does not close it again.
    assert.equal(answerOf(closeRequest(reopened, act('c1'), TODAY)).account, reopened);
  });

  it('the partner’s answer puts a request that waited for it back to open', () => {
    const open = withOpenRequest();
    const waiting = {
      ...open,
      requests: open.requests.map((each) => ({ ...each, status: 'attention-needed' as const })),
    };
    assert.equal(answerOf(addNote(waiting, { ...act('n'), text: 'yes' }, TODAY)).value.status, 'open');
    assert.equal(answerOf(addFile(waiting, { ...act('f'), file }, TODAY)).value.status, 'open');
  });

  it('nothing is added to a closed request', () => {
    const closed = answerOf(closeRequest(withOpenRequest(), act('c'), TODAY)).account;
    assert.equal(problemOf(addNote(closed, { ...act('n'), text: 'x' }, TODAY)).code, 'request-closed');
    assert.equal(problemOf(addFile(closed, { ...act('f'), file }, TODAY)).code, 'request-closed');
  });

  it('notes and files have a limit', () => {
    const full = (parts: Partial<ServiceRequest>) => {
      const account = withOpenRequest();
      return { ...account, requests: account.requests.map((each) => ({ ...each, ...parts })) };
    };
    const notes = full({ messages: MOST_NOTES });
    assert.equal(problemOf(addNote(notes, { ...act('n'), text: 'x' }, TODAY)).code, 'request-full');
    const files = full({ files: Array.from({ length: MOST_FILES }, () => file) });
    assert.equal(problemOf(addFile(files, { ...act('f'), file }, TODAY)).code, 'request-full');
  });

  const reopening: [today: string, code: string | true][] = [
    ['2026-06-23', true],
    ['2026-07-07', true],
    ['2026-07-08', 'too-late-to-reopen'],
  ];
  for (const [today, code] of reopening) {
    it(`closed on 23 June, it ${code === true ? 'can' : 'cannot'} be reopened on ${today}`, () => {
      const closed = answerOf(closeRequest(withOpenRequest(), act('c'), TODAY)).account;
      const reopened = reopenRequest(closed, act('o'), on(today));
      assert.equal(reopened.ok || reopened.problem.code, code);
    });
  }

  it('it is not reopened beside another one about the same', () => {
    const closed = answerOf(closeRequest(withOpenRequest(), act('c'), TODAY)).account;
    const second = answerOf(openRequest(closed, newRequest({ id: 'r2', number: '240102' }), TODAY)).account;
    const refused = problemOf(reopenRequest(second, act('o'), TODAY));
    assert.equal(refused.code === 'already-open' && refused.request.number, '240102');
  });

  it('is refused to who may not see it as if there were no such request', () => {
    const account = answerOf(openRequest(subscriber(), newRequest({ by: ADMIN.id }), TODAY)).account;
    const none = [
      addNote(account, { ...act('n'), text: 'x' }, TODAY),
      addFile(account, { ...act('f'), file }, TODAY),
      closeRequest(account, act('c'), TODAY),
      reopenRequest(account, act('o'), TODAY),
      closeRequest(accountWith({}), act('c', ADMIN.id), TODAY),
      closeRequest(account, act('c', 'gone'), TODAY),
    ];
    for (const each of none) assert.equal(problemOf(each).code, 'no-such-request');
  });
});
