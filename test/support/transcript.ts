/**
 * Plays transcripts: conversations as files, in test/dialogs/transcripts/<language>/.
 *
 *     persona: northwind-admin          who it is (see `tester as`); `visitor` where it is left out
 *     date: 2026-06-23                  the day, at 12:00 UTC (this one, where it is left out)
 *     ---
 *     # a remark
 *     > renouveler                      the person types
 *     Bot: Voici un premier aperçu …    the bot's text
 *          | Microsoft Action Pack      a line of its card
 *          {Nom du contact: Camille}    a field of a form, with what stands in it
 *          [Suivant] [Arrêter]          its buttons; a link shows where it leads
 *     > [Suivant]                       the person taps; the latest card with this button
 *     > [Suivant] earlier               … the card before that one
 *     > [Buy for …]                     a label may be shortened; the update writes it out
 *     > [Buy] twice                     two taps at once
 *     > [Envoyer] {Numéro: 01; …}       a tap with fields filled in
 *     * card 4242 4242 4242 4242 saved  the person fills in the payment page
 *     * code written                  the person writes the invitation code that was shown last
 *     * bank approve | bank decline     … answers on their bank's page
 *     * notice                          the bot says something by itself
 *     * 3 notices                       … so many things, one after the other
 *     * arrives                         the channel announces the person
 *     * again                           the channel delivers the last message again
 *     * photo                           a message without text
 *     * file offer.pdf                the person sends a file
 *     * long text                       10,000 characters
 *     * restart                         the service stops, and starts again on the same data
 *
 * More settings: `locale` (of the client), `language` (chosen by the person), `channel` (emulator), `place: channel`,
 * `delivery: normal` (replies are posted to the channel), `arrives: no` (the channel announced nobody).
 * `~` stands for what differs each time a transcript is played. What the person does is written by hand; with UPDATE_TRANSCRIPTS=1 the tests
 * write the bot's lines anew, to be read before they are committed.
 */
import type { Activity } from 'botbuilder';
import type { BotUnderTest } from './start-bot.js';
import type { Scene, Transcript } from './transcript-file.js';
import { linesOf } from './transcript-lines.js';
import { type Carried, Person } from './transcript-person.js';

type Heard = Partial<Activity>[];

/** The same conversation as the bot has it today, and every activity of it as the channel carried it. */
export async function playTranscript(
  bot: BotUnderTest,
  { settings, scenes }: Transcript,
): Promise<{ played: Transcript; carried: Carried[] }> {
  const person = await prepare(bot, settings);
  const begun = person.carried.length;
  const played: Scene[] = [];
  for (const scene of scenes) {
    const act = scene.act.replace(/(?<=^> \[).+?(?=\])/, (label) => person.wholeLabel(label));
    played.push({ ...scene, act, heard: (await play(act, person, bot)).flatMap(linesOf) });
  }
  return { played: { settings, scenes: played }, carried: person.carried.slice(begun) };
}

/** Demo data as of the day, the persona, its language; then the person opens the chat. */
async function prepare(bot: BotUnderTest, settings: Record<string, string>): Promise<Person> {
  const person = new Person(bot, settings);
  await person.say(`tester reset ${settings.date ?? '2026-06-23'}`);
  await person.say(`tester as ${settings.persona ?? 'visitor'}`);
  if (settings.language) await person.say(`tester locale ${settings.language}`);
  if (settings.arrives !== 'no') await person.arrive();
  return person;
}

async function play(act: string, person: Person, bot: BotUnderTest): Promise<Heard> {
  try {
    const what = act.slice(1).trim();
    return await (act.startsWith('>') ? playWords(what, person) : playEvent(what, person, bot));
  } catch (fault) {
    throw new Error(`At "${act}": ${(fault as Error).message}`, { cause: fault });
  }
}

async function playWords(words: string, person: Person): Promise<Heard> {
  const [, label, fields, how] = /^\[(.+?)\](?:\s*\{(.*)\})?(?:\s+(earlier|twice))?$/.exec(words) ?? [];
  if (!label) return person.say(words);
  const tap = () => person.tapOf(label, readFields(fields), how === 'earlier');
  if (how !== 'twice') return person.send(tap());
  return (await Promise.all([person.send(tap()), person.send(tap())])).flat();
}

const readFields = (fields = ''): Record<string, string> =>
  Object.fromEntries(
    fields
      .split(';')
      .map((field) => field.split(/:(.*)/).map((part) => part.trim()))
      .filter(([label]) => label),
  );

async function playEvent(event: string, person: Person, bot: BotUnderTest): Promise<Heard> {
  const file = /^file (.+)$/.exec(event)?.[1];
  if (file) return person.send(person.activity({ attachments: [sentFile(file)] }));
  const card = /^card ([\d ]+) saved$/.exec(event)?.[1];
  if (card) return person.saveCard(card);
  const notices = /^(\d+) notices$/.exec(event)?.[1];
  if (notices) return person.waitForNotice(Number(notices));
  switch (event) {
    case 'code written':
      return person.writeCode();
    case 'bank approve':
      return person.answerBank('approve');
    case 'bank decline':
      return person.answerBank('decline');
    case 'notice':
      return person.waitForNotice();
    case 'arrives':
      return person.arrive();
    case 'again':
      return person.sendAgain();
    case 'photo':
      return person.send(person.activity({ attachments: [{ contentType: 'image/png', contentUrl: 'data:,' }] }));
    case 'long text':
      return person.say('renew my subscription please '.repeat(345));
    case 'restart':
      await bot.restart();
      return [];
    default:
      throw new Error(`There is no event "${event}"`);
  }
}

/** As the Emulator sends a file: its content is a small one of its kind. */
function sentFile(name: string) {
  const content = name.endsWith('.pdf') ? '%PDF-1.7' : name.endsWith('.png') ? '\x89PNG\r\n\x1a\n' : 'MZ\0';
  const contentUrl = `data:application/octet-stream;base64,${Buffer.from(content, 'latin1').toString('base64')}`;
  return { contentType: 'application/octet-stream', contentUrl, name };
}
