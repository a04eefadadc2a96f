import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.js';
import { PlaygroundPage } from './playground-page.js';
import { PlaygroundProcess } from './playground-process.js';
import { ServiceProcess } from './service-process.js';
import { temporaryFolder } from './temporary-folder.js';

const LINES_OF_EVIDENCE = 12;

/** What a new user has before them: the bot and the Playground, each a process of its own, and the page in a browser. */
export class Playground {
  service!: ServiceProcess;
  chat!: PlaygroundPage;
  private folder?: Awaited<ReturnType<typeof temporaryFolder>>;
  private tool?: PlaygroundProcess;

  /** Starts all of it on a new data folder, with the page open. */
  async start(browser: Browser): Promise<void> {
    this.folder = await temporaryFolder();
    this.service = await ServiceProcess.start(`${this.folder.path}/data`);
    this.tool = await PlaygroundProcess.start(this.service.url, this.folder.path);
    this.chat = await PlaygroundPage.open(browser, this.tool.url);
  }

  /** Ends whatever has been started, and removes the folder. */
  async end(): Promise<void> {
    await this.chat?.close();
    await this.tool?.end();
    await this.service?.end('SIGKILL');
    await this.folder?.remove();
  }

  /** What to look at when a test has failed: the page, what the bot said, and the last lines of both processes. */
  async evidence(): Promise<string> {
    const lines = (output = '') => output.trim().split('\n').slice(-LINES_OF_EVIDENCE).join('\n');
    const page = await this.chat?.evidence().catch((error: unknown) => `There is no picture: ${error}`);
    return [page, "The bot's log:", lines(this.service?.output), "The Playground's:", lines(this.tool?.output)].join(
      '\n',
    );
  }
}

/** A Playground for the tests of a `describe`: a new one for each. Where one fails, it prints what was seen. */
export function usePlayground(): Playground {
  const playground = new Playground();
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  beforeEach(() => playground.start(browser));
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.error(await playground.evidence());
    await playground.end();
  });
  after(() => browser?.close());
  return playground;
}
