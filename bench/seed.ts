import path from 'node:path';
import { openStore } from '../data/open-store.js';
import { openSandboxGateway } from '../membership/payments/sandbox-gateway.js';
import { addPartners } from './partners.js';

/** Makes the data folder of a service with so many partners, whose saved card its sandbox gateway knows. */
export async function seedService(dataFolder: string, partners: number): Promise<void> {
  const now = new Date().toISOString();
  const gateway = await openSandboxGateway(path.join(dataFolder, 'sandbox-gateway'), { bankStepUrl: String });
  const store = await openStore({ folder: path.join(dataFolder, 'records') });
  const card = { number: '4242424242424242', expiryMonth: 12, expiryYear: Number(now.slice(0, 4)) + 5, cvc: '123' };
  const stored = await gateway.storeCard('bench', { ...card, holder: 'Bench' });
  if (!stored.ok) throw new Error('The sandbox gateway refuses its own test card');
  await addPartners(store, 0, partners, now, stored.value);
  await store.close();
  await gateway.close();
}
