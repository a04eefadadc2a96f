import { addSeconds } from '../calendar.js';
import { claimNotices, givenUp, keepHold, type Notice, postponed, withoutNotice } from '../notice.js';
import type { MemberId, PartnerId } from '../partner.js';
import { ok } from '../result.js';
import type { Ports } from './ports.js';

/** Claims for one deliverer the notices that are due, of one member or of all; nobody else gets the same ones. */
export async function claim(ports: Ports, partnerId: PartnerId, by: string, to?: MemberId): Promise<Notice[]> {
  const claimed = await ports.store.change(partnerId, (account) => ok(claimNotices(account, by, ports.clock(), to)));
  return claimed.ok ? claimed.value : [];
}

/** Whether a deliverer still has the notice that it claimed; asked right before it is sent. */
export async function stillHas(ports: Ports, partnerId: PartnerId, by: string, notice: Notice): Promise<boolean> {
  const kept = await ports.store.change(partnerId, (account) => ok(keepHold(account, notice.id, by, ports.clock())));
  return kept.ok && kept.value;
}

/**
 * Puts a line into the partner's journal of deliveries and takes the notice out of the account. In this order, so that
 * a stop in between leaves it in both, never in neither: a delivery that is on record nowhere would look lost.
 */
export async function markDelivered(ports: Ports, partnerId: PartnerId, notices: readonly Notice[]): Promise<void> {
  if (!notices.length) return;
  for (const { held, attempts, nextTryAt, givenUp, createdAt, ...facts } of notices) {
    await ports.store.recordDelivered(partnerId, { ...facts, deliveredAt: ports.clock() });
  }
  await ports.store.change(partnerId, (account) =>
    ok({ account: notices.reduce((changed, notice) => withoutNotice(changed, notice.id), account), value: null }),
  );
}

/** Waits longer after each failed try: 1, 2, 4 … minutes, an hour at most. */
export async function postpone(ports: Ports, partnerId: PartnerId, notice: Notice): Promise<void> {
  const seconds = Math.min(3600, 60 * 2 ** Math.min(notice.attempts, 6));
  const nextTryAt = addSeconds(ports.clock(), seconds);
  await ports.store.change(partnerId, (account) =>
    ok({ account: postponed(account, notice.id, nextTryAt), value: null }),
  );
}

/** No more tries of the outbox: a line in the journal of deliveries says so, and the reader's next turn may still tell it. */
export async function giveUp(ports: Ports, partnerId: PartnerId, { id, kind, to }: Notice): Promise<void> {
  await ports.store.recordDelivered(partnerId, { id, kind, to, givenUpAt: ports.clock() });
  await ports.store.change(partnerId, (account) => ok({ account: givenUp(account, id), value: null }));
}
