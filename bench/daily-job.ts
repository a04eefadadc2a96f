import { addSeconds } from '../membership/calendar.js';
import { Child, here } from './children.js';
import type { JobCost, JobWork } from './daily-job-child.js';
import { short } from './numbers.js';
import { FIRST_ANNIVERSARY } from './partners.js';
import { inFolder } from './servers.js';
import { printTable } from './table.js';

const DAY = 86_400;

/** Measures the daily job: while nothing is due for any partner, and on a day on which `due` of them renew. */
export async function measureDailyJob({ partners, due }: { partners: number; due: number }): Promise<void> {
  await inFolder(async (folder) => {
    const now = new Date().toISOString();
    await new Child(here('renewing-seed-child.ts'), [folder, String(partners), String(due)]).next();
    const child = new Child(here('daily-job-child.ts'), [folder]);
    await child.next();
    const at = (days: number): JobWork => ({ at: addSeconds(now, days * DAY) });
    const idle = await child.ask<JobCost>(at(0));
    const renewing = await child.ask<JobCost>(at(FIRST_ANNIVERSARY));
    const again = await child.ask<JobCost>(at(FIRST_ANNIVERSARY));
    await child.end();
    if (idle.charges || again.charges || renewing.charges !== due)
      throw new Error(`Charged ${idle.charges}, ${renewing.charges} and ${again.charges} instead of 0, ${due} and 0`);
    report(partners, [
      ['nothing due', idle],
      ['renewals due', renewing],
      ['a second time', again],
    ]);
  });
}

function report(partners: number, costs: [string, JobCost][]): void {
  const rows = costs.map(([name, { ms, cpuMs, charges }]) => [
    name,
    String(charges),
    short(ms),
    charges ? short((charges * 1000) / ms) : '',
    charges ? short((cpuMs * 1000) / charges) : '',
  ]);
  const heads = ['', 'charges', 'ms', 'charges/s', 'CPU µs/charge'];
  printTable(`The daily job over ${partners.toLocaleString('en')} partners`, heads, rows);
}
