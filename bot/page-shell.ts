import type messages from '../locales/en.json';
import { LANGUAGES, type Language } from '../membership/offer.js';

/** A sentence that these pages say. */
export type PageKey = keyof typeof messages;
/** Says a sentence in the reader's language. */
export type Say = (key: PageKey, values?: Record<string, string | number>) => string;

/** What a handler answers; the HTTP server only passes it on. */
export interface PageResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What a handler needs to know of a request besides its link. */
export interface RequestInfo {
  /** The Accept-Language header: whose link is not readable cannot be asked for their language. */
  acceptLanguage?: string;
}

/** What all pages need. */
export interface ShellDeps {
  sayIn(language: Language): Say;
  /** Addresses of the built script and style sheet, on this same origin. */
  assets: { script: string; style: string };
}

/** Text that is already HTML. Made by `html`, which escapes everything else that is put into it. */
export class Html {
  constructor(readonly text: string) {}
}
type Part = Html | readonly Html[] | string | number | false | undefined;

/** HTML with values put in: escaped, unless they are HTML themselves. `false` and undefined leave nothing. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((done, text, index) => done + write(parts[index - 1]) + text));
}

function write(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(write).join('');
  return part === undefined || part === false ? '' : escapeHtml(String(part));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** Who may show these pages in a frame: the hosts of Teams apps (Microsoft's "Tab requirements" page lists them). */
const FRAME_ANCESTORS = [
  'teams.microsoft.com',
  '*.teams.microsoft.com',
  '*.cloud.microsoft',
  '*.microsoft365.com',
  '*.office.com',
  'outlook.office.com',
  'outlook.office365.com',
  'outlook-sdf.office.com',
  'outlook-sdf.office365.com',
].map((host) => `https://${host}`);

/** Nothing inline and nothing of others, but the list of Teams hosts that teams-js fetches. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self' https://res.cdn.office.net",
  "form-action 'self'",
  `frame-ancestors ${FRAME_ANCESTORS.join(' ')}`,
  "base-uri 'none'",
].join('; ');

const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
};

/** A whole page. `state` tells the script what it is looking at: only `saved` closes a Teams dialog. */
export interface Page {
  status: number;
  language: Language;
  title: string;
  state: 'form' | 'saved' | 'message';
  main: Html;
}

export function respond(deps: ShellDeps, page: Page): PageResponse {
  const body = html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<link rel="stylesheet" href="${deps.assets.style}">
<script src="${deps.assets.script}" defer></script>
</head>
<body>
<main data-state="${page.state}">
${page.main}
</main>
</body>
</html>
`;
  return { status: page.status, headers: { ...PAGE_HEADERS }, body: body.text };
}

/** A page that says one thing. */
export function message(deps: ShellDeps, page: Omit<Page, 'main'>, text: string, more: Html = html``): PageResponse {
  return respond(deps, { ...page, main: html`<h1>${page.title}</h1>\n<p>${text}</p>\n${more}` });
}

const STATUS = { forged: 403, expired: 410, used: 410, fault: 500 } as const;

/** The page for a link that opens nothing (any more), or for a fault of ours. */
export function sorry(deps: ShellDeps, language: Language, why: keyof typeof STATUS): PageResponse {
  const say = deps.sayIn(language);
  const again = why === 'fault' && html`<p><a href="">${say('paymentPage.fault.again')}</a></p>`;
  const page = { status: STATUS[why], language, title: say(`paymentPage.${why}.title`), state: 'message' } as const;
  return message(deps, page, say(`paymentPage.${why}.text`), html`${again}`);
}

/** The first of our languages that a browser asks for; every kind of traditional Chinese reads zh-TW. */
export function languageOf(info: RequestInfo): Language {
  const asked = (info.acceptLanguage ?? '').split(',').map((tag) => tag.split(';')[0]?.trim().toLowerCase() ?? '');
  return asked.map(ourLanguage).find((language) => language !== undefined) ?? 'en';
}

function ourLanguage(tag: string): Language | undefined {
  if (/^zh-(tw|hk|mo|hant)/.test(tag)) return 'zh-TW';
  return LANGUAGES.find((language) => language === tag.split('-')[0]);
}
