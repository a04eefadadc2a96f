import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelAddresses, Loaded } from './channel.js';
import { Child, freePort, here } from './children.js';
import { median, short, withRange } from './numbers.js';
import { seedService } from './seed.js';
import { APP_ID, type Contender, contenders, environmentFor, inFolder } from './servers.js';
import { printTable } from './table.js';

/** Partners whose service is started; the store reads none of them at start. */
const PARTNERS = 100;
const POLL_MS = 5;
/** Starts after which the files are in the system's cache; not measured. */
const WARM_UP = 2;

/** Measures from the start of a process to its first answered message, alternating ours and the plain waterfall. */
export async function compareStarts({ rounds }: { rounds: number }): Promise<void> {
  await inFolder(async (folder) => {
    await seedService(`${folder}/data-store`, PARTNERS);
    const { ours, waterfall } = await contenders(folder);
    const channel = new Child(here('channel.ts'));
    const addresses = await channel.next<ChannelAddresses>();
    const times = { ours: [] as number[], waterfall: [] as number[] };
    for (let round = 0; round < WARM_UP + rounds; round += 1) {
      const took = await startOnce(ours, channel, addresses, round);
      const plain = await startOnce(waterfall, channel, addresses, round);
      if (round < WARM_UP) continue;
      times.ours.push(took);
      times.waterfall.push(plain);
    }
    await channel.end();
    report(times);
  });
}

/** Milliseconds. The first message is a person's first, so that ours says welcome and saves where they can be found. */
async function startOnce(
  { file, folder }: Contender,
  channel: Child,
  addresses: ChannelAddresses,
  person: number,
): Promise<number> {
  const port = await freePort();
  const env = environmentFor(addresses, port, folder);
  const begun = performance.now();
  const server = spawn(process.execPath, [file], { env, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    await accepting(port);
    const conversations = [{ person: person % PARTNERS, lines: [{ text: 'hello', expect: 'text' }] }];
    await channel.ask<Loaded>({ port, appId: APP_ID, atOnce: 1, conversations });
    return performance.now() - begun;
  } finally {
    const gone = once(server, 'exit');
    server.kill('SIGTERM');
    await gone;
  }
}

/** Waits until connections are accepted. */
async function accepting(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const accepted = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (accepted) return;
    await sleep(POLL_MS);
  }
}

function report({ ours, waterfall }: { ours: number[]; waterfall: number[] }): void {
  const ratios = ours.map((value, round) => value / (waterfall[round] ?? Number.NaN));
  printTable(
    'From the start of the process to the first answered message',
    ['', 'ms, median (lowest to highest)'],
    [
      ['ours (dist/main.js)', withRange(ours)],
      ['plain waterfall', withRange(waterfall)],
      ['ratio round by round', withRange(ratios)],
      ['difference of the medians', short(median(ours) - median(waterfall))],
    ],
  );
}
