/**
 * `npm run transcript -- <file>`: plays a transcript of test/dialogs/transcripts over the real service and writes the
 * conversation, as the channel carried it, to `<name>.transcript` in the working directory. The Bot Framework Emulator
 * opens that with File > Open transcript.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Activity } from 'botbuilder';
import { startBot } from '../test/support/start-bot.js';
import { playTranscript } from '../test/support/transcript.js';
import { readTranscript } from '../test/support/transcript-file.js';
import type { Carried } from '../test/support/transcript-person.js';

const BOT = { id: 'bot', name: 'Partner Membership Bot', role: 'bot' };
const USER = { id: 'user', name: 'User', role: 'user' };

/** How far apart the lines of the conversation are shown. */
const STEP_MS = 1000;

/** The conversation of a transcript file as the activities of a `.transcript`, the earliest first. */
export async function activitiesOf(file: string): Promise<Partial<Activity>[]> {
  const transcript = readTranscript(await readFile(file, 'utf8'));
  const bot = await startBot();
  try {
    const { carried } = await playTranscript(bot, transcript);
    const name = path.basename(file, '.txt');
    const begun = Date.parse(`${transcript.settings.date ?? '2026-06-23'}T12:00:00Z`);
    return carried.map((each, at) => recorded(each, at, name, new Date(begun + at * STEP_MS)));
  } finally {
    await bot.close();
  }
}

/** An activity as a channel keeps it: with its own ids, and without what belonged to this run only. */
function recorded({ by, activity }: Carried, at: number, name: string, when: Date): Partial<Activity> {
  const { deliveryMode, serviceUrl, replyToId, ...said } = activity;
  const isUser = by === 'user';
  const ends = isUser ? { from: USER, recipient: BOT } : { from: BOT, recipient: USER };
  const places = {
    channelId: 'emulator',
    conversation: { id: name, name, isGroup: false, conversationType: 'personal' },
  };
  return { ...said, ...places, ...ends, id: `${name}-${at + 1}`, timestamp: when } as Partial<Activity>;
}

async function main(file: string | undefined): Promise<void> {
  if (!file) throw new Error('Say which: npm run transcript -- test/dialogs/transcripts/<language>/<name>.txt');
  const target = `${path.basename(file, '.txt')}.transcript`;
  await writeFile(target, `${JSON.stringify(await activitiesOf(file), null, 2)}\n`);
  process.stdout.write(`${target} is written. In the Emulator: File > Open transcript.\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(process.argv[2]).catch((fault: Error) => {
    process.stderr.write(`${fault.message}\n`);
    process.exitCode = 1;
  });
}
