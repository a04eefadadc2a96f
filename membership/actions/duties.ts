import { performNext } from '../duties.js';
import type { PartnerId } from '../partner.js';
import { ok } from '../result.js';
import { recoverPartner } from './charge.js';
import type { Ports } from './ports.js';

/** Partners that are worked on at once: their writes share the disk's syncs. */
const AT_ONCE = 32;

/**
 * Does everything that has fallen due, for every partner, the earliest first; days that were missed are caught up in
 * their order. Two that run at once do no harm: each duty is one change of the account, and what it charges has a key.
 */
export async function runDuties(ports: Ports): Promise<void> {
  const due = (await ports.store.partnersDue(ports.clock())).values();
  const work = async () => {
    for (const partnerId of due)
      await runPartner(ports, partnerId).catch((cause) => ports.fault('the duties of a partner', cause));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function runPartner(ports: Ports, partnerId: PartnerId): Promise<void> {
  while (await doNext(ports, partnerId)) {
    ports.noticeWaits(partnerId);
    // What was saved as charging is charged now; after a crash in between, by the recovery of orders in doubt.
    await recoverPartner(ports, partnerId);
  }
}

async function doNext(ports: Ports, partnerId: PartnerId): Promise<boolean> {
  const done = await ports.store.change<boolean, never>(partnerId, (account) => {
    const after = performNext(account, ports.clock(), ports.rules);
    return ok({ account: after, value: after !== account });
  });
  if (!done.ok) throw new Error(`A duty cannot be refused, but was: ${done.problem.code}`);
  return done.value;
}
