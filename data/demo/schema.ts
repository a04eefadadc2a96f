import { z } from 'zod';
import { SEVERITIES } from '../../membership/service-request.js';

const days = z.number().int();
const text = z.string().trim().min(1);

/** A member of a demo partner. An admin may buy; the others have no purchasing role. */
const member = z.object({ persona: text, name: text, email: z.string().email(), admin: z.boolean() }).strict();

/** The latest term of an offer. `starts` or `expires` is counted in days from the seeding day, negative before it. */
const term = z
  .object({
    offer: text,
    starts: days.negative().optional(),
    expires: days.optional(),
    pay: z.enum(['card', 'transfer']),
    autoRenew: z.boolean(),
    managedIn: z.enum(['partner-center', 'pmc']).default('partner-center'),
  })
  .strict()
  .refine(({ starts, expires }) => (starts === undefined) !== (expires === undefined), 'must have starts or expires');

/** A request to cancel an offer, opened by the admin and perhaps closed again; days from the seeding day. */
const request = z
  .object({
    number: z.string().regex(/^2400\d\d$/, 'must be one that is kept free for demo data'),
    offer: text,
    summary: text,
    description: text,
    severity: z.enum(SEVERITIES),
    opened: days.negative(),
    closed: days.negative().optional(),
  })
  .strict();

const partner = z
  .object({
    id: text,
    organisation: text,
    mpnId: z.string().regex(/^[1-9]\d{6}$/, 'must be 7 digits'),
    country: text,
    phone: text,
    attained: z.array(z.enum(['silver', 'gold'])),
    members: z.array(member).min(1),
    terms: z.array(term),
    /** A renewal that waits for a bank transfer. */
    pending: z.object({ offer: text, placed: days.negative() }).strict().optional(),
    requests: z.array(request).default([]),
  })
  .strict();

/** Shape of `partners.json`: who plays in tester mode, and what each partner has, relative to the seeding day. */
export const DEMO = z
  .object({ visitors: z.array(text), agents: z.array(text), partners: z.array(partner).min(1) })
  .strict();

export type DemoPartner = z.infer<typeof partner>;
export type DemoRequest = z.infer<typeof request>;
export type DemoTerm = z.infer<typeof term>;
