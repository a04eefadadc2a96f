import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A file in this folder. */
export const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** A process of the bench's own that is asked one thing at a time. */
export class Child {
  readonly process: ChildProcess;
  private readonly gone: Promise<never>;

  constructor(file: string, args: string[] = [], options: ForkOptions = {}) {
    this.process = fork(file, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], ...options });
    this.gone = once(this.process, 'exit').then(([code]) => {
      throw new Error(`${file} ended with ${code}`);
    });
    this.gone.catch(() => undefined);
  }

  /** What it says next. Rejects where it ends instead. */
  async next<Answer>(): Promise<Answer> {
    const [answer] = await Promise.race([once(this.process, 'message'), this.gone]);
    return answer as Answer;
  }

  ask<Answer>(question: object): Promise<Answer> {
    const answer = this.next<Answer>();
    this.process.send(question);
    return answer;
  }

  /** Ends it as an operator would, and waits until it is gone. */
  async end(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
