import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import type { SandboxGateway } from '../../../membership/payments/sandbox-gateway.js';
import { TEST_CARDS } from '../../../membership/payments/test-cards.js';
import { Clock, newFolder, openAt, request, tokenOf } from './open-sandbox.js';

const KEYS = ['a', 'b', 'c'];
const SLOW_SECONDS = 1;

/** One thing that somebody asks of the gateway. Most are asked before the one before was answered. */
const step = fc.record({
  act: fc.constantFrom('charge', 'cancel', 'find', 'approve', 'decline', 'declineNext', 'wait'),
  key: fc.constantFrom(...KEYS),
  pause: fc.boolean(),
});
const story = fc.record({
  cards: fc.tuple(...KEYS.map(() => fc.constantFrom(...TEST_CARDS.map((card) => card.number)))),
  steps: fc.array(step, { maxLength: 14 }),
});
type Step = { act: string; key: string; pause: boolean };

function take(
  { act, key }: Step,
  gateway: SandboxGateway,
  clock: Clock,
  tokens: Map<string, string>,
): Promise<unknown> {
  if (act === 'charge') return gateway.charge(request(key, tokens.get(key) ?? '')).catch(ignoreTimeout);
  if (act === 'cancel') return gateway.cancel(key);
  if (act === 'approve' || act === 'decline') return gateway.confirmBankStep(key, act);
  if (act === 'declineNext') return gateway.declineNext();
  if (act === 'wait') clock.advance(SLOW_SECONDS / 2);
  return gateway.find(key);
}

function ignoreTimeout(error: { code?: string }): void {
  if (error.code !== 'ETIMEDOUT') throw error;
}

async function play(gateway: SandboxGateway, clock: Clock, { cards, steps }: { cards: string[]; steps: Step[] }) {
  const tokens = new Map<string, string>();
  for (const [index, key] of KEYS.entries()) tokens.set(key, await tokenOf(gateway, cards[index] ?? ''));
  const answers: Promise<unknown>[] = [];
  for (const each of steps) {
    answers.push(take(each, gateway, clock, tokens));
    if (each.pause) await gateway.find(each.key);
  }
  clock.advance(SLOW_SECONDS);
  await Promise.all(answers);
}

const answersOf = (gateway: SandboxGateway) => Promise.all(KEYS.map((key) => gateway.find(key)));

describe('the sandbox gateway, whatever is asked of it at once', () => {
  it('pays each key at most once, never after it declined it, and answers the same when opened again', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const after: (() => void)[] = [];
        const [folder, clock] = [newFolder({ after }), new Clock()];
        const gateway = await openAt(folder, clock, SLOW_SECONDS);
        await play(gateway, clock, told);
        for (const key of KEYS) assertOneEnd(gateway, key);
        const before = await answersOf(gateway);
        await gateway.close();
        const again = await openAt(folder, clock, SLOW_SECONDS);
        assert.deepEqual(await answersOf(again), before);
        await again.close();
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 60 },
    );
  });
});

function assertOneEnd(gateway: SandboxGateway, key: string): void {
  const entries = gateway.ledger().filter((entry) => 'status' in entry && entry.key === key);
  const ends = entries.filter((entry) => 'status' in entry && entry.status !== 'needs-confirmation');
  assert.ok(ends.length <= 1, `${key} ended more than once: ${JSON.stringify(entries)}`);
}
