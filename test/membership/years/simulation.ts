import assert from 'node:assert/strict';
import type { Store } from '../../../data/store.js';
import { recoverCharges } from '../../../membership/actions/charge.js';
import { runDuties } from '../../../membership/actions/duties.js';
import type { Ports } from '../../../membership/actions/ports.js';
import { dateIn } from '../../../membership/calendar.js';
import { type Notice, withoutNotice } from '../../../membership/notice.js';
import { orderOf } from '../../../membership/order.js';
import type { PartnerAccount } from '../../../membership/partner.js';
import { ok } from '../../../membership/result.js';
import { ADMIN, accountWith, cardWith, RULES, USER } from '../../support/accounts.js';
import type { JobsStore } from '../../support/memory-store.js';
import { Bank } from './bank.js';
import { Chance } from './chance.js';
import { perform } from './deeds.js';
import { firstUp, instantOf, type PartnerLife, TICK, type World } from './world.js';

const SECOND = { ...ADMIN, id: 'second' };

/** How often a step of the store or the gateway kills the process, and how often the provider is not reached. */
export interface Misfortune {
  kill: number;
  unreachable: number;
  /** For how long (milliseconds) the service is down after a kill; it starts again at once where it is left out. */
  down?: (chance: Chance) => number;
  /** What a process that starts after a kill opens anew. */
  reopen?: () => Promise<JobsStore>;
}

class Killed extends Error {}

/**
 * Lives through a world with the real jobs and acts: what falls due, charges in doubt, people's deeds. A process that
 * is killed starts again at once; two machines often do the jobs at the same time.
 */
export class Simulation {
  now = 0;
  kills = 0;
  readonly bank: Bank;
  readonly told = new Map<string, string[]>();
  private readonly chance: Chance;
  /** The provider was not reached since it was last asked about what is in doubt. */
  private isLost = false;
  /** Processes of which a step was fatal do nothing any more. */
  private process = { dead: false };

  constructor(
    readonly world: World,
    public store: JobsStore,
    private readonly misfortune: Misfortune,
  ) {
    this.chance = new Chance(world.seed + 1);
    const zones = new Map(world.partners.map(({ id, zone }) => [id, zone]));
    this.bank = new Bank(
      world.seed,
      () => instantOf(this.now),
      (partner) => zones.get(partner) ?? 'UTC',
    );
  }

  async run(): Promise<void> {
    for (const life of this.world.partners) assert.ok((await this.store.create(beginOf(life))).ok);
    const deeds = this.world.partners.flatMap((life) => life.deeds.map((deed) => ({ life, deed })));
    deeds.sort((a, b) => a.deed.at - b.deed.at);
    let next = 0;
    for (;;) {
      while ((deeds[next]?.deed.at ?? Infinity) <= this.now) next += 1;
      this.now = Math.min(await this.nextLook(), deeds[next]?.deed.at ?? Infinity);
      if (this.now >= this.world.until) return;
      await this.untilDone((ports) => this.jobs(ports));
      for (const at = this.now; deeds[next]?.deed.at === at; next += 1) {
        const { life, deed } = deeds[next] as (typeof deeds)[number];
        await this.untilDone((ports) => perform(deed, life.id, ports));
        await this.untilDone((ports) => this.jobs(ports));
      }
      await this.drain();
    }
  }

  /** Whatever is still in doubt is settled: the service is up, and more than an hour has passed. */
  async settle(): Promise<void> {
    this.now = Math.max(this.now, firstUp(this.world.outages, this.world.until));
    for (let rounds = 0; rounds < 8; rounds += 1) {
      this.now += TICK;
      await this.untilDone((ports) => this.jobs(ports));
    }
    await this.drain();
  }

  /** The next time at which the service is up and has something to do. */
  private async nextLook(): Promise<number> {
    const due = await this.store.nextDue();
    const inDoubt = (await this.store.partnersWithOrdersInDoubt()).length > 0;
    const look = Math.min(due ? Date.parse(due) : Infinity, inDoubt ? this.now + TICK : Infinity);
    return look === Infinity ? Infinity : firstUp(this.world.outages, Math.max(look, this.now + 1, this.world.from));
  }

  private async jobs(ports: Ports): Promise<void> {
    const once = async () => {
      await recoverCharges(ports);
      await runDuties(ports);
    };
    await (this.chance.is(0.3) ? Promise.all([once(), once()]) : once());
    // A provider that was not reached is asked again in a minute: here, at once.
    while (this.isLost && !this.process.dead) {
      this.isLost = false;
      await recoverCharges(ports);
    }
    if (((await this.store.nextDue()) ?? '9') <= instantOf(this.now)) await runDuties(ports);
    if (this.process.dead) throw new Killed();
  }

  private async untilDone(work: (ports: Ports) => Promise<void>): Promise<void> {
    for (;;) {
      this.process = { dead: false };
      try {
        await work(this.ports(this.process));
        if (!this.process.dead) return;
      } catch (fault) {
        if (!this.process.dead) throw fault;
      }
      this.kills += 1;
      const { down, reopen } = this.misfortune;
      if (down) this.now = firstUp(this.world.outages, this.now + down(this.chance));
      if (reopen) this.store = await reopen();
    }
  }

  private ports(process: { dead: boolean }): Ports {
    const step = () => {
      if (this.chance.is(this.misfortune.kill)) process.dead = true;
      if (process.dead) throw new Killed();
    };
    return {
      store: stepping(this.store, ['change'], step, step) as unknown as Store,
      gateway: stepping(
        this.bank,
        ['charge', 'find', 'cancel'],
        () => this.reach(step),
        () => this.reach(step),
      ),
      rules: RULES,
      clock: () => instantOf(this.now),
      newId: () => 'unused',
      noticeWaits: () => undefined,
      fault: (what, cause) => assert.ok(process.dead || cause instanceof Unreachable, `${what}: ${cause}`),
    };
  }

  private reach(step: () => void): void {
    step();
    if (!this.chance.is(this.misfortune.unreachable)) return;
    this.isLost = true;
    throw new Unreachable();
  }

  /** What was told since, taken out as if it had been delivered. */
  private async drain(): Promise<void> {
    for (const id of await this.store.partnersWithNotices()) {
      const account = (await this.store.account(id)) as PartnerAccount;
      const told = this.told.get(id) ?? [];
      this.told.set(id, [...told, ...account.notices.map((notice) => toldText(notice, account))]);
      const empty = account.notices.reduce((changed, notice) => withoutNotice(changed, notice.id), account);
      await this.store.change(id, () => ok({ account: empty, value: null }));
    }
  }
}

class Unreachable extends Error {}

/** Calls of these methods have a step before and after them, at which a process may end or a call be lost. */
function stepping<Target extends object>(
  target: Target,
  methods: readonly string[],
  before: () => void,
  after: () => void,
): Target {
  return new Proxy(target, {
    get(inner, name) {
      const method: unknown = Reflect.get(inner, name);
      if (typeof method !== 'function') return method;
      if (!methods.includes(String(name))) return method.bind(inner);
      return async (...parameters: unknown[]) => {
        before();
        const answer = await method.apply(inner, parameters);
        after();
        return answer;
      };
    },
  });
}

function beginOf(life: PartnerLife): PartnerAccount {
  const subscriptions = life.offers.map((offerId) => {
    const { run, start, end, byCard } = life.begins[offerId] as PartnerLife['begins'][string];
    const cardId = byCard ? { cardId: 'card-0' } : {};
    const dates = { startedOn: start, expiresOn: end, runStartedOn: run };
    return {
      id: `first-${offerId}`,
      offerId,
      ...dates,
      autoRenew: true,
      managedIn: 'partner-center' as const,
      ...cardId,
    };
  });
  return accountWith({
    id: life.id,
    mpnId: String(1_000_000 + life.number),
    zone: life.zone,
    attained: ['gold'],
    members: [ADMIN, { ...SECOND, noReminders: life.unwanted }, USER].map((member) => ({
      ...member,
      person: `entra:${life.id}/${member.id}`,
    })),
    cards: [cardWith('card-0', { token: Bank.token(life.id, 'card-0') })],
    subscriptions,
  });
}

function toldText(notice: Notice, account: PartnerAccount): string {
  const order = 'orderId' in notice ? orderOf(account, notice.orderId) : undefined;
  const offer = 'offerId' in notice ? notice.offerId : order?.offerId;
  return `${dateIn(account.zone, notice.createdAt)} tell ${notice.to} ${offer} ${detailsOf(notice)}`;
}

function detailsOf(notice: Notice): string {
  if (notice.kind === 'reminder') return `reminder ${notice.reminder} ${notice.outlook.state}`;
  if (notice.kind === 'renewal-declined') return `renewal-declined ${notice.reason} ${notice.nextTryOn}`;
  return notice.kind === 'renewal-ended' ? `renewal-ended ${notice.renewable}` : notice.kind;
}
