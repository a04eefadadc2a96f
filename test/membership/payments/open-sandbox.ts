import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CardDetails, ChargeRequest } from '../../../membership/payments/gateway.js';
import { openSandboxGateway, type SandboxGateway } from '../../../membership/payments/sandbox-gateway.js';

/** A clock that a test moves. */
export class Clock {
  ms = Date.parse('2026-06-23T09:00:00.000Z');
  now = (): number => this.ms;
  advance(seconds: number): void {
    this.ms += seconds * 1000;
  }
}

/** A new folder that is removed after the test. */
export function newFolder(test: { after: (() => void)[] }): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
  test.after.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const openAt = (folder: string, clock: Clock, slowSeconds = 20): Promise<SandboxGateway> =>
  openSandboxGateway(folder, { now: clock.now, bankStepUrl: (key) => `https://bot.test/bank/${key}`, slowSeconds });

export const card = (number: string): CardDetails => ({
  number: number.replaceAll(' ', ''),
  expiryMonth: 8,
  expiryYear: 2030,
  cvc: '123',
  holder: 'Hanako Yamada',
});

/** The token of a test card. */
export async function tokenOf(gateway: SandboxGateway, number: string): Promise<string> {
  const stored = await gateway.storeCard(`store ${number}`, card(number));
  if (!stored.ok) throw new Error(stored.problem.code);
  return stored.value.token;
}

export const request = (key: string, token: string, minor = 47500): ChargeRequest => ({
  key,
  token,
  amount: { minor, currency: 'USD' },
  description: 'Microsoft Action Pack',
});
