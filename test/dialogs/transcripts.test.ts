import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { activitiesOf } from '../../scripts/transcript.js';
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

describe('npm run transcript', function () {
  this.timeout(20_000);

  it('makes activities of a transcript as the Emulator opens them', async () => {
    const activities = await activitiesOf(path.join(FOLDER, 'fr', 'renew-by-card.txt'));
    const { scenes } = readTranscript(textOf('fr/renew-by-card.txt'));
    const said = activities.filter(({ from }) => from?.role === 'user').map(({ text }) => text);
    assert.equal(said[0], scenes[0]?.act.slice(2));
    const ids = new Set(activities.map(({ id }) => id));
    assert.equal(ids.size, activities.length);
    for (const { channelId, conversation, from, recipient, timestamp } of activities) {
      assert.equal(channelId, 'emulator');
      assert.equal(conversation?.id, 'renew-by-card');
      assert.deepEqual([from?.role, recipient?.role].sort(), ['bot', 'user']);
      assert.equal(new Date(timestamp ?? 0).toISOString().slice(0, 10), '2026-06-23');
    }
  });

  it('shows the cards of the bot and the taps of the person', async () => {
    const activities = await activitiesOf(path.join(FOLDER, 'en', 'refused-inside-the-renewal-window.txt'));
    assert.ok(activities.some(({ attachments }) => attachments?.[0]?.content.type === 'AdaptiveCard'));
    assert.ok(activities.some(({ value, from }) => from?.role === 'user' && value?.act === 'begin'));
  });
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
