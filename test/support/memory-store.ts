import type { AccountChange, Store } from '../../data/store.js';
import type { Instant } from '../../membership/calendar.js';
import { nextDueAt } from '../../membership/duties.js';
import { ordersInDoubt } from '../../membership/order.js';
import type { PartnerAccount, PartnerId } from '../../membership/partner.js';
import { ok } from '../../membership/result.js';

/** What of a store the jobs use. */
export type JobsStore = Pick<
  Store,
  | 'account'
  | 'create'
  | 'change'
  | 'partnersWithOrdersInDoubt'
  | 'partnersWithNotices'
  | 'partnersDue'
  | 'nextDue'
  | 'close'
>;

/** A store in memory, for simulations of years: as the real ones for the jobs, and a thousand times as fast. */
export class MemoryStore implements JobsStore {
  readonly #accounts = new Map<PartnerId, PartnerAccount>();
  readonly #due = new Map<PartnerId, Instant>();
  readonly #inDoubt = new Set<PartnerId>();
  readonly #notices = new Set<PartnerId>();

  async account(id: PartnerId) {
    return this.#accounts.get(id);
  }

  async create(account: PartnerAccount) {
    this.#keep(account);
    return ok(account);
  }

  async change<Value, Problem extends { code: string }>(id: PartnerId, change: AccountChange<Value, Problem>) {
    const account = this.#accounts.get(id);
    if (!account) throw new Error(`There is no partner "${id}"`);
    const changed = change(account);
    if (!changed.ok) return changed;
    if (changed.value.account !== account) this.#keep(changed.value.account);
    return ok(changed.value.value);
  }

  async partnersWithOrdersInDoubt() {
    return [...this.#inDoubt];
  }

  async partnersWithNotices() {
    return [...this.#notices];
  }

  async partnersDue(now: Instant) {
    const due = [...this.#due].filter(([, at]) => at <= now);
    return due.sort(([, a], [, b]) => a.localeCompare(b)).map(([id]) => id);
  }

  async nextDue() {
    let next: Instant | undefined;
    for (const at of this.#due.values()) if (next === undefined || at < next) next = at;
    return next;
  }

  async close() {}

  #keep(account: PartnerAccount): void {
    this.#accounts.set(account.id, account);
    const due = nextDueAt(account);
    if (due === undefined) this.#due.delete(account.id);
    else this.#due.set(account.id, due);
    keepIf(ordersInDoubt(account).length > 0, account.id, this.#inDoubt);
    keepIf(account.notices.length > 0, account.id, this.#notices);
  }
}

function keepIf(isIn: boolean, id: PartnerId, set: Set<PartnerId>): void {
  if (isIn) set.add(id);
  else set.delete(id);
}
