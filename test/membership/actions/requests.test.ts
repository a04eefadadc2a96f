import assert from 'node:assert/strict';
import {
  changeRequest,
  dropFiles,
  keepFile,
  lastMessage,
  submitRequest,
} from '../../../membership/actions/requests.js';
import { ADMIN, accountWith, answerOf, on, problemOf, USER } from '../../support/accounts.js';
import { newRequest, subscriber, theRequest } from '../service-requests.js';
import { eachWithWorkshop } from './workshop.js';

const { number: _, ...ASKED } = newRequest();
const PDF = Buffer.from('%PDF-1.7');

describe('Submitting a request', () => {
  const workshop = eachWithWorkshop(() => subscriber());
  const submit = (parts: Partial<typeof ASKED> = {}) =>
    submitRequest(workshop().ports, 'wingtip', { ...ASKED, ...parts });

  it('opens it under a number that leads to its partner', async () => {
    const { number } = answerOf(await submit());
    assert.equal(number, '240101');
    assert.equal(await workshop().store.partnerOfRequest(number), 'wingtip');
    assert.equal(theRequest(await workshop().account()).createdAt, on('2026-06-23'));
  });

  it('many times at once by one person opens one, and all hear its number', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => submit()));
    const numbers = new Set(all.map((each) => answerOf(each).number));
    assert.equal(numbers.size, 1);
    assert.equal((await workshop().account()).requests.length, 1);
  });

  it('by two people at once opens one, and the other is led to it', async () => {
    const [first, second] = await Promise.all([submit(), submit({ id: 'r2', by: ADMIN.id })]);
    assert.ok(first && second);
    const [opened, refused] = first.ok ? [first, second] : [second, first];
    const problem = problemOf(refused);
    assert.equal(problem.code === 'already-open' && problem.request.number, answerOf(opened).number);
    assert.equal((await workshop().account()).requests.length, 1);
  });

  it('takes the next number where one is another partner’s, after a restored backup, say', async () => {
    const other = { id: 'other', mpnId: '7654321', members: [] };
    const taken = ['240101', '240102'].map((number) => theRequestOf(number));
    answerOf(await workshop().store.create(accountWith({ ...other, requests: taken })));
    assert.equal(answerOf(await submit()).number, '240103');
  });

  it('that was cut off before it was saved leaves nothing, and is done when it is repeated', async () => {
    await assert.rejects(submitRequest(workshop().failing('change'), 'wingtip', ASKED), /stopped/);
    assert.deepEqual((await workshop().account()).requests, []);
    const { number } = answerOf(await submit());
    assert.equal(number, '240102');
  });
});

const theRequestOf = (number: string) => ({
  ...newRequest({ number }),
  routing: { area: 'report-problems' as const, typeOfProblem: 'invoice-payment-reconciliation' as const },
  subscriptionId: 'x',
  status: 'open' as const,
  createdAt: on('2026-06-23'),
  history: [],
  messages: 0,
});

describe('What is done to a request', () => {
  const workshop = eachWithWorkshop(() => subscriber());
  const act = (id: string, by = USER.id) => ({ number: '240101', by, id });
  beforeEach(() => submitRequest(workshop().ports, 'wingtip', ASKED));

  it('a note is there to be read, and the last one is the last message', async () => {
    const { ports } = workshop();
    assert.equal(await lastMessage(ports, theRequest(await workshop().account())), undefined);
    for (const text of ['first', 'second'])
      answerOf(await changeRequest(ports, 'wingtip', act(text), { what: 'note', text }));
    const last = await lastMessage(ports, theRequest(await workshop().account()));
    assert.deepEqual([last?.index, last?.text], [2, 'second']);
  });

  it('the same note many times at once is one note', async () => {
    const { ports, store } = workshop();
    const note = () => changeRequest(ports, 'wingtip', act('n'), { what: 'note', text: 'once' });
    for (const each of await Promise.all([note(), note(), note()])) assert.equal(answerOf(each).messages, 1);
    assert.equal((await store.requestMessages('240101')).length, 1);
  });

  it('notes of several people at once are all there, each in its place', async () => {
    const { ports, store } = workshop();
    const texts = Array.from({ length: 12 }, (_each, at) => `note ${at}`);
    const by = (at: number) => (at % 2 ? ADMIN.id : USER.id);
    await Promise.all(
      texts.map((text, at) => changeRequest(ports, 'wingtip', act(text, by(at)), { what: 'note', text })),
    );
    const messages = await store.requestMessages('240101');
    assert.deepEqual(new Set(messages.map(({ text }) => text)), new Set(texts));
    assert.deepEqual(
      messages.map(({ index }) => index),
      texts.map((_each, at) => at + 1),
    );
  });

  it('closing and adding at once ends closed, with the note or without it', async () => {
    const { ports } = workshop();
    const [note, close] = await Promise.all([
      changeRequest(ports, 'wingtip', act('n'), { what: 'note', text: 'wait' }),
      changeRequest(ports, 'wingtip', act('c', ADMIN.id), { what: 'close' }),
    ]);
    assert.ok(close.ok);
    const request = theRequest(await workshop().account());
    assert.deepEqual([request.status, request.messages], ['closed', Number(note.ok)]);
    answerOf(await changeRequest(ports, 'wingtip', act('o'), { what: 'reopen' }));
    assert.equal(theRequest(await workshop().account()).status, 'open');
  });

  it('a file is kept before the account names it', async () => {
    const { ports, store } = workshop();
    const file = answerOf(await keepFile(ports, '../offer.pdf', PDF));
    assert.equal(file.name, 'offer.pdf');
    assert.deepEqual(Buffer.from((await store.file(file.id)) ?? []), PDF);
    answerOf(await changeRequest(ports, 'wingtip', act('f'), { what: 'file', file }));
    assert.deepEqual(theRequest(await workshop().account()).files, [file]);
  });

  it('a file that is refused is not kept, and one that was given up is forgotten', async () => {
    const { ports, store } = workshop();
    assert.equal(problemOf(await keepFile(ports, 'tool.exe', Buffer.from('MZ'))).code, 'wrong-file-type');
    const file = answerOf(await keepFile(ports, 'offer.pdf', PDF));
    await dropFiles(ports, [file]);
    assert.equal(await store.file(file.id), undefined);
  });
});
