/**
 * Roles of a partner's people, as Partner Center names them [PC]. `user` is what everybody has.
 */
export const ROLES = ['global-admin', 'mpn-partner-admin', 'account-admin', 'billing-admin', 'user'] as const;
export type Role = (typeof ROLES)[number];

/** What a member without any other role is. */
export const BASE_ROLE: Role = 'user';

/** Roles that may buy, renew, turn off automatic renewal and see invoices (procedures.md, P1 [PC]). */
export const BUYING_ROLES: readonly Role[] = ['global-admin', 'mpn-partner-admin'];

/** Roles that may invite people, change what they may do, and remove them (procedures.md, P8 [PC]). */
export const MANAGING_ROLES: readonly Role[] = ['global-admin', 'account-admin'];

const hasOneOf = (person: { roles: readonly Role[] }, roles: readonly Role[]): boolean =>
  person.roles.some((role) => roles.includes(role));

export const mayBuy = (person: { roles: readonly Role[] }): boolean => hasOneOf(person, BUYING_ROLES);

export const mayManagePeople = (person: { roles: readonly Role[] }): boolean => hasOneOf(person, MANAGING_ROLES);

/**
 * Whether a person may give and take a role: a Global admin every one; an Account admin those that spend no money, since
 * else they could let themselves buy [decision].
 */
export const mayGive = (person: { roles: readonly Role[] }, role: Role): boolean =>
  person.roles.includes('global-admin') || (mayManagePeople(person) && !BUYING_ROLES.includes(role));
