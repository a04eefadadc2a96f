import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelAddresses, Load, Loaded } from './channel.js';
import { Child, freePort, here } from './children.js';
import { greetings, type People, peopleFor, plainTalks, renewals } from './conversations.js';
import { median, megabytes, quantile, short, withRange } from './numbers.js';
import { seedService } from './seed.js';
import { APP_ID, type Contender, contenders, environmentFor, inFolder } from './servers.js';
import { printTable } from './table.js';

/** Conversations that go on at the same time. */
const AT_ONCE = 16;
/** Rounds that are not measured: code gets warm. */
const WARM_UP = 5;

interface Usage {
  /** Microseconds of CPU since the process began, user and system. */
  cpu: number;
  /** Bytes. */
  resident: number;
  peak: number;
}

interface Round extends Loaded {
  cpuPerTurn: number;
  resident: number;
  peak: number;
}

interface Racer {
  contender: Contender;
  server: Child;
  port: number;
  talk(round: number): Load['conversations'];
  rounds: Round[];
}

/** Compares our renewal with a plain waterfall and a plain echo, in alternating rounds, and prints what came of it. */
export async function compareTurns({ rounds, conversations }: { rounds: number; conversations: number }) {
  await inFolder(async (folder) => {
    const people = peopleFor(conversations, rounds + WARM_UP);
    const channel = new Child(here('channel.ts'));
    const addresses = await channel.next<ChannelAddresses>();
    const racers = await start(folder, people, addresses);
    try {
      await race(racers, channel, people, rounds);
    } finally {
      await Promise.all([...racers.map(({ server }) => server.end()), channel.end()]);
    }
    report(racers);
  });
}

async function start(folder: string, people: People, addresses: ChannelAddresses): Promise<Racer[]> {
  await seedService(`${folder}/data-store`, people.total);
  const { ours, waterfall, echo } = await contenders(folder);
  const plain = () => plainTalks(people);
  const talks = [(round: number) => renewals(people, round), plain, plain];
  return Promise.all(
    [ours, waterfall, echo].map(async (contender, index) => {
      const port = await freePort();
      const env = environmentFor(addresses, port, contender.folder);
      const options = { env, cwd: folder, execArgv: ['--import', here('servers/meter.mjs')] };
      const server = new Child(contender.file, [], options);
      return { contender, server, port, talk: talks[index] ?? plain, rounds: [] };
    }),
  );
}

async function race(racers: Racer[], channel: Child, people: People, rounds: number): Promise<void> {
  for (const { port } of racers) await listening(port);
  const [ours] = racers;
  if (ours) await channel.ask<Loaded>(loadOf(ours.port, greetings(people)));
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    for (const racer of racers) {
      const measured = await oneRound(racer, channel, round);
      if (round >= WARM_UP) racer.rounds.push(measured);
    }
  }
}

const loadOf = (port: number, conversations: Load['conversations']): Load => ({
  port,
  appId: APP_ID,
  atOnce: AT_ONCE,
  conversations,
});

async function oneRound({ server, port, talk }: Racer, channel: Child, round: number): Promise<Round> {
  const before = await server.ask<Usage>({});
  const loaded = await channel.ask<Loaded>(loadOf(port, talk(round)));
  const { cpu, resident, peak } = await server.ask<Usage>({});
  return { ...loaded, cpuPerTurn: (cpu - before.cpu) / loaded.turns, resident, peak };
}

/** Waits until a server answers anything at all, half a minute at most. */
async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(50);
  }
  throw new Error(`Nobody listens on ${port}`);
}

function report(racers: Racer[]): void {
  printTable(
    'A turn, Bot Connector authentication on, replies through the connector (medians of the rounds)',
    ['', 'turns/s', 'p50 ms', 'p99 ms', 'CPU µs/turn', 'resident', 'peak'],
    racers.map(({ contender, rounds }) => row(contender.name, rounds)),
  );
  const [ours, waterfall, echo] = racers.map(({ rounds }) => rounds.map(({ cpuPerTurn }) => cpuPerTurn));
  const ratios = (of: number[] = [], to: number[] = []) =>
    withRange(of.map((value, round) => value / (to[round] ?? NaN)));
  printTable(
    'CPU per turn, ratio round by round',
    ['', 'median (lowest to highest)'],
    [
      ['ours : plain waterfall', ratios(ours, waterfall)],
      ['ours : plain echo', ratios(ours, echo)],
      ['plain waterfall : plain echo', ratios(waterfall, echo)],
    ],
  );
}

const row = (name: string, rounds: Round[]): string[] => [
  name,
  short(median(rounds.map(({ turns, seconds }) => turns / seconds))),
  short(median(rounds.map(({ latencies }) => quantile(latencies, 0.5)))),
  short(median(rounds.map(({ latencies }) => quantile(latencies, 0.99)))),
  withRange(rounds.map(({ cpuPerTurn }) => cpuPerTurn)),
  megabytes(median(rounds.map(({ resident }) => resident))),
  megabytes(Math.max(...rounds.map(({ peak }) => peak))),
];
