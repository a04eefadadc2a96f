import { compareTurns } from './turn-cost.js';

/** `npm run bench`: everything that is measured, one after the other. `--quick`: fewer rounds. README.md explains it. */
const isQuick = process.argv.includes('--quick');
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);

const parts: Record<string, () => Promise<void>> = {
  turns: () => compareTurns(isQuick ? { rounds: 5, conversations: 120 } : { rounds: 15, conversations: 200 }),
};

for (const [name, measure] of Object.entries(parts)) if (!only || only === name) await measure();
