import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

const COMMAND = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')),
  'cli.js',
);

/** How long the page may take to show what the bot said, on a machine that does much else. */
const PATIENCE_MS = 30_000;

/** The Microsoft 365 Agents Playground in a process of its own, connected to a bot. */
export class PlaygroundProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(botUrl: string): Promise<PlaygroundProcess> {
    const settings = ['start', '--dt', '--app-endpoint', `${botUrl}/api/messages`, '--port', '0'];
    const env = { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' };
    const child = spawn(process.execPath, [COMMAND, ...settings], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const port = await new Promise<string>((resolve, reject) => {
      const read = (part: Buffer) => {
        output += part;
        const found = /Listening on (\d+)/.exec(output)?.[1];
        if (found) resolve(found);
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', () => reject(new Error(`The Playground ended: ${output}`)));
    });
    return new PlaygroundProcess(child, `http://127.0.0.1:${port}`);
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}

/** A person at the Playground's page: writes, taps, and reads what comes. */
export class PlaygroundPerson {
  private constructor(readonly page: Page) {}

  /** Opens the page and waits for the bot's first card. */
  static async open(browser: Browser, url: string): Promise<PlaygroundPerson> {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(url);
    const person = new PlaygroundPerson(page);
    await person.box.waitFor();
    await page.getByRole('button', { name: 'Join now' }).first().waitFor();
    return person;
  }

  /** Writes a message, then waits for an answer that holds this text. */
  async say(text: string, answer: string): Promise<void> {
    await this.hearing(answer, async () => {
      await this.box.click();
      await this.page.keyboard.insertText(text);
      await this.page.keyboard.press('Enter');
    });
  }

  /** Taps the latest button whose label begins so, then waits for an answer. */
  async tap(label: string, answer: string): Promise<void> {
    await this.hearing(answer, () => this.button(label).click());
  }

  /** Does something, and waits until this text stands on the page once more than before. */
  async hearing(text: string, act: () => Promise<unknown>): Promise<void> {
    const said = this.page.getByText(text);
    const before = await said.count();
    await act();
    await said.nth(before).waitFor({ state: 'attached' });
  }

  /** Follows the latest link with this label, in the window that a browser opens for it. */
  async follow(label: string): Promise<Page> {
    const opened = this.page.context().waitForEvent('page');
    await this.page.getByRole('link', { name: label }).last().click();
    return opened;
  }

  /** A field of the latest card, by its label. */
  field(label: string): Locator {
    return this.page.getByLabel(label).last();
  }

  private button(label: string): Locator {
    return this.page.getByRole('button', { name: label }).last();
  }

  private get box(): Locator {
    return this.page.getByRole('textbox').last();
  }
}
