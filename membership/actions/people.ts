import type { Taken } from '../../data/store.js';
import {
  type AcceptingProblem,
  acceptInvitation,
  type Invitation,
  type InvitingProblem,
  invite,
  type Newcomer,
  newCode,
  openInvitation,
  revoke,
} from '../invitation.js';
import type { Member, PartnerAccount, PartnerId } from '../partner.js';
import { giveRole, type PeopleAsked, type PeopleProblem, removeMember, takeRole } from '../people.js';
import { type Result, refuse } from '../result.js';
import type { Role } from '../roles.js';
import type { Ports } from './ports.js';

/** Tries for a free code; there are 590 million million. */
const CODE_TRIES = 5;

type MemberChanged = Result<Member, PeopleProblem>;

/** As the rules `giveRole` and `takeRole`; the member is told. */
export async function changeRole(
  ports: Ports,
  partnerId: PartnerId,
  asked: PeopleAsked & { role: Role },
  way: 'give' | 'take',
): Promise<MemberChanged> {
  const rule = way === 'give' ? giveRole : takeRole;
  const changed = await ports.store.change<Member, PeopleProblem>(partnerId, (account) =>
    rule(account, asked, ports.clock()),
  );
  if (changed.ok) ports.noticeWaits(partnerId);
  return changed as MemberChanged;
}

/** As the rule `removeMember`. */
export const dismiss = async (ports: Ports, partnerId: PartnerId, asked: PeopleAsked): Promise<MemberChanged> =>
  (await ports.store.change<Member, PeopleProblem>(partnerId, (account) =>
    removeMember(account, asked),
  )) as MemberChanged;

/** Invites somebody: the code is reserved across all partners with the change that keeps it. */
export async function inviteMember(
  ports: Ports,
  partnerId: PartnerId,
  asked: Pick<Invitation, 'id' | 'role' | 'by'>,
): Promise<Result<Invitation, InvitingProblem>> {
  for (let attempt = 1; ; attempt += 1) {
    const code = newCode(chanceOf(ports.newId()));
    const invited = await ports.store.change<Invitation, InvitingProblem>(partnerId, (account) =>
      invite(account, { ...asked, code }, ports.clock()),
    );
    if (invited.ok || invited.problem.code !== 'taken') return invited as Result<Invitation, InvitingProblem>;
    if (attempt >= CODE_TRIES) throw new Error('No free invitation code was found');
  }
}

/** As the rule `revoke`. */
export const revokeInvitation = async (ports: Ports, partnerId: PartnerId, asked: { id: string; by: string }) =>
  (await ports.store.change<null, { code: 'no-role' }>(partnerId, (account) => revoke(account, asked))) as Result<
    null,
    { code: 'no-role' }
  >;

/** The partner and the role behind a code; undefined for one that never was, was used, taken back or has expired. */
export async function invitationBehind(
  ports: Ports,
  code: string,
): Promise<{ account: PartnerAccount; invitation: Invitation } | undefined> {
  const partnerId = await ports.store.partnerOfInvitation(code);
  const account = partnerId ? await ports.store.account(partnerId) : undefined;
  const invitation = account && openInvitation(account, code, ports.clock());
  return account && invitation ? { account, invitation } : undefined;
}

/** As the rule `acceptInvitation`. `taken`: the person belongs to another partner by now. */
export async function comeIn(
  ports: Ports,
  code: string,
  newcomer: Newcomer,
): Promise<Result<{ account: PartnerAccount; member: Member }, AcceptingProblem | Taken>> {
  const partnerId =
    (await ports.store.partnerOfInvitation(code)) ?? (await ports.store.partnerOfPerson(newcomer.person));
  if (!partnerId) return refuse({ code: 'no-such-invitation' });
  const accepted = await ports.store.change<Member, AcceptingProblem>(partnerId, (account) =>
    acceptInvitation(account, code, newcomer, ports.clock()),
  );
  const account = await ports.store.account(partnerId);
  if (!accepted.ok) return accepted;
  if (!account) throw new Error(`Partner "${partnerId}" was there a moment ago`);
  return { ok: true, value: { account, member: accepted.value } };
}

/** Chance from a new id, so that its source is the ports'. */
function chanceOf(id: string): (below: number) => number {
  let rest = BigInt(`0x${Buffer.from(id).toString('hex')}`);
  return (below) => {
    const drawn = Number(rest % BigInt(below));
    rest /= BigInt(below);
    return drawn;
  };
}
