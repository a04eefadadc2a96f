/**
 * Fills a store: arguments are its folder and a number of partners. It does not wait for the disk, which nobody
 * measures here: syncing is switched off in this process, before the store is loaded.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const skip = (_file: number, done: (fault: null) => void): void => process.nextTick(done, null);
Object.assign(fs, { fsync: skip, fdatasync: skip });
syncBuiltinESMExports();

const { openStore } = await import('../data/open-store.js');
const { addPartners } = await import('./partners.js');

const [folder = '', partners = '0'] = process.argv.slice(2);
const store = await openStore({ folder });
await addPartners(store, 0, Number(partners), new Date().toISOString());
await store.close();
process.send?.('filled');
process.disconnect?.();
