import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { type BankStep, bankStepPage, bankStepToken } from '../../bot/bank-step-page.js';
import type { PageResponse } from '../../bot/page-shell.js';
import { type OpenedLink, type PaymentPageDeps, paymentPage, paymentToken } from '../../bot/payment-page.js';
import type { Language } from '../../membership/offer.js';
import { brandOf } from '../../membership/payments/card-brands.js';
import type { CardDetails } from '../../membership/payments/gateway.js';
import { testCardOf } from '../../membership/payments/test-cards.js';
import { ok, refuse } from '../../membership/result.js';
import { buildPages } from '../../scripts/build.mjs';
import { sayIn } from './page-texts.js';

export const SECRET = 'a secret of the tests';
export const NOW = '2026-06-23T09:00:00.000Z';
const LATER = '2026-06-23T09:15:00.000Z';
const assets = { script: '/pages/payment.js', style: '/pages/payment.css' };

/** The pages on a server of their own, over links and payments that are kept in memory. */
export class PaymentServer {
  now = NOW;
  testCards = false;
  /** Set to make the next `open` throw. */
  fault: Error | undefined;
  readonly links = new Map<string, OpenedLink>();
  readonly cards = new Map<string, CardDetails>();
  readonly steps = new Map<string, BankStep & { decision?: string }>();
  readonly faults: unknown[] = [];
  private readonly builtPages = mkdtempSync(path.join(tmpdir(), 'pages-'));
  private readonly http = createServer(async (request, response) => {
    const { status, headers, body } = await this.route(request);
    // Not chained: where restify has been loaded in the same process, its writeHead answers nothing.
    response.writeHead(status, headers);
    response.end(body);
  });

  async start(): Promise<void> {
    await buildPages(this.builtPages);
    this.http.listen(0, '127.0.0.1');
    await once(this.http, 'listening');
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
    rmSync(this.builtPages, { recursive: true });
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /** The path of a new payment page. */
  newLink(language: Language = 'en', organisation = 'Contoso', expiresAt = LATER): string {
    const id = `link-${this.links.size + 1}`;
    this.links.set(id, { language, organisation, alreadyUsed: false });
    return `/pay/${paymentToken(SECRET, id, expiresAt)}`;
  }

  /** The path of a new bank step. */
  newStep(language: Language = 'en', amount = '$475.00'): string {
    const key = `order-${this.steps.size + 1}/1`;
    const card = { brand: 'Visa', last4: '3220' };
    this.steps.set(key, { language, organisation: 'Contoso', amount, card, waiting: true });
    return `/bank/${bankStepToken(SECRET, key, LATER)}`;
  }

  private route(request: IncomingMessage): Promise<PageResponse> {
    const [, kind, token = ''] = (request.url ?? '').split('/');
    const page = kind === 'pay' ? this.payment : this.bank;
    const info = { acceptLanguage: request.headers['accept-language'] };
    if (request.url === assets.script) return this.payment.script();
    if (request.url === assets.style) return this.payment.style();
    if (request.method === 'GET') return page.get(token, info);
    return text(request).then((body) => page.post(token, new URLSearchParams(body), info));
  }

  private get shared() {
    const onFault = (error: unknown): void => void this.faults.push(error);
    return { secret: SECRET, now: () => this.now, sayIn, assets, onFault };
  }

  private get payment() {
    const { testCards, builtPages } = this;
    const open = async (id: string) => this.openLink(id);
    return paymentPage({ ...this.shared, testCards, builtPages, open, submit: this.submit });
  }

  private openLink(id: string): ReturnType<typeof ok<OpenedLink>> | ReturnType<typeof refuse<{ code: string }>> {
    if (this.fault) throw this.fault;
    const link = this.links.get(id);
    return link ? ok(link) : refuse({ code: 'unknown-link' });
  }

  private submit: PaymentPageDeps['submit'] = async (id, card) => {
    if (!testCardOf(card.number)) return refuse({ code: 'card-refused' });
    const link = this.links.get(id);
    if (!link || (this.cards.get(id)?.number ?? card.number) !== card.number) return refuse({ code: 'link-used' });
    link.alreadyUsed = true;
    this.cards.set(id, card);
    return ok({ brand: brandOf(card.number).name, last4: card.number.slice(-4) });
  };

  private get bank() {
    return bankStepPage({
      ...this.shared,
      open: async (key) => {
        const step = this.steps.get(key);
        return step ? ok(step) : refuse({ code: 'unknown-step' });
      },
      decide: async (key, decision) => {
        const step = this.steps.get(key);
        if (step) Object.assign(step, { decision, waiting: false });
        return decision === 'approve' ? 'approved' : 'declined';
      },
    });
  }
}
