import { measureDailyJob } from './daily-job.js';
import { measureInvoices } from './invoices.js';
import { compareStarts } from './start-cost.js';
import { compareStores } from './store-scale.js';
import { compareTurns } from './turn-cost.js';

/**
 * `npm run bench`: everything that is measured, one after the other. `--quick`: fewer rounds, and no 100,000 partners;
 * `--only=start`, `--only=store` …: one part. README.md says what the figures mean.
 */
const isQuick = process.argv.includes('--quick');
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const sizes = isQuick ? [100, 10_000] : [100, 10_000, 100_000];

const parts: Record<string, () => Promise<void>> = {
  start: () => compareStarts({ rounds: isQuick ? 7 : 21 }),
  store: () => compareStores({ sizes, rounds: isQuick ? 7 : 15 }),
  duties: () => measureDailyJob(isQuick ? { partners: 10_000, due: 1000 } : { partners: 100_000, due: 5000 }),
  invoices: () => measureInvoices({ rounds: isQuick ? 20 : 100 }),
  turns: () => compareTurns(isQuick ? { rounds: 5, conversations: 100 } : { rounds: 15, conversations: 200 }),
};

for (const [name, measure] of Object.entries(parts)) if (!only || only === name) await measure();
