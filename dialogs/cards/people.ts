import { codeText, type Invitation } from '../../membership/invitation.js';
import type { Member, PartnerAccount } from '../../membership/partner.js';
import type { RoleNotice } from '../../membership/people.js';
import { mayManagePeople, type Role } from '../../membership/roles.js';
import type { CardPart, Message } from '../message.js';
import { dateText, memberIn, type Turn, todayOf } from '../turn.js';
import type { Reader } from './order-status.js';

/** A role as Partner Center names it. */
export const roleText = (role: Role, { say }: Pick<Turn, 'say'>): string => say(`role.${role}`);

/** People on a card, at the most; the rest are counted. */
const MOST_SHOWN = 20;

/** Everybody who belongs to the partner of who speaks, with their roles; for who invites, what waits for newcomers. */
export function peopleMessage(turn: Turn): Message {
  const { account, member } = memberIn(turn);
  const { members, organisation } = account;
  const more = members.length - MOST_SHOWN;
  return {
    text: turn.say('people.lead', { organisation, count: members.length }),
    parts: [
      { facts: members.slice(0, MOST_SHOWN).map((each) => [each.name, rolesText(each, turn)]) },
      ...(more > 0 ? [{ text: turn.say('people.more', { count: more }), subtle: true }] : []),
      ...(mayManagePeople(member) ? invitationParts(turn) : []),
    ],
  };
}

/** Invitations that nobody has come in with yet. */
export const openInvitations = (turn: Turn): Invitation[] =>
  memberIn(turn).account.invitations.filter(({ expiresAt }) => turn.now < expiresAt);

/** Names of those who may do something, for who may not. */
export const membersWhoMay = (may: (member: Member) => boolean, turn: Turn): string[] =>
  turn.speaker.kind === 'member' ? turn.speaker.account.members.filter(may).map(({ name }) => name) : [];

const rolesText = ({ roles }: Member, turn: Turn): string => roles.map((role) => roleText(role, turn)).join('\n');

function invitationParts(turn: Turn): CardPart[] {
  const invitations = openInvitations(turn);
  if (!invitations.length) return [];
  const facts = invitations.map(({ code, role, expiresAt }): [string, string] => [
    codeText(code),
    turn.say('people.invitationFor', {
      role: roleText(role, turn),
      date: dateText(turn, todayOf({ ...turn, now: expiresAt })),
    }),
  ]);
  return [{ title: turn.say('people.invitations') }, { facts }];
}

/** What tells a member that their role was changed, with what they can do now. */
export const roleMessage = ({ given, role, byName }: RoleNotice, account: PartnerAccount, reader: Reader): Message => ({
  text: reader.say(given ? 'notice.roleGiven' : 'notice.roleTaken', {
    name: byName,
    role: roleText(role, reader),
    organisation: account.organisation,
  }),
  begin: [{ procedure: 'my-membership', label: reader.say('menu.myMembership') }],
});
