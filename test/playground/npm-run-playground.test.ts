import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describe('npm run playground', function () {
  this.timeout(120_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let child: ChildProcess | undefined;
  let output: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    output = '';
  });

  afterEach(async () => {
    if (child?.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
    await folder.remove();
  });

  /** Starts it as npm does, with a bot that listens on this port. */
  function start(botPort: number): ChildProcess {
    const settings = { PORT: String(botPort), DATA_FOLDER: `${folder.path}/data`, PLAYGROUND_PORT: '0' };
    const env = { ...process.env, ...settings, M365_AGENTS_PLAYGROUND_LOGFILE: `${folder.path}/playground.log` };
    child = spawn(process.execPath, ['scripts/playground.mjs'], { cwd: ROOT, env, stdio: 'pipe' });
    child.stdout?.on('data', (part) => (output += part));
    child.stderr?.on('data', (part) => (output += part));
    return child;
  }

  /** The address that it prints. */
  async function pageToOpen(started: ChildProcess): Promise<string> {
    const ended = once(started, 'close');
    for (;;) {
      const page = /Open (\S+) in a browser/.exec(output)?.[1];
      if (page) return page;
      if (started.exitCode !== null) throw new Error(`It ended: ${output}`);
      await Promise.race([once(started.stdout ?? started, 'data'), ended]);
    }
  }

  it('starts the bot and the Playground, prints the page to open, and ends both', async () => {
    const botPort = await freePort();
    const started = start(botPort);
    const page = await pageToOpen(started);
    assert.match(await (await fetch(page)).text(), /Microsoft 365 Agents Playground/);
    assert.equal((await fetch(`http://127.0.0.1:${botPort}/health/ready`)).status, 200);
    started.kill('SIGTERM');
    assert.deepEqual(await once(started, 'exit'), [0, null]);
    await assert.rejects(fetch(page));
    await assert.rejects(fetch(`http://127.0.0.1:${botPort}/health/ready`));
  });

  it('ends at once where the bot cannot start, and says why', async () => {
    const other = createServer((_, answer) => {
      answer.statusCode = 404;
      answer.end();
    });
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as { port: number };
    const [code] = await once(start(port), 'close');
    other.closeAllConnections();
    other.close();
    assert.equal(code, 1);
    assert.match(output, new RegExp(`PORT ${port} is in use`));
    assert.doesNotMatch(output, /in a browser/);
  });
});
