/**
 * Fills a store with partners that renew themselves by card, whose card the sandbox gateway beside it knows: arguments
 * are the folder, how many, and how many of them renew on the first day. It does not wait for the disk.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

const skip = (_file: number, done: (fault: null) => void): void => process.nextTick(done, null);
Object.assign(fs, { fsync: skip, fdatasync: skip });
syncBuiltinESMExports();

const { openStore } = await import('../data/open-store.js');
const { addRenewing } = await import('./partners.js');
const { openSandboxGateway } = await import('../membership/payments/sandbox-gateway.js');

const [folder = '', partners = '0', due = '0'] = process.argv.slice(2);
const now = new Date().toISOString();
const gateway = await openSandboxGateway(path.join(folder, 'sandbox-gateway'), { bankStepUrl: String });
const details = { number: '4242424242424242', expiryMonth: 12, expiryYear: 2099, cvc: '123', holder: 'Bench' };
const card = await gateway.storeCard('bench', details);
if (!card.ok) throw new Error('The sandbox gateway refuses its own test card');
const store = await openStore({ folder: path.join(folder, 'records') });
await addRenewing(store, Number(partners), Number(due), now, card.value);
await store.close();
await gateway.close();
process.send?.('filled');
process.disconnect?.();
