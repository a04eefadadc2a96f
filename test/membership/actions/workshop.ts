import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shardedPath } from '../../../data/file-name.js';
import { openJsonStore } from '../../../data/json-store.js';
import type { Store } from '../../../data/store.js';
import { openPaymentLink, saveCard } from '../../../membership/actions/cards.js';
import { type BuyRequest, buy, prepare } from '../../../membership/actions/orders.js';
import type { Ports } from '../../../membership/actions/ports.js';
import type { Instant } from '../../../membership/calendar.js';
import { type Order, orderOf } from '../../../membership/order.js';
import type { PartnerAccount, SavedCard } from '../../../membership/partner.js';
import type { CardDetails } from '../../../membership/payments/gateway.js';
import { openSandboxGateway, type SandboxGateway } from '../../../membership/payments/sandbox-gateway.js';
import { ADMIN, accountWith, answerOf, on, RULES, requestFor } from '../../support/accounts.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

export const CARDS = {
  paid: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  insufficient: '4000 0000 0000 9995',
  expired: '4000 0000 0000 0069',
  bank: '4000 0000 0000 3220',
  slow: '4000 0000 0000 1091',
  lost: '4000 0000 0000 1901',
} as const;

export const detailsOf = (number: string): CardDetails => ({
  number,
  expiryMonth: 8,
  expiryYear: 2030,
  cvc: '123',
  holder: 'Taro Yamada',
});

/** The actions over a real store and a real sandbox, in a folder of their own, at a time that the test sets. */
export class Workshop {
  now: Instant = on('2026-06-23');
  /** What went wrong beside any turn. */
  readonly faults: string[] = [];
  /** Partners of whom the outbox was told. */
  readonly kicked: string[] = [];
  private ids = 0;

  private constructor(
    readonly folder: string,
    readonly store: Store,
    readonly gateway: SandboxGateway,
    private readonly remove: () => Promise<void>,
  ) {}

  static async open(account: PartnerAccount | undefined = accountWith({ cards: [] })): Promise<Workshop> {
    const { path, remove } = await temporaryFolder();
    const store = await openJsonStore(join(path, 'records'));
    const bankStepUrl = (key: string) => `https://bank.example/${key}`;
    const gateway = await openSandboxGateway(join(path, 'sandbox'), { bankStepUrl, slowSeconds: 0.3 });
    if (account) answerOf(await store.create(account));
    return new Workshop(path, store, gateway, remove);
  }

  get ports(): Ports {
    return {
      store: this.store,
      gateway: this.gateway,
      rules: RULES,
      clock: () => this.now,
      newId: () => this.newId(),
      noticeWaits: (partner) => void this.kicked.push(partner),
      fault: (what) => void this.faults.push(what),
    };
  }

  private newId(): string {
    this.ids += 1;
    return `id${String(this.ids).padStart(6, '0')}`;
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.gateway.close();
    await this.remove();
  }

  async account(): Promise<PartnerAccount> {
    const account = await this.store.account('wingtip');
    assert.ok(account);
    return account;
  }

  async order(id = 'order1'): Promise<Order> {
    const order = orderOf(await this.account(), id);
    assert.ok(order);
    return order;
  }

  /** Saves a test card the way a person does: by a payment page. */
  async card(number: string): Promise<SavedCard> {
    const asked = { member: ADMIN.id, conversation: this.newId(), language: 'en' as const };
    const link = await openPaymentLink(this.ports, 'wingtip', asked);
    return answerOf(await saveCard(this.ports, 'wingtip', link.id, detailsOf(number))).card;
  }

  /** Prepares the order with a new card of this number. */
  async review(number: string, parts: Parameters<typeof requestFor>[0] = {}): Promise<Order> {
    const pay = { way: 'card', cardId: (await this.card(number)).id } as const;
    return answerOf(await prepare(this.ports, 'wingtip', requestFor({ pay, ...parts })));
  }

  async buy(parts: Partial<BuyRequest> = {}) {
    const asked = { orderId: 'order1', review: 1, by: ADMIN.id, turn: 'turn1', patienceMs: 5000, ...parts };
    return answerOf(await buy(this.ports, 'wingtip', asked));
  }

  /** Keys that the gateway took money for, and how each stands now. */
  async charges(): Promise<string[]> {
    const keys = this.gateway.ledger().flatMap((entry) => (entry.type === 'charge' ? [entry.key] : []));
    const states = await Promise.all(keys.map((key) => this.gateway.find(key)));
    return keys.map((key, index) => `${key} ${states[index]?.status}`);
  }

  /** A store of which one method always fails, as on a full disk, or in a process that stops there. */
  failing(method: keyof Store): Ports {
    const fails = (store: Store, name: keyof Store) =>
      name === method ? () => Promise.reject(new Error('stopped')) : store[name].bind(store);
    const get = (store: Store, name: string | symbol) => fails(store, name as keyof Store);
    return { ...this.ports, store: new Proxy(this.store, { get }) };
  }

  /** Ids in the partner's journal of delivered notices. */
  delivered = (): Promise<string[]> => deliveredIn(this.folder, 'wingtip');
}

export async function deliveredIn(folder: string, partnerId: string): Promise<string[]> {
  const file = shardedPath(join(folder, 'records/records/deliveries'), partnerId, '.jsonl');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line).id);
}

/** Opens a workshop for each test of a suite and closes it after. */
export function eachWithWorkshop(account?: () => PartnerAccount): () => Workshop {
  let workshop: Workshop | undefined;
  beforeEach(async () => {
    workshop = await Workshop.open(account?.());
  });
  afterEach(() => workshop?.close());
  return () => {
    assert.ok(workshop);
    return workshop;
  };
}
