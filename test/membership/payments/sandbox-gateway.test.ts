import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SandboxGateway } from '../../../membership/payments/sandbox-gateway.js';
import { TEST_CARDS } from '../../../membership/payments/test-cards.js';
import { Clock, card, newFolder, openAt, request, tokenOf } from './open-sandbox.js';

const PAID = '4242 4242 4242 4242';
const BANK_STEP = '4000 0000 0000 3220';
const SLOW = '4000 0000 0000 1091';
const ANSWER_LOST = '4000 0000 0000 1901';
const NOT_CONFIRMED = { status: 'declined', reason: 'not-confirmed' };

describe('the sandbox gateway', () => {
  const test = { after: [] as (() => void)[] };
  let clock: Clock;
  let folder: string;
  let gateway: SandboxGateway;

  beforeEach(async () => {
    clock = new Clock();
    folder = newFolder(test);
    gateway = await openAt(folder, clock);
  });
  afterEach(async () => {
    await gateway.close();
    for (const clean of test.after.splice(0)) clean();
  });

  const reopen = async (): Promise<void> => {
    await gateway.close();
    gateway = await openAt(folder, clock);
  };
  const file = () => path.join(folder, 'ledger.jsonl');
  const paidEntries = (key: string) =>
    gateway.ledger().filter((entry) => 'key' in entry && entry.key === key && 'status' in entry);

  it('stores a card by brand, last four digits and expiry, and gives a token for it', async () => {
    const stored = await gateway.storeCard('link-1', card('3782 822463 10005'));
    assert.ok(stored.ok);
    const { token, ...face } = stored.value;
    assert.deepEqual(face, { brand: 'American Express', last4: '0005', expiryMonth: 8, expiryYear: 2030 });
    assert.match(token, /^card_/);
  });

  it('never writes a card number, a security code or a name', async () => {
    for (const { number } of TEST_CARDS) await tokenOf(gateway, number);
    const written = readFileSync(file(), 'utf8');
    for (const { number } of TEST_CARDS) assert.ok(!written.includes(number.replaceAll(' ', '')));
    assert.doesNotMatch(written, /cvc|"123"|Yamada/);
  });

  it('gives the same token for the same card and key, also after a restart', async () => {
    const [first, second] = await Promise.all([tokenOf(gateway, PAID), tokenOf(gateway, PAID)]);
    await reopen();
    assert.deepEqual([second, await tokenOf(gateway, PAID)], [first, first]);
  });

  it('refuses every other card, so that no real one is ever stored', async () => {
    const refused = { ok: false, problem: { code: 'card-refused' } };
    assert.deepEqual(await gateway.storeCard('link-1', card('4111 1111 1111 1111')), refused);
    assert.deepEqual(gateway.ledger(), []);
  });

  const outcomes = [
    [PAID, { status: 'paid', at: '2026-06-23T09:00:00.000Z' }],
    ['4000 0000 0000 0002', { status: 'declined', reason: 'declined' }],
    ['4000 0000 0000 9995', { status: 'declined', reason: 'insufficient-funds' }],
    ['4000 0000 0000 0069', { status: 'declined', reason: 'expired-card' }],
    [BANK_STEP, { status: 'needs-confirmation', url: 'https://bot.test/bank/order-1/1' }],
  ] as const;
  for (const [number, outcome] of outcomes) {
    it(`answers ${outcome.status} for ${number}, and the same when it is found again`, async () => {
      assert.deepEqual(await gateway.charge(request('order-1/1', await tokenOf(gateway, number))), outcome);
      await reopen();
      assert.deepEqual(await gateway.find('order-1/1'), outcome);
    });
  }

  it('charges a key once, however often it is asked', async () => {
    const token = await tokenOf(gateway, PAID);
    const answers = await Promise.all([1, 2, 3].map(() => gateway.charge(request('order-1/1', token))));
    assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
    assert.equal(paidEntries('order-1/1').length, 1);
  });

  it('takes a key for one amount and one card only', async () => {
    const [token, other] = [await tokenOf(gateway, PAID), await tokenOf(gateway, SLOW)];
    await gateway.charge(request('order-1/1', token));
    await assert.rejects(gateway.charge(request('order-1/1', token, 100)), /another amount or card/);
    await assert.rejects(gateway.charge(request('order-1/1', other)), /another amount or card/);
  });

  it('faults on an amount that is not a positive whole number, and on a token it never gave', async () => {
    const token = await tokenOf(gateway, PAID);
    for (const minor of [0, -1, 0.5, Number.NaN])
      await assert.rejects(gateway.charge(request('k', token, minor)), RangeError);
    await assert.rejects(gateway.charge(request('k', 'card_unknown')), /No card/);
    assert.equal(await gateway.find('k'), undefined);
  });

  it('says that a slow charge is processing, and pays it after 20 seconds', async () => {
    const token = await tokenOf(gateway, SLOW);
    const answer = gateway.charge(request('order-1/1', token));
    assert.deepEqual(await gateway.find('order-1/1'), { status: 'processing' });
    assert.deepEqual(await gateway.cancel('order-1/1'), { status: 'processing' });
    clock.advance(20);
    assert.deepEqual(await answer, { status: 'paid', at: '2026-06-23T09:00:20.000Z' });
  });

  it('pays a slow charge also when it was closed in between', async () => {
    const token = await tokenOf(gateway, SLOW);
    const answer = assert.rejects(gateway.charge(request('order-1/1', token)), /closed/);
    await gateway.find('order-1/1');
    await reopen();
    await answer;
    assert.deepEqual(await gateway.find('order-1/1'), { status: 'processing' });
    clock.advance(20);
    assert.deepEqual(await gateway.find('order-1/1'), { status: 'paid', at: '2026-06-23T09:00:20.000Z' });
  });

  it('loses the answer of one card, but has charged it', async () => {
    const token = await tokenOf(gateway, ANSWER_LOST);
    await assert.rejects(gateway.charge(request('order-1/1', token)), { code: 'ETIMEDOUT' });
    assert.equal((await gateway.find('order-1/1'))?.status, 'paid');
    assert.equal((await gateway.charge(request('order-1/1', token))).status, 'paid');
  });

  it('pays or declines as the cardholder answers the bank, and the first answer stands', async () => {
    const token = await tokenOf(gateway, BANK_STEP);
    await gateway.charge(request('a', token));
    await gateway.charge(request('b', token));
    assert.equal((await gateway.confirmBankStep('a', 'approve'))?.status, 'paid');
    assert.deepEqual(await gateway.confirmBankStep('b', 'decline'), NOT_CONFIRMED);
    assert.equal((await gateway.confirmBankStep('a', 'decline'))?.status, 'paid');
    assert.equal(await gateway.confirmBankStep('never seen', 'approve'), undefined);
  });

  it('cancels a charge that waits for the bank, and a late approval changes nothing', async () => {
    await gateway.charge(request('order-1/1', await tokenOf(gateway, BANK_STEP)));
    assert.deepEqual(await gateway.cancel('order-1/1'), NOT_CONFIRMED);
    assert.deepEqual(await gateway.confirmBankStep('order-1/1', 'approve'), NOT_CONFIRMED);
  });

  it('declines a key that was cancelled before it was ever charged, also after a restart', async () => {
    const token = await tokenOf(gateway, PAID);
    assert.deepEqual(await gateway.cancel('order-1/1'), NOT_CONFIRMED);
    await reopen();
    assert.deepEqual(await gateway.charge(request('order-1/1', token)), NOT_CONFIRMED);
  });

  it('answers what a charge ended as when it is too late to cancel', async () => {
    await gateway.charge(request('order-1/1', await tokenOf(gateway, PAID)));
    assert.equal((await gateway.cancel('order-1/1')).status, 'paid');
  });

  it('declines the next charge when a tester asks for it, and only that one', async () => {
    const token = await tokenOf(gateway, PAID);
    await gateway.declineNext();
    await reopen();
    assert.deepEqual(await gateway.charge(request('a', token)), { status: 'declined', reason: 'declined' });
    assert.equal((await gateway.charge(request('b', token))).status, 'paid');
  });

  it('forgets cards and charges when a tester starts anew, so that a key can be charged again', async () => {
    const before = await tokenOf(gateway, PAID);
    await gateway.charge(request('order-1/1', before));
    await gateway.startAnew();
    await reopen();
    assert.equal(await gateway.find('order-1/1'), undefined);
    await assert.rejects(gateway.charge(request('order-1/1', before)));
    const token = await tokenOf(gateway, PAID);
    assert.equal((await gateway.charge(request('order-1/1', token))).status, 'paid');
  });

  it('drops the torn end of a line that a killed process left, and writes on after it', async () => {
    const token = await tokenOf(gateway, PAID);
    appendFileSync(file(), '{"type":"charge","key":"order-1/1","to');
    await reopen();
    assert.equal(await gateway.find('order-1/1'), undefined);
    await gateway.charge(request('order-2/1', token));
    await reopen();
    assert.equal((await gateway.find('order-2/1'))?.status, 'paid');
  });

  it('names the file and the line when the ledger is damaged', async () => {
    await tokenOf(gateway, PAID);
    await gateway.close();
    writeFileSync(file(), `${readFileSync(file(), 'utf8')}null\n`);
    await assert.rejects(openAt(folder, clock), /ledger\.jsonl is damaged at line 2/);
  });
});
