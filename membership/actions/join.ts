import type { Taken } from '../../data/store.js';
import { type Joining, newPartner } from '../joining.js';
import type { PartnerAccount } from '../partner.js';
import type { Result } from '../result.js';
import type { Ports } from './ports.js';

/** Tries for a free MPN ID. Ten million are there for the taking, so a second try is rare already. */
const MPN_ID_TRIES = 20;

/**
 * Joins the network: makes the partner's account, with the person who joins as its first administrator [decision].
 * `ids` are minted before the person confirms, so that a second tap or a redelivery finds the first one's partner.
 * Refused as `taken` where the person or the tenant already belongs to a partner.
 */
export async function join(ports: Ports, joining: Joining, partnerId: string): Promise<Result<PartnerAccount, Taken>> {
  const joined = await ports.store.account(partnerId);
  if (joined) return { ok: true, value: joined };
  for (let attempt = 1; ; attempt += 1) {
    const ids = { partnerId, mpnId: randomMpnId(ports.newId), memberId: ports.newId() };
    const created = await ports.store.create(newPartner(joining, ids, ports.clock()));
    if (!created.ok && created.problem.by === partnerId) return joinedAtOnce(ports, partnerId);
    const retry = !created.ok && created.problem.what === 'mpn-id' && attempt < MPN_ID_TRIES;
    if (!retry) return created;
  }
}

/** Another tap made this very partner between the look and the create. */
async function joinedAtOnce(ports: Ports, partnerId: string): Promise<Result<PartnerAccount, Taken>> {
  const joined = await ports.store.account(partnerId);
  if (!joined) throw new Error(`Partner "${partnerId}" was there a moment ago`);
  return { ok: true, value: joined };
}

/** Seven digits, drawn from a new id so that the source of chance is the ports'. */
function randomMpnId(newId: () => string): string {
  const digits = BigInt(`0x${Buffer.from(newId()).toString('hex')}`) % 9_000_000n;
  return String(1_000_000n + digits);
}
