import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Locator, Page, Response } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { PaymentServer } from './payment-server.js';

/** Lines of the console that only repeat the status of a page, which the tests look at themselves. */
const STATUS_LINE = /Failed to load resource: the server responded with a status of (403|410|422|500)/;

export const GOOD_CARD = { number: '4242424242424242', expiry: '0828', cvc: '123', holder: 'Hanako Yamada' };

export const textOf = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? '';

/** A browser on the pages of a server of its own. After each test it asserts that nothing complained. */
export class PaymentBrowser {
  readonly server = new PaymentServer();
  page!: Page;
  private browser!: Browser;
  private complaints: string[] = [];

  async start(): Promise<void> {
    await this.server.start();
    this.browser = await launchBrowser();
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await this.server.stop();
  }

  /** A new window with nothing in it; its viewport, language, colours and so on are `options`. */
  async open(options: BrowserContextOptions = {}): Promise<void> {
    await this.page?.context().close();
    const context = await this.browser.newContext({ viewport: { width: 520, height: 900 }, ...options });
    this.page = await context.newPage();
    this.complaints = [];
    this.page.on('pageerror', (error) => this.complaints.push(String(error)));
    this.page.on('console', (line) => {
      const matters = ['error', 'warning'].includes(line.type()) && !STATUS_LINE.test(line.text());
      if (matters) this.complaints.push(line.text());
    });
  }

  assertNoComplaints(): void {
    assert.deepEqual(this.complaints, [], 'the browser complained');
    assert.deepEqual(this.server.faults, []);
  }

  show = (path: string): Promise<Response | null> => this.page.goto(this.server.origin + path);
  field = (name: string): Locator => this.page.locator(`#${name}`);
  errorOf = (name: string): Promise<string> => textOf(this.page.locator(`#${name}-error`));
  heading = (): Promise<string> => textOf(this.page.locator('h1'));
  focused = (): Promise<string> => this.page.evaluate<string>('document.activeElement.id');
  submit = (): Promise<void> => this.page.locator('button').click();
  saved = (): Promise<unknown> => this.page.waitForSelector('[data-state=saved]');

  /** Types a good card, but for what is given. */
  async fill(card: Partial<typeof GOOD_CARD>): Promise<void> {
    for (const [name, value] of Object.entries({ ...GOOD_CARD, ...card })) {
      await this.field(name).fill('');
      await this.field(name).pressSequentially(value);
    }
  }

  /** Keeps a picture of the page for whoever runs the tests with SHOTS=<folder>. */
  async shoot(name: string): Promise<void> {
    if (process.env.SHOTS) await this.page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
  }
}

/** A payment browser for the tests of a `describe`: started before them, a new window for each, closed after. */
export function usePaymentBrowser(): PaymentBrowser {
  const browser = new PaymentBrowser();
  before(() => browser.start());
  after(() => browser.stop());
  beforeEach(() => browser.open());
  afterEach(() => browser.assertNoComplaints());
  return browser;
}
