import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Instant } from '../membership/calendar.js';
import type { Language } from '../membership/offer.js';
import { CARD_FIELDS, type CardForm, earliestMonth, readCard } from '../membership/payments/card-rules.js';
import type { CardDetails } from '../membership/payments/gateway.js';
import type { Result } from '../membership/result.js';
import { behindLink, type LinkPageDeps, linkToken } from './link-page.js';
import { html, message, type PageResponse, type RequestInfo, respond, sorry } from './page-shell.js';
import { type FormProblems, paymentForm } from './payment-form.js';

/** For whom the page is, and whether its one use is still to come. */
export interface OpenedLink {
  language: Language;
  organisation: string;
  alreadyUsed: boolean;
}

export interface PaymentPageDeps extends LinkPageDeps<OpenedLink> {
  /** Whether to list the sandbox's test cards. */
  testCards: boolean;
  /** Folder that `buildPages` wrote to. */
  builtPages: string;
  /**
   * Stores the card and uses the link, both or neither. Asked again with the card that the link saved it answers that
   * card and does nothing more, so that a form that is sent twice is answered twice the same; another card is refused
   * as `link-used`.
   */
  submit(
    linkId: string,
    card: CardDetails,
  ): Promise<Result<{ brand: string; last4: string }, { code: 'card-refused' | 'link-used' | 'link-expired' }>>;
}

/** The token of a payment page's link. */
export const paymentToken = (secret: string, linkId: string, expiresAt: Instant): string =>
  linkToken(secret, 'payment', linkId, expiresAt);

export interface PaymentPage {
  /** The form, or why there is none: 410 for a link that expired or was used, 403 for one that we did not make. */
  get(token: string, info: RequestInfo): Promise<PageResponse>;
  /** Takes the form: 200 when the card is saved, by this or an earlier use; 422 with what to correct; else as `get`. */
  post(token: string, form: URLSearchParams, info: RequestInfo): Promise<PageResponse>;
  script(): Promise<PageResponse>;
  style(): Promise<PageResponse>;
}

/** The page where card data goes, and nowhere else (procedures.md, P1). Handlers only; a server mounts them. */
export function paymentPage(deps: PaymentPageDeps): PaymentPage {
  return {
    get: (token, info) =>
      behindLink(deps, { purpose: 'payment', token, info }, (_, opened) =>
        opened.alreadyUsed ? sorry(deps, opened.language, 'used') : showForm(deps, opened, {}, {}),
      ),
    post: (token, form, info) =>
      behindLink(deps, { purpose: 'payment', token, info }, (id, opened) => takeForm(deps, id, opened, form)),
    script: () => asset(deps, 'payment.js', 'text/javascript'),
    style: () => asset(deps, 'payment.css', 'text/css'),
  };
}

async function takeForm(
  deps: PaymentPageDeps,
  linkId: string,
  opened: OpenedLink,
  fields: URLSearchParams,
): Promise<PageResponse> {
  const form = Object.fromEntries(CARD_FIELDS.map((name) => [name, fields.get(name) ?? ''])) as CardForm;
  const card = readCard(form, earliestMonth(deps.now()));
  if (!card.ok)
    return opened.alreadyUsed ? notSaved(deps, opened) : showForm(deps, opened, form, card.problem.problems);
  const stored = await deps.submit(linkId, card.value);
  if (stored.ok) return showSaved(deps, opened, stored.value);
  if (stored.problem.code === 'card-refused') return showForm(deps, opened, form, { number: 'card-refused' });
  return stored.problem.code === 'link-used' ? notSaved(deps, opened) : sorry(deps, opened.language, 'expired');
}

/** Another card came than the one that the link saved: "your card is saved" would be read as this one. */
function notSaved(deps: PaymentPageDeps, { language }: OpenedLink): PageResponse {
  const say = deps.sayIn(language);
  const page = { status: 410, language, title: say('paymentPage.used.title'), state: 'message' } as const;
  return message(deps, page, say('paymentPage.used.notSaved'));
}

/** Number and security code never come back from the server, and neither does a "name" that may be a number. */
function showForm(
  deps: PaymentPageDeps,
  opened: OpenedLink,
  { expiry, holder }: Partial<CardForm>,
  problems: FormProblems,
): PageResponse {
  const { language, organisation } = opened;
  const say = deps.sayIn(language);
  const kept = { expiry: problems.expiry ? '' : expiry, holder: problems.holder ? '' : holder };
  const view = { language, organisation, today: earliestMonth(deps.now()), testCards: deps.testCards, kept, problems };
  const status = Object.keys(problems).length > 0 ? 422 : 200;
  return respond(deps, {
    status,
    language,
    title: say('paymentPage.title'),
    state: 'form',
    main: paymentForm(say, view),
  });
}

const TICK = html`<svg class="done" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5"/></svg>`;

function showSaved(
  deps: PaymentPageDeps,
  { language }: OpenedLink,
  card: { brand: string; last4: string },
): PageResponse {
  const say = deps.sayIn(language);
  const title = say('paymentPage.saved.title');
  const main = html`${TICK}
<h1>${title}</h1>
<p class="card"><strong>${card.brand}</strong> <span>•••• ${card.last4}</span></p>
<p>${say('paymentPage.saved.text')}</p>`;
  return respond(deps, { status: 200, language, title, state: 'saved', main });
}

async function asset(deps: PaymentPageDeps, name: string, type: string): Promise<PageResponse> {
  const headers = {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  };
  return { status: 200, headers, body: await readFile(path.join(deps.builtPages, name), 'utf8') };
}
