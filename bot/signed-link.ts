import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../membership/calendar.js';
import { ok, type Result, refuse } from '../membership/result.js';

/** What a link says. `purpose` keeps a link for one page from opening another. Anybody can read it: no secrets. */
export interface LinkPayload {
  purpose: string;
  [name: string]: string;
}

/**
 * A token for a link: `<payload>.<HMAC-SHA256>`, both base64url. It cannot be changed or made without the secret, and
 * works until `expiresAt`. That it works once is for the record behind it to say.
 */
export function signLink(secret: string, payload: LinkPayload, expiresAt: Instant): string {
  const body = Buffer.from(JSON.stringify({ payload, expiresAt })).toString('base64url');
  return `${body}.${signatureOf(secret, body).toString('base64url')}`;
}

/** What a token says; `bad-link` where this secret did not sign it, `expired-link` from its last moment on. */
export function readLink(
  secret: string,
  token: string,
  now: Instant,
): Result<LinkPayload, { code: 'bad-link' | 'expired-link' }> {
  const [body = '', signature = '', ...rest] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  if (rest.length > 0 || !isSame(given, signatureOf(secret, body))) return refuse({ code: 'bad-link' });
  const { payload, expiresAt } = JSON.parse(Buffer.from(body, 'base64url').toString());
  return Date.parse(now) < Date.parse(expiresAt) ? ok(payload) : refuse({ code: 'expired-link' });
}

function signatureOf(secret: string, body: string): Buffer {
  if (!secret) throw new TypeError('A link cannot be signed with an empty secret');
  return createHmac('sha256', secret).update(body).digest();
}

/** Takes as long for a near miss as for any other, so that a signature cannot be guessed byte by byte. */
const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
