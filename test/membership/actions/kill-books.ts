import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openJsonStore } from '../../../data/json-store.js';
import type { Store } from '../../../data/store.js';
import type { Ports } from '../../../membership/actions/ports.js';
import { addSeconds, type Instant } from '../../../membership/calendar.js';
import { openSandboxGateway, type SandboxGateway } from '../../../membership/payments/sandbox-gateway.js';
import { ADMIN, accountWith, RULES } from '../../support/accounts.js';

/** Midnight in Tokyo, so that hours can pass and it is still the day on which an order was reviewed. */
export const START: Instant = '2026-06-22T15:00:00.000Z';

/** Told before and after every write of the store and every call of the gateway. */
export type OnStep = (step: string) => void;

/** A store and a gateway on disk, as a process has them, with a clock that can be moved. */
export interface Books {
  ports: Ports;
  store: Store;
  gateway: SandboxGateway;
  clock: { now: Instant; advance(seconds: number): void };
  close(): Promise<void>;
}

export async function openBooks(folder: string, onStep: OnStep = () => undefined): Promise<Books> {
  const damaged = (message: string) => assert.fail(message);
  const store = await openJsonStore(join(folder, 'records'), { warn: damaged });
  const gateway = await openSandboxGateway(join(folder, 'sandbox'), {
    bankStepUrl: (key) => `https://bank.example/${key}`,
  });
  const clock = clockFrom(START);
  const ports: Ports = {
    store: stepping(store, ['create', 'change', 'recordDelivered'], onStep),
    gateway: stepping(gateway, ['storeCard', 'charge', 'find', 'cancel'], onStep),
    rules: RULES,
    clock: () => clock.now,
    newId: () => crypto.randomUUID().replaceAll('-', ''),
    noticeWaits: () => undefined,
    fault: () => undefined,
  };
  const close = async () => {
    await store.close();
    await gateway.close();
  };
  return { ports, store, gateway, clock, close };
}

const clockFrom = (start: Instant) => ({
  now: start,
  advance(seconds: number) {
    this.now = addSeconds(this.now, seconds);
  },
});

/** The partner of the kill tests; gold, so that it may buy every offer. */
export const killPartner = (id: string, number: number) =>
  accountWith({
    id,
    mpnId: String(1_000_001 + number),
    members: [{ ...ADMIN, person: `entra:${id}/admin` }],
    attained: ['gold'],
    cards: [],
  });

function stepping<Target extends object>(target: Target, methods: readonly string[], onStep: OnStep): Target {
  return new Proxy(target, {
    get(inner, name) {
      const method: unknown = Reflect.get(inner, name);
      if (typeof method !== 'function') return method;
      if (!methods.includes(String(name))) return method.bind(inner);
      return (...parameters: unknown[]) => stepped(String(name), () => method.apply(inner, parameters), onStep);
    },
  });
}

async function stepped<Answer>(name: string, call: () => Promise<Answer>, onStep: OnStep): Promise<Answer> {
  onStep(`before ${name}`);
  try {
    return await call();
  } finally {
    onStep(`after ${name}`);
  }
}
