/**
 * One store, in a process of its own. Arguments: folder, number of partners. Tells when it is open; then does so many
 * operations of a kind on partners taken at random and answers what they cost (`StoreWork` → `StoreCost`).
 */
import { randomInt } from 'node:crypto';
import { openStore } from '../data/open-store.js';
import type { ConversationRecord } from '../data/store.js';
import { ok } from '../membership/result.js';
import { partnerId, personId } from './partners.js';
import { tenantOf } from './send.js';

export type Operation = 'change' | 'save' | 'lookup';

export interface StoreWork {
  operation: Operation;
  times: number;
}

/** For one operation: milliseconds it took, one after the other, and microseconds of CPU. */
export interface StoreCost {
  ms: number;
  cpu: number;
}

const [folder = '', partners = '0'] = process.argv.slice(2);
const store = await openStore({ folder });

const operations: Record<Operation, (partner: number) => Promise<unknown>> = {
  change: (partner) => store.change(partnerId(partner), addOrRemoveCompetency),
  save: (partner) =>
    store.withConversation(`msteams|${tenantOf(partner)}|a:conversation-${partner}`, (record, save) =>
      save(talkedOn(record)),
    ),
  lookup: (partner) => store.partnerOfPerson(personId(partner)),
};

process.on('message', ({ operation, times }: StoreWork) => {
  void work(operation, times).then((cost) => process.send?.(cost));
});
process.on('SIGTERM', () => void store.close().then(() => process.exit(0)));
process.send?.('open');

async function work(operation: Operation, times: number): Promise<StoreCost> {
  const begun = performance.now();
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await operations[operation](randomInt(Number(partners)));
  const { user, system } = process.cpuUsage(before);
  return { ms: (performance.now() - begun) / times, cpu: (user + system) / times };
}

/** A change that does not let the account grow. */
function addOrRemoveCompetency(account: Parameters<Parameters<typeof store.change>[1]>[0]) {
  const attained = account.attained.length ? [] : (['silver'] as const);
  return ok({ account: { ...account, attained: [...attained] }, value: undefined });
}

/** A conversation of the size that a renewal's has: three answers of a kilobyte, twenty activities, a dialog stack. */
const talkedOn = (record: ConversationRecord): ConversationRecord => ({
  ...record,
  greeted: true,
  seen: Array.from({ length: 20 }, (_, index) => `1234567890-${record.version}-${index}`),
  answers: Array.from({ length: 3 }, (_, index) => ({ activity: `a-${index}`, replies: [{ text: 'x'.repeat(1000) }] })),
  dialog: { stack: [{ id: 'renew', state: { options: { draft: { offer: 'action-pack' } } } }], shapes: { renew: 1 } },
});
