import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const CLI = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')),
  'cli.js',
);
const PATIENCE_SECONDS = 60;

/** The Microsoft 365 Agents Playground in a process of its own, on a free port, as `npm run playground` starts it. */
export class PlaygroundProcess {
  output = '';

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (part) => (this.output += part));
    child.stderr?.on('data', (part) => (this.output += part));
  }

  /** Starts it in front of this bot; it writes its log below `folder`. Resolves when its page can be opened. */
  static async start(botUrl: string, folder: string): Promise<PlaygroundProcess> {
    const settings = ['--dt', '--app-endpoint', `${botUrl}/api/messages`, '--port', '0'];
    const env = { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' };
    const child = spawn(process.execPath, [CLI, 'start', ...settings], { cwd: folder, env, stdio: 'pipe' });
    const playground = new PlaygroundProcess(child);
    for (const deadline = Date.now() + PATIENCE_SECONDS * 1000; !playground.port; await delay(50)) {
      if (child.exitCode !== null) throw new Error(`The Playground ended at start: ${playground.output}`);
      if (Date.now() > deadline) throw new Error(`The Playground did not start: ${playground.output}`);
    }
    return playground;
  }

  /** The page to open in a browser. */
  get url(): string {
    return `http://localhost:${this.port}/`;
  }

  async end(): Promise<void> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** It says which port it listens on: it takes another one where the wanted one is in use. */
  private get port(): string | undefined {
    return /Listening on (\d+)/.exec(this.output)?.[1];
  }
}
