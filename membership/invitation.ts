import { addSeconds, type Instant } from './calendar.js';
import { type Member, type MemberId, memberOf, type PartnerAccount, type PersonId } from './partner.js';
import { ok, type Result, refuse } from './result.js';
import { BASE_ROLE, mayGive, mayManagePeople, type Role } from './roles.js';

/** How long an invitation can be accepted. */
export const INVITATION_DAYS = 7;

/** Invitations of one partner that wait at the same time, at the most. */
export const MOST_INVITATIONS = 20;

/** A place among a partner's members for whoever writes its code first (issue 3). */
export interface Invitation {
  id: string;
  /** Ten letters and digits; unique across partners while it waits. */
  code: string;
  /** What the newcomer will be, beside `user`. */
  role: Role;
  by: MemberId;
  createdAt: Instant;
  expiresAt: Instant;
}

/** Letters and digits that are not mistaken for one another when they are read aloud or copied. */
export const CODE_CHARACTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_LENGTH = 10;

/**
 * The code in a text that is nothing but one: in either case and width, with spaces or hyphens between. A code always has a
 * letter and a digit, so that no word and no phone number is one.
 */
export function invitationCode(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—_.]/gu, '');
  const isCode = plain.length === CODE_LENGTH && [...plain].every((each) => CODE_CHARACTERS.includes(each));
  return isCode && /[A-Z]/.test(plain) && /\d/.test(plain) ? plain : undefined;
}

/** A code as it is shown: two groups of five. */
export const codeText = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** A code drawn from a source of chance: a letter and a digit are always among its characters. */
export function newCode(draw: (below: number) => number): string {
  const characters = Array.from({ length: CODE_LENGTH }, () => CODE_CHARACTERS[draw(CODE_CHARACTERS.length)] ?? '2');
  characters[draw(5)] = CODE_CHARACTERS[draw(8)] as string;
  characters[5 + draw(5)] = CODE_CHARACTERS[8 + draw(CODE_CHARACTERS.length - 8)] as string;
  return characters.join('');
}

export type InvitingProblem = { code: 'no-role' | 'role-not-yours' | 'too-many-invitations' };

/** An invitation is added; the same one (by id) again is the first one. Expired ones go out with it. */
export function invite(
  account: PartnerAccount,
  asked: Pick<Invitation, 'id' | 'code' | 'role' | 'by'>,
  now: Instant,
): Result<{ account: PartnerAccount; value: Invitation }, InvitingProblem> {
  const by = memberOf(account, asked.by);
  const before = account.invitations.find(({ id }) => id === asked.id);
  if (!by || !mayManagePeople(by)) return refuse({ code: 'no-role' });
  if (before) return ok({ account, value: before });
  if (!mayGive(by, asked.role)) return refuse({ code: 'role-not-yours' });
  const waiting = account.invitations.filter((each) => isWaiting(each, now));
  if (waiting.length >= MOST_INVITATIONS) return refuse({ code: 'too-many-invitations' });
  const made = { ...asked, createdAt: now, expiresAt: addSeconds(now, INVITATION_DAYS * 24 * 3600) };
  return ok({ account: { ...account, invitations: [...waiting, made] }, value: made });
}

/** An invitation is taken back; one that is gone already stays gone. */
export function revoke(
  account: PartnerAccount,
  asked: { id: string; by: MemberId },
): Result<{ account: PartnerAccount; value: null }, { code: 'no-role' }> {
  const by = memberOf(account, asked.by);
  if (!by || !mayManagePeople(by)) return refuse({ code: 'no-role' });
  const left = account.invitations.filter(({ id }) => id !== asked.id);
  const isGone = left.length === account.invitations.length;
  return ok({ account: isGone ? account : { ...account, invitations: left }, value: null });
}

/** Who comes with a code. */
export interface Newcomer {
  memberId: MemberId;
  person: PersonId;
  /** The Entra tenant of the person's token; absent outside Teams. */
  tenant?: string;
  name: string;
  email: string;
}

export type AcceptingProblem = { code: 'no-such-invitation' } | { code: 'other-tenant' };

/** The invitation behind a code, while it waits and still stands: its role must be one that its giver may give. */
export function openInvitation(account: PartnerAccount, code: string, now: Instant): Invitation | undefined {
  const invitation = account.invitations.find((each) => each.code === code && isWaiting(each, now));
  const giver = invitation && memberOf(account, invitation.by);
  return giver && mayManagePeople(giver) && mayGive(giver, invitation.role) ? invitation : undefined;
}

/**
 * The newcomer becomes a member, and the invitation is used up. A partner that belongs to an Entra tenant takes no one
 * from another (docs/decisions). Asked again by the one who came in with it, it answers their membership.
 */
export function acceptInvitation(
  account: PartnerAccount,
  code: string,
  newcomer: Newcomer,
  now: Instant,
): Result<{ account: PartnerAccount; value: Member }, AcceptingProblem> {
  const already = account.members.find(({ person }) => person === newcomer.person);
  if (already) return ok({ account, value: already });
  const invitation = openInvitation(account, code, now);
  if (!invitation) return refuse({ code: 'no-such-invitation' });
  const { memberId: id, tenant, ...who } = newcomer;
  if (account.tenant && tenant && tenant !== account.tenant) return refuse({ code: 'other-tenant' });
  const member: Member = { id, ...who, roles: invitation.role === BASE_ROLE ? [BASE_ROLE] : [invitation.role] };
  const invitations = account.invitations.filter((each) => each.id !== invitation.id);
  return ok({ account: { ...account, members: [...account.members, member], invitations }, value: member });
}

const isWaiting = ({ expiresAt }: Invitation, now: Instant): boolean => now < expiresAt;
