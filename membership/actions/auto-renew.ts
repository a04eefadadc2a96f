import type { MemberId, PartnerId } from '../partner.js';
import type { Result } from '../result.js';
import { type TurnedOff, type TurnOffProblem, turnOffAutoRenew } from '../turning-off.js';
import type { Ports } from './ports.js';

/** Turns off automatic renewal of a term; a second tap, a redelivery or another machine comes to the same. */
export async function turnOff(
  ports: Ports,
  partnerId: PartnerId,
  asked: { termId: string; by: MemberId; approval?: string },
): Promise<Result<TurnedOff, TurnOffProblem>> {
  const done = await ports.store.change<TurnedOff, TurnOffProblem>(partnerId, (account) =>
    turnOffAutoRenew(account, asked, ports.clock()),
  );
  if (done.ok) ports.noticeWaits(partnerId);
  return done as Result<TurnedOff, TurnOffProblem>;
}
