/**
 * Buys until it is killed. `<folder> step <plan> <n>` does one purchase and kills itself at step n; it exits with 0
 * where there is no such step. `<folder> on-and-on <run>` buys for several partners at once until somebody kills it.
 */
import { writeSync } from 'node:fs';
import { openBooks } from '../membership/actions/kill-books.js';
import { buyOnAndOn } from '../membership/actions/kill-on-and-on.js';
import { type PlanName, purchase, purchaseBy } from '../membership/actions/kill-purchases.js';

const [folder = '', mode, detail = '', number = ''] = process.argv.slice(2);
if (mode === 'step') await killAtStep(folder, detail as PlanName, Number(number));
else await buyOnAndOn(folder, Number(detail), () => writeSync(1, 'buying\n'));

async function killAtStep(folder: string, plan: PlanName, at: number): Promise<void> {
  let steps = 0;
  const books = await openBooks(folder, (step) => {
    steps += 1;
    if (steps !== at) return;
    writeSync(1, step);
    process.kill(process.pid, 'SIGKILL');
  });
  await purchase(books, purchaseBy(plan));
  await books.close();
}
