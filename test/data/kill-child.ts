/**
 * Changes records at random until it is killed. Every line that it prints is a write that was acknowledged before.
 * Run as `kill-child.ts <folder> [files]`: with few files that may wait, it writes files and rotates all the time.
 */
import { writeSync } from 'node:fs';
import { LIMITS } from '../../data/journaled-files.js';
import { openJsonStore } from '../../data/json-store.js';
import { PARTNERS, randomAccount, randomChange } from './random-changes.js';

const tell = (kind: string, key: string, count: number) => writeSync(1, `${JSON.stringify({ kind, key, count })}\n`);

const [folder = '', files] = process.argv.slice(2);
const limits = files === undefined ? LIMITS : { ...LIMITS, files: Number(files) };
const store = await openJsonStore(folder, { limits, warn: (message) => tell(message, 'warning', 0) });
await Promise.all([...PARTNERS.map(changeForEver), talkForEver('c1'), talkForEver('c2'), deliverForEver()]);

async function changeForEver(id: string): Promise<void> {
  if (!(await store.account(id))) await store.create(randomAccount(id));
  for (;;) {
    const answer = await store.change(id, randomChange());
    if (answer.ok) tell('partner', id, answer.value);
  }
}

async function talkForEver(key: string): Promise<void> {
  for (;;) {
    const count = await store.withConversation(key, async (record, save) => {
      await save({ ...record, seen: [String(record.version + 1)] });
      return record.version + 1;
    });
    tell('conversation', key, count);
  }
}

async function deliverForEver(): Promise<void> {
  for (let count = 1; ; count += 1) {
    await store.recordDelivered('delivered', { process: process.pid, count });
    tell('delivered', String(process.pid), count);
  }
}
