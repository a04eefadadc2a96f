import { type AnsweringProblem, type Approval, declineApproval, withdrawApproval } from '../approval.js';
import { type AskingProblem, askAdmins } from '../asking.js';
import type { MemberId, PartnerId } from '../partner.js';
import type { Result } from '../result.js';
import type { Ports } from './ports.js';

type Asking = AskingProblem | { code: 'no-such-member' };

/** As the rule `askAdmins`; the administrators are told in their own chats. */
export async function ask(
  ports: Ports,
  partnerId: PartnerId,
  asked: Pick<Approval, 'id' | 'act' | 'offerId' | 'by' | 'note'>,
): Promise<Result<Approval, Asking>> {
  const done = await ports.store.change<Approval, Asking>(partnerId, (account) =>
    askAdmins(account, asked, ports.rules.catalogue, ports.clock()),
  );
  if (done.ok) ports.noticeWaits(partnerId);
  return done as Result<Approval, Asking>;
}

/** As the rule `declineApproval`; who asked is told. */
export async function decline(
  ports: Ports,
  partnerId: PartnerId,
  asked: { id: string; by: MemberId; reason?: string },
): Promise<Result<Approval, AnsweringProblem>> {
  const done = await ports.store.change<Approval, AnsweringProblem>(partnerId, (account) =>
    declineApproval(account, asked, ports.clock()),
  );
  if (done.ok) ports.noticeWaits(partnerId);
  return done as Result<Approval, AnsweringProblem>;
}

/** As the rule `withdrawApproval`. */
export const takeBack = async (ports: Ports, partnerId: PartnerId, asked: { id: string; by: MemberId }) =>
  (await ports.store.change<Approval, AnsweringProblem>(partnerId, (account) =>
    withdrawApproval(account, asked, ports.clock()),
  )) as Result<Approval, AnsweringProblem>;
