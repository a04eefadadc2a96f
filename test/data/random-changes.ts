import type { PartnerAccount } from '../../membership/partner.js';
import { sampleMember, sampleNotice, sampleOrder } from './store-sample.js';

/** The partners that are changed while something breaks. */
export const PARTNERS = ['one', 'two', 'three', 'four', 'five/../👩'];

/** Changes of every kind; partners contend for tenants, people and MPN IDs. */
export function someParts(): Partial<PartnerAccount> {
  const kinds: (() => Partial<PartnerAccount>)[] = [
    () => ({ tenant: one(['t1', 't2', 't3', undefined]) }),
    () => ({ mpnId: `mpn ${Math.floor(Math.random() * 20)}` }),
    () => ({ members: ['p1', 'p2', 'p3', 'p4'].filter(() => Math.random() < 0.3).map(sampleMember) }),
    () => ({ orders: [sampleOrder('o1', one(['charging', 'paid', 'awaiting-confirmation']))] }),
    () => ({ notices: ['n1', 'n2'].filter(() => Math.random() < 0.5).map(sampleNotice) }),
    () => ({ country: one(['FR', 'JP']) }),
  ];
  return one(kinds)();
}

function one<Value>(values: readonly Value[]): Value {
  return values[Math.floor(Math.random() * values.length)] as Value;
}
