import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BotUnderTest, startBot } from '../support/start-bot.js';
import { playTranscript } from '../support/transcript.js';
import { readTranscript, writeTranscript } from '../support/transcript-file.js';

const FOLDER = fileURLToPath(new URL('./transcripts/', import.meta.url));
const UPDATE = process.env.UPDATE_TRANSCRIPTS === '1';

describe('The bot has these conversations, as their transcripts say', function () {
  this.timeout(90_000);
  let bot: BotUnderTest;
  const alone = new Map<string, Promise<string>>();

  before(async () => {
    bot = await startBot();
    for (const file of transcripts().filter(isAlone)) alone.set(file, playAlone(file));
  });

  after(() => bot.close());

  for (const file of transcripts().sort((a, b) => Number(isAlone(a)) - Number(isAlone(b)))) {
    it(file.replace(/\.txt$/, '').replaceAll('-', ' '), async () => {
      const played = await (alone.get(file) ?? play(bot, file));
      if (UPDATE) writeFileSync(path.join(FOLDER, file), played);
      else assert.equal(played, textOf(file));
    });
  }
});

function transcripts(): string[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.txt')).sort();
}

function textOf(file: string): string {
  return readFileSync(path.join(FOLDER, file), 'utf8');
}

/** It waits for a slow card, say: a bot of its own has this conversation while the others go on. */
function isAlone(file: string): boolean {
  return /^alone: yes$/m.test(textOf(file));
}

async function play(bot: BotUnderTest, file: string): Promise<string> {
  const { played } = await playTranscript(bot, readTranscript(textOf(file)));
  return writeTranscript(played);
}

async function playAlone(file: string): Promise<string> {
  const bot = await startBot();
  return play(bot, file).finally(() => bot.close());
}
