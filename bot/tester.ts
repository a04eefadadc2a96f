import type { Activity } from 'botbuilder';
import { DEMO_PERSONAS, demoAccounts } from '../data/demo.js';
import type { Store } from '../data/store.js';
import { readLocale } from '../dialogs/understanding/language.js';
import type { TextKey, TextValues } from '../locales/text.js';
import { confirmTransferOf } from '../membership/actions/orders.js';
import type { Ports } from '../membership/actions/ports.js';
import { addSeconds, type Instant, isCalendarDate } from '../membership/calendar.js';
import type { Language } from '../membership/offer.js';
import { CHARGE_PATIENCE_SECONDS } from '../membership/order.js';
import type { SandboxGateway } from '../membership/payments/sandbox-gateway.js';
import type { TesterClock } from './clock.js';
import { wallClock } from './clock.js';

/** What a command answers: one line, and whether the conversation forgets where it stood. */
export interface TesterAnswer {
  key: TextKey;
  values?: TextValues;
  startAfresh?: boolean;
  language?: Language;
}

/** What the commands work with. Tester mode only: none of this exists beside a bot registration. */
export interface TesterPorts {
  ports: Ports;
  gateway: SandboxGateway;
  clock: TesterClock;
  /** Runs the jobs that fall due, after the clock was moved. */
  runJobs(): Promise<void>;
}

const VISITOR = 'visitor';
const DAY = 86_400;
const SPANS: Record<string, number> = { minute: 60, hour: 3600, day: DAY, week: 7 * DAY };

/** Personas, the clock that can be moved, and the `tester` commands (house.md, Speaking). */
export class Tester {
  private personas: Record<string, string> = {};

  constructor(private readonly tools: TesterPorts) {}

  /** Takes up where the data folder left off; an empty one is seeded with demo data. */
  async start(): Promise<void> {
    const record = await this.store.tester();
    this.personas = record?.personas ?? {};
    this.tools.clock.offsetSeconds = record?.clockOffset ?? 0;
    if (!record?.seededAt) await this.seed();
  }

  /** The persona that this user plays, by channel, service and user, in all their conversations. */
  personOf(activity: Activity): { person: string; name?: string; agent?: boolean } {
    const address = addressOf(activity);
    const chosen = this.personas[address] ?? VISITOR;
    const persona = DEMO_PERSONAS.find((each) => each.name === chosen);
    if (!persona || persona.kind === 'visitor')
      return { person: `tester:${address}#${chosen}`, name: activity.from?.name };
    return { person: `persona:${persona.name}`, name: persona.name, agent: persona.kind === 'agent' };
  }

  /** Answers a tester's command; undefined where the text is none. */
  async command(text: string, activity: Activity): Promise<TesterAnswer | undefined> {
    const [first, verb = '', ...rest] = text.trim().split(/\s+/);
    if (first?.toLowerCase() !== 'tester') return undefined;
    const argument = rest.join(' ');
    switch (verb.toLowerCase()) {
      case '':
        return { key: 'tester.list', values: { personas: DEMO_PERSONAS.map(({ name }) => name).join(', ') } };
      case 'as':
        return this.playAs(argument.toLowerCase(), activity);
      case 'today':
        return this.setToday(argument);
      case 'advance':
        return this.advance(argument);
      case 'confirm':
        return this.confirmTransfer(argument);
      case 'locale':
        return chooseLocale(argument);
      case 'reset':
        return this.reset(argument);
      case 'decline':
        return this.declineNext(argument);
      default:
        return { key: 'tester.unknown' };
    }
  }

  private get store(): Store {
    return this.tools.ports.store;
  }

  private async playAs(name: string, activity: Activity): Promise<TesterAnswer> {
    const persona = DEMO_PERSONAS.find((each) => each.name === name);
    if (!persona)
      return { key: 'tester.noPersona', values: { personas: DEMO_PERSONAS.map((each) => each.name).join(', ') } };
    const address = addressOf(activity);
    // Each time somebody becomes a visitor it is another one, who has not joined yet.
    const chosen = persona.kind === 'visitor' ? `${VISITOR}-${this.tools.ports.newId()}` : name;
    this.personas = { ...this.personas, [address]: chosen };
    await this.save();
    return { key: 'tester.playing', values: { persona: name }, startAfresh: true };
  }

  private async setToday(date: string): Promise<TesterAnswer> {
    if (!isCalendarDate(date)) return { key: 'tester.noDate' };
    const instant = `${date}T12:00:00.000Z`;
    if (instant < this.tools.clock.now()) return { key: 'tester.back' };
    return this.moveTo(instant);
  }

  private async advance(span: string): Promise<TesterAnswer> {
    const [, count, unit] = /^(\d{1,5})\s*(minute|hour|day|week)s?$/i.exec(span) ?? [];
    const seconds = unit && SPANS[unit.toLowerCase()];
    if (!seconds) return { key: 'tester.noSpan' };
    return this.moveTo(addSeconds(this.tools.clock.now(), Number(count) * seconds));
  }

  private async moveTo(instant: Instant): Promise<TesterAnswer> {
    if (!isInReach(instant)) return { key: 'tester.noDate' };
    await this.liveThrough(instant);
    this.tools.clock.set(instant);
    await this.save();
    await this.tools.runJobs();
    return { key: 'tester.time', values: { now: this.tools.clock.now() } };
  }

  /**
   * Stops at each moment in between at which something falls due, or an order in doubt is given up, as a service that
   * was up would have done.
   */
  private async liveThrough(instant: Instant): Promise<void> {
    let waitedFor = '';
    for (let last = ''; ; ) {
      const doubts = (await this.store.partnersWithOrdersInDoubt()).join();
      const givenUp = doubts && doubts !== waitedFor ? addSeconds(this.tools.clock.now(), CHARGE_PATIENCE_SECONDS) : '';
      waitedFor = doubts;
      const [next] = [givenUp, await this.store.nextDue()].filter((moment) => moment).sort();
      if (next === undefined || next > instant || next <= last) return;
      last = next;
      if (next > this.tools.clock.now()) this.tools.clock.set(next);
      await this.save();
      await this.tools.runJobs();
    }
  }

  private async confirmTransfer(argument: string): Promise<TesterAnswer> {
    const reference = argument
      .replace(/^transfer\s*/i, '')
      .trim()
      .toUpperCase();
    const confirmed = await confirmTransferOf(this.tools.ports, reference);
    if (confirmed.ok) return { key: 'tester.confirmed', values: { reference } };
    const isUnknown = confirmed.problem.code === 'no-such-transfer';
    return { key: isUnknown ? 'tester.noTransfer' : 'tester.notPending', values: { reference } };
  }

  private async declineNext(argument: string): Promise<TesterAnswer> {
    if (argument.toLowerCase() !== 'next card') return { key: 'tester.unknown' };
    await this.tools.gateway.declineNext();
    return { key: 'tester.declineNext' };
  }

  private async reset(date: string): Promise<TesterAnswer> {
    if (date && !(isCalendarDate(date) && isInReach(date))) return { key: 'tester.noDate' };
    await this.store.clear();
    await this.tools.gateway.startAnew();
    this.tools.clock.set(date ? `${date}T12:00:00.000Z` : wallClock());
    await this.seed();
    return { key: 'tester.reset', values: { now: this.tools.clock.now() }, startAfresh: true };
  }

  private async seed(): Promise<void> {
    const { ports, gateway } = this.tools;
    const now = ports.clock();
    const visa = await gateway.storeCard('demo-visa', demoVisa(now));
    if (!visa.ok) throw new Error('The sandbox gateway refuses its own test card');
    for (const account of demoAccounts({ now, catalogue: ports.rules.catalogue, visa: visa.value })) {
      const created = await this.store.create(account);
      // A process killed while it seeded left some of them behind: they are as good.
      if (!created.ok && !(await this.store.account(account.id))) throw new Error(`Demo data: ${created.problem.code}`);
    }
    await this.save(now);
  }

  private async save(seededAt?: Instant): Promise<void> {
    const { offsetSeconds } = this.tools.clock;
    await this.store.changeTester((record) => ({
      ...record,
      clockOffset: offsetSeconds,
      personas: this.personas,
      ...(seededAt ? { seededAt } : {}),
    }));
  }
}

/** Years that a tester's clock can show: what is written as four digits, with room for the terms around it. */
const isInReach = (moment: string): boolean => /^20\d\d-/.test(moment);

const addressOf = (activity: Activity): string =>
  [activity.channelId, activity.serviceUrl, activity.from?.id].join('|');

/** Card of the demo partners; it runs out five years after the seeding. */
const demoVisa = (now: Instant) => ({
  number: '4242424242424242',
  expiryMonth: 12,
  expiryYear: Number(now.slice(0, 4)) + 5,
  cvc: '123',
  holder: 'Demo',
});

function chooseLocale(tag: string): TesterAnswer {
  const language = readLocale(tag);
  return language ? { key: 'tester.locale', language } : { key: 'tester.noLocale' };
}
