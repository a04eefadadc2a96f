import { compareStarts } from './start-cost.js';
import { compareStores } from './store-scale.js';
import { compareTurns } from './turn-cost.js';

/** `npm run bench`: everything that is measured, one after the other. `--quick`: fewer rounds. README.md explains it. */
const isQuick = process.argv.includes('--quick');
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);

const parts: Record<string, () => Promise<void>> = {
  start: () => compareStarts({ rounds: isQuick ? 7 : 21 }),
  store: () => compareStores(isQuick ? { sizes: [100, 10_000], rounds: 7 } : { sizes: [100, 10_000, 100_000], rounds: 15 }),
  turns: () => compareTurns(isQuick ? { rounds: 5, conversations: 120 } : { rounds: 15, conversations: 200 }),
};

for (const [name, measure] of Object.entries(parts)) if (!only || only === name) await measure();
