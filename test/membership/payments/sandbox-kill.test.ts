import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Clock, newFolder, openAt } from './open-sandbox.js';

const CHILD = fileURLToPath(new URL('charge-until-killed.ts', import.meta.url));
const KILLS = 20;

/** Charges in another process until it is killed with no warning; answers the keys whose charge was answered. */
async function chargeAndKill(folder: string, run: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, folder, String(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (printed === '') void sleep(Math.random() * 60).then(() => child.kill('SIGKILL'));
    printed += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  return printed.split('\n').slice(0, -1);
}

describe('the sandbox ledger', () => {
  const test = { after: [] as (() => void)[] };
  after(() => {
    for (const clean of test.after) clean();
  });

  it(`has every charge that was answered, after ${KILLS} kills at random moments`, async () => {
    const folder = newFolder(test);
    const answered: string[] = [];
    for (let run = 0; run < KILLS; run += 1) answered.push(...(await chargeAndKill(folder, run)));
    const gateway = await openAt(folder, new Clock());
    const charged = gateway.ledger().flatMap((entry) => (entry.type === 'charge' ? [entry.key] : []));
    assert.equal(new Set(charged).size, charged.length, 'a key was charged twice');
    assert.deepEqual(
      answered.filter((key) => !charged.includes(key)),
      [],
    );
    assert.ok(answered.length >= KILLS);
    await gateway.close();
  }).timeout(90_000);
});
