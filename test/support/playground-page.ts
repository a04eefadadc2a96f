import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';

const PATIENCE_SECONDS = 30;

/** Spaces of every kind and line breaks are drawn as one space, or not at all. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The Playground's page in a real browser: a person reads what the bot says, types, and taps buttons of its cards. */
export class PlaygroundPage {
  /** Messages that were read last: from this one … */
  private from = 0;
  /** … to before this one. */
  private next = 0;

  private constructor(readonly page: Page) {}

  /** Opens it in a window of its own, and stays on this machine: the Playground would fetch its fonts elsewhere. */
  static async open(browser: Browser, url: string): Promise<PlaygroundPage> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 960 }, locale: 'en-US' });
    await context.route(/^https:/, (route) => route.abort());
    context.setDefaultTimeout(PATIENCE_SECONDS * 1000);
    const page = await context.newPage();
    await page.goto(url);
    return new PlaygroundPage(page);
  }

  /** Loads the page again: it forgets what it showed, and tells the bot once more that somebody has arrived. */
  async reload(): Promise<void> {
    await this.page.reload();
    this.from = 0;
    this.next = 0;
    await this.logs('conversationUpdate 200');
  }

  /** Types a message and sends it. */
  async say(text: string): Promise<void> {
    await this.page.locator('[role=textbox][data-lexical-editor]').click();
    await this.page.keyboard.insertText(text);
    await this.page.getByRole('button', { name: 'Send Message' }).click();
  }

  /** Waits until the bot has said each of these since what was read last; answers all that it has said since. */
  async reads(...sentences: string[]): Promise<string> {
    return this.until(`the bot to say ${sentences.map((each) => `"${each}"`).join(' and ')}`, async () => {
      const said = await this.messages.allInnerTexts();
      const text = plain(said.slice(this.next).join(' '));
      if (!sentences.every((sentence) => text.includes(plain(sentence)))) return undefined;
      [this.from, this.next] = [this.next, said.length];
      return text;
    });
  }

  /** Taps a button of the cards that were read last. */
  async tap(title: string): Promise<void> {
    const button = `button[aria-label=${JSON.stringify(title)}]`;
    await (await this.inCards(title, (message) => message.locator(button))).click();
  }

  /** Taps a button that opens another page; answers that page. */
  async follow(title: string): Promise<Page> {
    const [opened] = await Promise.all([this.page.waitForEvent('popup'), this.tap(title)]);
    return opened;
  }

  /** Fills in a field of the cards that were read last. */
  async fill(label: string, value: string): Promise<void> {
    await (await this.inCards(label, (message) => message.getByLabel(label, { exact: true }))).fill(value);
  }

  /** Waits for a line in the Playground's own log, which is beside the conversation. */
  async logs(line: string): Promise<void> {
    await this.page.getByText(line).last().waitFor();
  }

  /** What the bot said last, and where a picture of the page is kept. */
  async evidence(): Promise<string> {
    const said = (await this.messages.allInnerTexts()).slice(-3).map(plain);
    const picture = path.join(mkdtempSync(path.join(tmpdir(), 'playground-failure-')), 'page.png');
    await this.page.screenshot({ path: picture });
    return [`The page is ${picture}`, 'The bot said last:', ...said].join('\n');
  }

  /** Keeps a picture of the page for whoever runs the tests with SHOTS=<folder>. */
  async shoot(name: string, page = this.page): Promise<void> {
    if (process.env.SHOTS) await page.screenshot({ path: path.join(process.env.SHOTS, `${name}.png`) });
  }

  close = (): Promise<void> => this.page.context().close();

  private get messages(): Locator {
    return this.page.locator('.fai-OutputCard');
  }

  /** Older cards stay on the page, and may have a button of the same name. */
  private async inCards(name: string, find: (message: Locator) => Locator): Promise<Locator> {
    return this.until(`a card with "${name}"`, async () => {
      const found = (await this.messages.all()).slice(this.from).map(find);
      const counts = await Promise.all(found.map((each) => each.count()));
      return found[counts.findLastIndex((count) => count > 0)];
    });
  }

  private async until<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> {
    for (const deadline = Date.now() + PATIENCE_SECONDS * 1000; ; await delay(100)) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`Waited ${PATIENCE_SECONDS} seconds for ${what}`);
    }
  }
}
