import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Instant } from '../membership/calendar.js';
import type { Language } from '../membership/offer.js';
import { CARD_FIELDS, type CardForm, earliestMonth, readCard } from '../membership/payments/card-rules.js';
import type { CardDetails } from '../membership/payments/gateway.js';
import type { Result } from '../membership/result.js';
import { html, languageOf, type PageResponse, type RequestInfo, respond, type ShellDeps, sorry } from './page-shell.js';
import { type FormProblems, paymentForm } from './payment-form.js';
import { readLink, signLink } from './signed-link.js';

/** For whom the page is, and whether its one use is still to come. */
export interface OpenedLink {
  language: Language;
  organisation: string;
  alreadyUsed: boolean;
}

export interface PaymentPageDeps extends ShellDeps {
  /** Signs the links. */
  secret: string;
  now(): Instant;
  /** Whether to list the sandbox's test cards. */
  testCards: boolean;
  /** Folder that `buildPages` wrote to. */
  builtPages: string;
  /** Looks a link up without using it: link previews fetch pages too. */
  open(linkId: string): Promise<Result<OpenedLink>>;
  /** Stores the card and uses the link, both or neither, however often it is asked. */
  submit(
    linkId: string,
    card: CardDetails,
  ): Promise<Result<{ brand: string; last4: string }, { code: 'card-refused' | 'link-used' | 'link-expired' }>>;
  /** Told of faults, for which the person sees an apology. */
  onFault(error: unknown): void;
}

/** The token of a payment page's link. */
export const paymentToken = (secret: string, linkId: string, expiresAt: Instant): string =>
  signLink(secret, { purpose: 'payment', id: linkId }, expiresAt);

export interface PaymentPage {
  /** The form, or why there is none: 410 for a link that expired or was used, 403 for one that we did not make. */
  get(token: string, info: RequestInfo): Promise<PageResponse>;
  /** Takes the form: 200 when the card is saved, 422 with what to correct, else as `get`. */
  post(token: string, form: URLSearchParams, info: RequestInfo): Promise<PageResponse>;
  script(): Promise<PageResponse>;
  style(): Promise<PageResponse>;
}

/** The page where card data goes, and nowhere else (procedures.md, P1). Handlers only; a server mounts them. */
export function paymentPage(deps: PaymentPageDeps): PaymentPage {
  return {
    get: (token, info) => guarded(deps, token, info, async (_, opened) => showForm(deps, opened, {}, {})),
    post: (token, form, info) => guarded(deps, token, info, (id, opened) => takeForm(deps, id, opened, form)),
    script: () => asset(deps, 'payment.js', 'text/javascript'),
    style: () => asset(deps, 'payment.css', 'text/css'),
  };
}

/** Lets only a good link through to `page`, and turns a fault into an apology. */
async function guarded(
  deps: PaymentPageDeps,
  token: string,
  info: RequestInfo,
  page: (linkId: string, opened: OpenedLink) => Promise<PageResponse>,
): Promise<PageResponse> {
  try {
    const link = readLink(deps.secret, token, deps.now());
    if (!link.ok && link.problem.code === 'expired-link') return sorry(deps, languageOf(info), 'expired');
    if (!link.ok || link.value.purpose !== 'payment') return sorry(deps, languageOf(info), 'forged');
    const opened = await deps.open(link.value.id ?? '');
    if (!opened.ok) return sorry(deps, languageOf(info), 'expired');
    if (opened.value.alreadyUsed) return sorry(deps, opened.value.language, 'used');
    return await page(link.value.id ?? '', opened.value);
  } catch (error) {
    deps.onFault(error);
    return sorry(deps, languageOf(info), 'fault');
  }
}

async function takeForm(
  deps: PaymentPageDeps,
  linkId: string,
  opened: OpenedLink,
  fields: URLSearchParams,
): Promise<PageResponse> {
  const form = Object.fromEntries(CARD_FIELDS.map((name) => [name, fields.get(name) ?? ''])) as CardForm;
  const card = readCard(form, earliestMonth(deps.now()));
  if (!card.ok) return showForm(deps, opened, form, card.problem.problems);
  const stored = await deps.submit(linkId, card.value);
  if (stored.ok) return showSaved(deps, opened, stored.value);
  if (stored.problem.code === 'card-refused') return showForm(deps, opened, form, { number: 'card-refused' });
  return sorry(deps, opened.language, stored.problem.code === 'link-used' ? 'used' : 'expired');
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
