/** Run by the kill test: charges a new key again and again and prints each key once it was answered. */
import { Clock, openAt, request, tokenOf } from './open-sandbox.js';

const [folder = '', run = ''] = process.argv.slice(2);
const gateway = await openAt(folder, new Clock());
const token = await tokenOf(gateway, '4242 4242 4242 4242');

async function chargeOn(worker: string): Promise<void> {
  for (let count = 0; ; count += 1) {
    const key = `${run}-${worker}-${count}`;
    await gateway.charge(request(key, token));
    process.stdout.write(`${key}\n`);
  }
}

await Promise.all(['a', 'b', 'c'].map(chargeOn));
