/**
 * What should happen to a partner over the years, reckoned naively: every day one after the other, with dates and
 * conditions of its own. It shares nothing with the rules but what the bank says and when the service was up.
 */
import { bankSays, type Deed, firstUp, type PartnerLife, type Saying, TICK, type World } from './world.js';

interface ModelOrder {
  type: 'auto' | 'manual';
  state: 'declined' | 'transfer' | 'awaiting';
  tries: number;
  lastTry: string;
  until: string;
  /** Of one that waits for the bank: when it is known, what it then is, and the dates and card that would be bought. */
  waits?: { known: number; paid: boolean; byPerson: boolean; card: string; dates: ModelDates };
}

interface ModelDates {
  start: string;
  end: string;
  run: string;
}

interface Line extends ModelDates {
  offer: string;
  auto: boolean;
  card?: string;
  /** How many of the four reminders are over. */
  reminded: number;
  order?: ModelOrder;
}

const REMINDERS = [
  { name: 'before-expiry', after: -15 },
  { name: 'on-expiry', after: 0 },
  { name: 'after-expiry', after: 23 },
  { name: 'last-day', after: 30 },
] as const;

const sums = new Map<string, string>();

/** A date some days later. The model asks for the same ones millions of times. */
function plus(date: string, days: number): string {
  const known = sums.get(date + days);
  if (known) return known;
  const sum = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  sums.set(date + days, sum);
  return sum;
}

/** The first yearly return of `run` that is later than `after`. */
function nextYear(run: string, after: string): string {
  for (let year = Number(run.slice(0, 4)) + 1; ; year += 1) {
    const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29;
    const date = `${year}${run.endsWith('-02-29') && !isLeap ? '-02-28' : run.slice(4)}`;
    if (date > after) return date;
  }
}

const afresh = (today: string): ModelDates => ({ start: today, end: nextYear(today, today), run: today });

export class Model {
  readonly events: string[] = [];
  private readonly lines: Line[];
  private readonly cards: string[] = ['card-0'];
  private readonly invoices = new Map<string, number>();

  constructor(
    private readonly life: PartnerLife,
    private readonly world: World,
  ) {
    this.lines = life.offers.map((offer) => {
      const { byCard, ...dates } = life.begins[offer] as PartnerLife['begins'][string];
      return { offer, ...dates, auto: true, reminded: 0, ...(byCard ? { card: 'card-0' } : {}) };
    });
  }

  /** `days`: those of the simulation, each with its first moment in the partner's zone. */
  live(days: readonly { date: string; start: number }[]): string[] {
    let deed = 0;
    for (const [index, { date, start }] of days.entries()) {
      const next = days[index + 1]?.start ?? this.world.until;
      const morning = firstUp(this.world.outages, start);
      if (morning >= next || morning >= this.world.until) continue;
      const moments = new Set([morning]);
      while ((this.life.deeds[deed]?.at ?? Infinity) < next) moments.add((this.life.deeds[deed++] as Deed).at);
      this.liveDay(date, moments, next);
    }
    return this.events;
  }

  private liveDay(today: string, moments: Set<number>, next: number): void {
    for (let at = Math.min(...moments); at < next; at = Math.min(...moments)) {
      moments.delete(at);
      for (const line of this.lines) this.hearFromBank(line, at, today);
      for (const line of this.lines) this.duties(line, at, today);
      for (const deed of this.life.deeds.filter((each) => each.at === at)) this.act(deed, today);
      for (const line of this.lines) this.duties(line, at, today);
      for (const { order } of this.lines) if (order?.waits && order.waits.known > at) moments.add(order.waits.known);
      if (!moments.size) return;
    }
  }

  private duties(line: Line, at: number, today: string): void {
    const lastDay = plus(line.end, 30);
    if (line.order?.state === 'transfer' && today > line.order.until) {
      this.tell(line, today, 'transfer-lapsed', line.order.type === 'auto' ? 'admins' : 'payer');
      if (line.order.type === 'auto') line.auto = false;
      line.order = undefined;
    }
    const card = line.card && this.cards.includes(line.card) ? line.card : undefined;
    if (line.auto && !line.order && today >= plus(line.end, card ? 0 : -30)) {
      if (today > lastDay) this.end(line, today);
      else if (card) this.attempt(line, at, today, card);
      else {
        line.order = { type: 'auto', state: 'transfer', tries: 0, lastTry: '', until: lastDay };
        this.tell(line, today, 'renewal-transfer', 'admins');
      }
    }
    this.goOnTrying(line, at, today, card);
    this.remind(line, today);
  }

  private goOnTrying(line: Line, at: number, today: string, card: string | undefined): void {
    const { order } = line;
    if (order?.type !== 'auto' || order.state !== 'declined') return;
    if (order.tries === 4) this.end(line, today);
    else if (today > order.lastTry) {
      if (card && today <= plus(line.end, 30)) this.attempt(line, at, today, card);
      else this.end(line, today);
    }
    if (line.order?.state === 'declined' && line.order.tries === 4) this.end(line, today);
  }

  private end(line: Line, today: string): void {
    line.auto = false;
    line.order = undefined;
    this.tell(line, today, `renewal-ended ${today <= plus(line.end, 30)}`, 'admins');
  }

  private remind(line: Line, today: string): void {
    const come = REMINDERS.filter(({ after }) => plus(line.end, after) <= today).length;
    if (come <= line.reminded || line.order?.state === 'awaiting') return;
    line.reminded = come;
    const state = this.outlook(line, today);
    const name = REMINDERS[come - 1]?.name ?? 'last-day';
    if (state && today <= plus(line.end, 30)) this.tell(line, today, `reminder ${name} ${state}`, name);
  }

  private outlook({ order, auto, end }: Line, today: string): string | undefined {
    if (order) return order.state === 'transfer' ? 'ordered' : undefined;
    if (auto) return today < end ? 'renews' : undefined;
    return today > end ? 'renewable' : 'expires';
  }

  /** Automatic renewal charges the card. */
  private attempt(line: Line, at: number, today: string, card: string): void {
    const order: ModelOrder = line.order ?? { type: 'auto', state: 'declined', tries: 0, lastTry: '', until: '' };
    line.order = order;
    order.tries += 1;
    order.lastTry = today;
    const dates = { start: line.end, end: nextYear(line.run, line.end), run: line.run };
    this.charge(line, { at, today, card, dates, byPerson: false });
  }

  private charge(
    line: Line,
    how: { at: number; today: string; card: string; dates: ModelDates; byPerson: boolean },
  ): void {
    const { at, today, card, dates, byPerson } = how;
    const says = bankSays(this.world.seed, this.life.id, card, today);
    this.note(today, `charge ${card}`);
    if (says === 'paid') this.paid(line, today, dates, card);
    else if (says === 'bank-approved' || says === 'bank-forgotten') {
      const known = firstUp(this.world.outages, at + (says === 'bank-approved' ? 2 : 4) * TICK);
      const order: ModelOrder = line.order ?? { type: 'manual', state: 'declined', tries: 0, lastTry: '', until: '' };
      line.order = {
        ...order,
        state: 'awaiting',
        waits: { known, paid: says === 'bank-approved', byPerson, card, dates },
      };
      this.tell(line, today, 'bank-step', byPerson ? 'payer' : 'admins');
    } else this.refused(line, today, says, byPerson);
  }

  private hearFromBank(line: Line, at: number, today: string): void {
    const { order } = line;
    if (!order?.waits || order.waits.known > at) return;
    const { paid, dates, card, byPerson } = order.waits;
    line.order = { ...order, waits: undefined, state: order.until && order.tries === 0 ? 'transfer' : 'declined' };
    if (paid) this.paid(line, today, dates, card);
    else this.refused(line, today, 'not-confirmed', byPerson);
  }

  private refused(line: Line, today: string, says: Saying | 'not-confirmed', byPerson: boolean): void {
    const { order } = line;
    if (byPerson) this.tell(line, today, `charge-declined`, 'payer');
    else if (order && order.tries < 4)
      this.tell(line, today, `renewal-declined ${says} ${plus(order.lastTry, 1)}`, 'admins');
    if (order?.type === 'manual' && order.state === 'declined') line.order = undefined;
  }

  private paid(line: Line, today: string, dates: ModelDates, card?: string): void {
    this.tell(line, today, 'receipt', line.order?.type === 'auto' ? 'admins' : 'payer');
    const count = (this.invoices.get(today.slice(0, 4)) ?? 0) + 1;
    this.invoices.set(today.slice(0, 4), count);
    this.note(today, `invoice ${today.slice(0, 4)}-${count}`);
    this.note(today, `term ${line.offer} ${dates.start} ${dates.end} ${dates.run}`);
    Object.assign(line, { ...dates, auto: true, reminded: 0, order: undefined, card });
  }

  private act({ at, what, offerId }: Deed, today: string): void {
    const line = this.lines.find(({ offer }) => offer === offerId) as Line;
    const { order } = line;
    const isInWindow = today > line.end && today <= plus(line.end, 30);
    const byPerson = { at, today, card: this.cards.at(-1) ?? '', byPerson: true };
    if (what === 'turn-off' && line.auto && order?.state !== 'awaiting') {
      line.auto = false;
      if (order?.type === 'auto') line.order = undefined;
    }
    if (what === 'confirm' && order?.state === 'transfer') this.paid(line, today, this.datesIfPaid(line, today));
    if (what === 'use-new-card') {
      this.cards.push(`card-${at}`);
      line.card = `card-${at}`;
    }
    if (what === 'remove-card' && line.card && !this.lines.some(({ order }) => order?.state === 'awaiting'))
      this.cards.splice(0, this.cards.length, ...this.cards.filter((card) => card !== line.card));
    if (what === 'pay-open' && byPerson.card && (order?.state === 'transfer' || order?.state === 'declined'))
      this.charge(line, { ...byPerson, dates: this.datesIfPaid(line, today) });
    const mayBuy = !order && (what === 'subscribe' ? today > plus(line.end, 30) : isInWindow);
    if ((what === 'renew-by-card' || what === 'subscribe') && mayBuy && byPerson.card)
      this.charge(line, { ...byPerson, dates: afresh(today) });
    if (what === 'renew-by-transfer' && mayBuy) {
      line.order = { type: 'manual', state: 'transfer', tries: 0, lastTry: '', until: plus(today, 30) };
      this.tell(line, today, 'transfer-placed', 'payer');
    }
  }

  private datesIfPaid(line: Line, today: string): ModelDates {
    const isLate = line.order?.state === 'transfer' && today > line.end;
    if (line.order?.type === 'manual' || isLate) return afresh(today);
    return { start: line.end, end: nextYear(line.run, line.end), run: line.run };
  }

  private tell(line: Line, today: string, what: string, to: string): void {
    const wants = !(this.life.unwanted as string[]).includes(to);
    const readers = to === 'payer' ? ['admin'] : ['admin', ...(wants ? ['second'] : [])];
    for (const reader of readers) this.note(today, `tell ${reader} ${line.offer} ${what}`);
  }

  private note(today: string, what: string): void {
    this.events.push(`${today} ${what}`);
  }
}
