/**
 * The daily job on one store, in a process of its own. Argument: the folder. Tells when it is open; then runs the job
 * at an instant that it is given and answers what that cost (`JobWork` → `JobCost`).
 */
import path from 'node:path';
import { loadCatalogue } from '../data/catalogue.js';
import { openStore } from '../data/open-store.js';
import { runDuties } from '../membership/actions/duties.js';
import type { Ports } from '../membership/actions/ports.js';
import type { Instant } from '../membership/calendar.js';
import { openSandboxGateway } from '../membership/payments/sandbox-gateway.js';

export interface JobWork {
  at: Instant;
}

/** Milliseconds of the whole job, of CPU of it (garbage collection included), and charges that it made. */
export interface JobCost {
  ms: number;
  cpuMs: number;
  charges: number;
}

const [folder = ''] = process.argv.slice(2);
const store = await openStore({ folder: path.join(folder, 'records') });
const gateway = await openSandboxGateway(path.join(folder, 'sandbox-gateway'), { bankStepUrl: String });
const catalogue = await loadCatalogue();

process.on('message', ({ at }: JobWork) => void run(at).then((cost) => process.send?.(cost)));
process.on('SIGTERM', () => void store.close().then(() => process.exit(0)));
process.send?.('open');

async function run(at: Instant): Promise<JobCost> {
  const ports: Ports = {
    store,
    gateway,
    rules: { catalogue, renewalTermFrom: 'purchase' },
    clock: () => at,
    newId: () => crypto.randomUUID(),
    noticeWaits: () => undefined,
    fault: (what, cause) => {
      throw new Error(what, { cause });
    },
  };
  const charged = () => gateway.ledger().filter(({ type }) => type === 'charge').length;
  const before = charged();
  const begun = performance.now();
  const cpu = process.cpuUsage();
  await runDuties(ports);
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - begun, cpuMs: (user + system) / 1000, charges: charged() - before };
}
