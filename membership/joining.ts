import { dateIn, type Instant } from './calendar.js';
import type { Currency } from './money.js';
import type { Country } from './offer.js';
import type { PartnerAccount, PersonId } from './partner.js';
import { type Result, refuse } from './result.js';

/** What a visitor gives to join the network (procedures.md, P0). */
export interface Joining {
  organisation: string;
  country: Country;
  contactName: string;
  contactEmail: string;
  /** Proposed from the country, and may be changed by the person who joins. */
  currency: Currency;
  zone: string;
  person: PersonId;
  tenant?: string;
}

export type JoiningProblem = { code: 'organisation-empty' } | { code: 'organisation-too-long'; limit: number };

const ORGANISATION_LIMIT = 120;

/** An organisation's name as it will stand on invoices: trimmed, on one line, with at least a letter or digit. */
export function organisationName(text: string): Result<string, JoiningProblem> {
  const name = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(name)) return refuse({ code: 'organisation-empty' });
  if ([...name].length > ORGANISATION_LIMIT)
    return refuse({ code: 'organisation-too-long', limit: ORGANISATION_LIMIT });
  return { ok: true, value: name };
}

/**
 * The account of a partner that joins: a network member without offers, whose first member becomes its first
 * administrator [decision]. Joining is free, and starts on the day it is in the partner's zone.
 */
export function newPartner(
  joining: Joining,
  ids: { partnerId: string; mpnId: string; memberId: string },
  now: Instant,
): PartnerAccount {
  return {
    schema: 2,
    id: ids.partnerId,
    version: 0,
    organisation: joining.organisation,
    mpnId: ids.mpnId,
    ...(joining.tenant ? { tenant: joining.tenant } : {}),
    country: joining.country.code,
    currency: joining.currency,
    zone: joining.zone,
    joinedOn: dateIn(joining.zone, now),
    attained: [],
    members: [
      {
        id: ids.memberId,
        person: joining.person,
        name: joining.contactName,
        email: joining.contactEmail,
        roles: ['global-admin'],
      },
    ],
    subscriptions: [],
    orders: [],
    invoices: [],
    cards: [],
    forgetting: [],
    paymentLinks: [],
    requests: [],
    approvals: [],
    invitations: [],
    notices: [],
  };
}
