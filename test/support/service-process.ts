import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

/** The real service in a process of its own, as `npm start` runs it, so that it can be killed. */
export class ServiceProcess {
  private child?: ChildProcess;
  output = '';

  private constructor(
    readonly url: string,
    private readonly environment: Record<string, string>,
  ) {}

  /** Starts it on a free port with this data folder; resolves when it is ready. */
  static async start(dataFolder: string, settings: Record<string, string> = {}): Promise<ServiceProcess> {
    const port = await freePort();
    const environment = { PORT: String(port), DATA_FOLDER: dataFolder, LOG_LEVEL: 'info', ...settings };
    const service = new ServiceProcess(`http://127.0.0.1:${port}`, environment);
    await service.restart();
    return service;
  }

  async restart(): Promise<void> {
    const child = spawn(process.execPath, [START], { env: { ...process.env, ...this.environment }, stdio: 'pipe' });
    this.child = child;
    child.stdout?.on('data', (part) => (this.output += part));
    child.stderr?.on('data', (part) => (this.output += part));
    for (let tries = 0; tries < 600; tries += 1) {
      if (child.exitCode !== null) throw new Error(`The service ended at start: ${this.output}`);
      const ready = await fetch(`${this.url}/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ready) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The service did not become ready: ${this.output}`);
  }

  /** Ends it with a signal; answers its exit code, null where the signal ended it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }
}

/** A port of this machine that nothing listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
