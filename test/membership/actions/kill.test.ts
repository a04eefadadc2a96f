import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { openBooks } from './kill-books.js';
import { buyNext, deliverTheRest, PARTNERS } from './kill-on-and-on.js';
import { assertFinished, assertNothingLost } from './kill-proof.js';
import { PLANS, type PlanName, purchase, purchaseBy } from './kill-purchases.js';

const CHILD = fileURLToPath(new URL('../../support/purchase-child.ts', import.meta.url));
const KILLS_A_LANE = 150;
const LANES = 2;

describe('A process that is killed in the middle of a purchase', function () {
  this.timeout(240_000);

  let bundle: Awaited<ReturnType<typeof temporaryFolder>>;
  let child = '';
  before(async () => {
    bundle = await temporaryFolder();
    child = join(bundle.path, 'child.mjs');
    // Bundled it starts in a fifth of the time, and starting is most of what these tests do.
    await build({
      entryPoints: [CHILD],
      outfile: child,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    });
  });
  after(() => bundle.remove());

  /** Starts the child; `killed` decides when it dies, unless it does so itself. Answers what it said. */
  async function run(parameters: string[], killed?: (started: Promise<unknown>) => Promise<unknown>): Promise<string> {
    const running = spawn(process.execPath, [child, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = once(running, 'close');
    let said = '';
    const started = new Promise<void>((resolve) => {
      running.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        resolve();
      });
    });
    if (killed) {
      await killed(started);
      running.kill('SIGKILL');
    }
    const [code, signal] = await closed;
    assert.ok(signal === 'SIGKILL' || code === 0, `it ended with ${code ?? signal}`);
    return signal ? said : 'done';
  }

  /** Kills a purchase at its nth step, starts again so much later and goes on. Answers the step, or `done`. */
  const killAndGoOn = (plan: PlanName, step: number, secondsLater: number): Promise<string> =>
    inFolder(async (folder) => {
      const reached = await run([folder, 'step', plan, String(step)]);
      const books = await openBooks(folder);
      books.clock.advance(secondsLater);
      await assertNothingLost(books, folder, 'partner');
      await purchase(books, purchaseBy(plan));
      const { orders } = await assertFinished(books, folder, 'partner');
      // Within the hour it is always paid in the end; later, one whose charge never reached the gateway is given up.
      if (secondsLater < 3600) assert.equal(orders[0]?.status, 'paid');
      await books.close();
      return reached;
    });

  async function killAtEveryStep(plan: PlanName, secondsLater: number): Promise<string[]> {
    const steps: string[] = [];
    for (let step = 1; steps.at(-1) !== 'done'; step += 2) {
      steps.push(...(await Promise.all([step, step + 1].map((each) => killAndGoOn(plan, each, secondsLater)))));
    }
    return steps;
  }

  for (const plan of Object.keys(PLANS) as PlanName[]) {
    it(`goes on with a purchase ${plan}, whatever step it was killed before or after`, async () => {
      const steps = await killAtEveryStep(plan, 61);
      assert.ok(
        steps.length > 10 && steps.includes('after change') && steps.includes('after recordDelivered'),
        steps.join(),
      );
    });
  }

  it('charges once or not at all when it starts again only hours later, at any step', async () => {
    const steps = await killAtEveryStep('by a card', 2 * 3600);
    assert.ok(steps.includes('before charge') && steps.includes('after charge'), steps.join());
  });

  it(`has charged, invoiced and told every purchase once after ${KILLS_A_LANE * LANES} kills at random moments`, async () => {
    const purchases = await Promise.all(Array.from({ length: LANES }, () => inFolder(killAtRandom)));
    // Fewer, and it was killed before it did anything every time, and this has shown nothing.
    assert.ok(Math.min(...purchases) >= 3 * PARTNERS.length, `purchases: ${purchases}`);
  });

  async function killAtRandom(folder: string): Promise<number> {
    for (let round = 1; round <= KILLS_A_LANE; round += 1) {
      const early = round % 8 === 0;
      const killed = (started: Promise<unknown>) =>
        early ? sleep(Math.random() * 150) : started.then(() => sleep(Math.random() * 150));
      await run([folder, 'on-and-on', String(round)], killed);
      if (round % 10 === 0) await assertEach(folder, assertNothingLost);
    }
    return finish(folder);
  }

  async function assertEach(folder: string, check: typeof assertNothingLost): Promise<void> {
    const books = await openBooks(folder);
    for (const id of PARTNERS) await check(books, folder, id);
    await books.close();
  }

  /** Goes on with what the last kill left, and counts the purchases. */
  async function finish(folder: string): Promise<number> {
    const books = await openBooks(folder);
    for (const id of PARTNERS) {
      await buyNext(books, id, KILLS_A_LANE + 1);
      await deliverTheRest(books, id);
    }
    let total = 0;
    for (const id of PARTNERS) total += (await assertFinished(books, folder, id)).invoices.length;
    await books.close();
    return total;
  }
});

async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const { path, remove } = await temporaryFolder();
  return work(path).finally(remove);
}
