/**
 * Roles of a partner's people, as Partner Center names them [PC]. `user` is what everybody has.
 */
export const ROLES = ['global-admin', 'mpn-partner-admin', 'account-admin', 'billing-admin', 'user'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that may buy, renew, turn off automatic renewal and see invoices (procedures.md, P1 [PC]). */
export const BUYING_ROLES: readonly Role[] = ['global-admin', 'mpn-partner-admin'];

export const mayBuy = (person: { roles: readonly Role[] }): boolean =>
  person.roles.some((role) => BUYING_ROLES.includes(role));
