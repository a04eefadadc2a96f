import type { Instant } from './calendar.js';
import { withNotice } from './notice.js';
import { type Member, type MemberId, memberOf, type PartnerAccount, withMember } from './partner.js';
import { ok, type Result, refuse } from './result.js';
import { BASE_ROLE, mayGive, mayManagePeople, type Role } from './roles.js';

/** What tells a member that their role was changed by somebody else. */
export interface RoleNotice {
  kind: 'role-changed';
  role: Role;
  /** Given, else taken away. */
  given: boolean;
  /** Who did it; they may have left since. */
  byName: string;
}

export type PeopleProblem = { code: 'no-role' | 'no-such-member' | 'role-not-yours' | 'last-admin' };

/** Who is changed, and by whom. */
export interface PeopleAsked {
  member: MemberId;
  by: MemberId;
}

type Changed = Result<{ account: PartnerAccount; value: Member }, PeopleProblem>;

/** Gives a member one more role. Given before, nothing changes. */
export function giveRole(account: PartnerAccount, asked: PeopleAsked & { role: Role }, now: Instant): Changed {
  const who = changeable(account, asked);
  if (!who.ok) return who;
  const { by, member } = who.value;
  if (!mayGive(by, asked.role)) return refuse({ code: 'role-not-yours' });
  if (member.roles.includes(asked.role)) return ok({ account, value: member });
  const roles = [...member.roles.filter((role) => role !== BASE_ROLE), asked.role];
  return ok(told(account, { ...member, roles }, { role: asked.role, given: true }, by, now));
}

/** Takes one of a member's roles; the last Global admin keeps it. Taken before, nothing changes. */
export function takeRole(account: PartnerAccount, asked: PeopleAsked & { role: Role }, now: Instant): Changed {
  const who = changeable(account, asked);
  if (!who.ok) return who;
  const { by, member } = who.value;
  if (!mayGive(by, asked.role)) return refuse({ code: 'role-not-yours' });
  if (asked.role === BASE_ROLE || !member.roles.includes(asked.role)) return ok({ account, value: member });
  if (isLastAdmin(account, member) && asked.role === 'global-admin') return refuse({ code: 'last-admin' });
  const left = member.roles.filter((role) => role !== asked.role);
  const changed = { ...member, roles: left.length ? left : [BASE_ROLE] };
  return ok(told(account, changed, { role: asked.role, given: false }, by, now));
}

/**
 * A member leaves the partner: their notices and payment pages end with it, what they bought stays the partner's. The
 * last Global admin stays.
 */
export function removeMember(account: PartnerAccount, asked: PeopleAsked): Changed {
  const who = changeable(account, asked);
  if (!who.ok) return who;
  const { by, member } = who.value;
  if (!member.roles.every((role) => mayGive(by, role))) return refuse({ code: 'role-not-yours' });
  if (isLastAdmin(account, member)) return refuse({ code: 'last-admin' });
  const isOf = (id: MemberId) => id === member.id;
  const left: PartnerAccount = {
    ...account,
    members: account.members.filter(({ id }) => !isOf(id)),
    notices: account.notices.filter(({ to }) => !isOf(to)),
    paymentLinks: account.paymentLinks.filter((link) => !isOf(link.member)),
    approvals: account.approvals.filter(({ by, status }) => !(isOf(by) && status === 'waiting')),
  };
  return ok({ account: left, value: member });
}

/** Whether this is the only Global admin left: there is always one, who can give every other role. */
export const isLastAdmin = (account: PartnerAccount, member: Member): boolean =>
  member.roles.includes('global-admin') &&
  !account.members.some(({ id, roles }) => id !== member.id && roles.includes('global-admin'));

function changeable(
  account: PartnerAccount,
  asked: PeopleAsked,
): Result<{ by: Member; member: Member }, { code: 'no-role' | 'no-such-member' }> {
  const by = memberOf(account, asked.by);
  const member = memberOf(account, asked.member);
  if (!by || !mayManagePeople(by)) return refuse({ code: 'no-role' });
  return member ? ok({ by, member }) : refuse({ code: 'no-such-member' });
}

/** Who changes their own role knows it. */
function told(
  account: PartnerAccount,
  member: Member,
  change: Pick<RoleNotice, 'role' | 'given'>,
  by: Member,
  now: Instant,
): { account: PartnerAccount; value: Member } {
  const changed = withMember(account, member);
  if (by.id === member.id) return { account: changed, value: member };
  const id = `role-${change.role}-${change.given ? 'given' : 'taken'}-${member.id}-${now}`;
  const notice = { id, kind: 'role-changed' as const, ...change, byName: by.name, to: member.id, createdAt: now };
  return { account: withNotice(changed, notice), value: member };
}
