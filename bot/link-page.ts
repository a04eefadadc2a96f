import type { Instant } from '../membership/calendar.js';
import type { Result } from '../membership/result.js';
import { languageOf, type PageResponse, type RequestInfo, type ShellDeps, sorry } from './page-shell.js';
import { readLink, signLink } from './signed-link.js';

/** The pages that are reached by a link, each with links of its own. */
type Purpose = 'payment' | 'bank-step';

/** What a page behind a link needs. */
export interface LinkPageDeps<Opened> extends ShellDeps {
  /** Signs the links. */
  secret: string;
  now(): Instant;
  /** Looks up what the link is about, without using it: link previews fetch pages too. Refused where it is gone. */
  open(id: string): Promise<Result<Opened>>;
  /** Told of faults, for which the person sees an apology. */
  onFault(error: unknown): void;
}

/** A link as it was asked for. */
export interface AskedLink {
  purpose: Purpose;
  token: string;
  info: RequestInfo;
}

/** The token of a link to a page about `id`, good until `expiresAt`. */
export const linkToken = (secret: string, purpose: Purpose, id: string, expiresAt: Instant): string =>
  signLink(secret, { purpose, id }, expiresAt);

/**
 * Lets only a good link through to `page`: 403 for one that we did not make for this page, 410 for one that expired
 * or whose subject is gone. A fault becomes an apology with 500.
 */
export async function behindLink<Opened>(
  deps: LinkPageDeps<Opened>,
  { purpose, token, info }: AskedLink,
  page: (id: string, opened: Opened) => PageResponse | Promise<PageResponse>,
): Promise<PageResponse> {
  try {
    const link = readLink(deps.secret, token, deps.now());
    if (!link.ok && link.problem.code === 'expired-link') return sorry(deps, languageOf(info), 'expired');
    if (!link.ok || link.value.purpose !== purpose) return sorry(deps, languageOf(info), 'forged');
    const id = link.value.id ?? '';
    const opened = await deps.open(id);
    return opened.ok ? await page(id, opened.value) : sorry(deps, languageOf(info), 'expired');
  } catch (error) {
    deps.onFault(error);
    return sorry(deps, languageOf(info), 'fault');
  }
}
