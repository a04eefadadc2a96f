import { join } from '../membership/actions/join.js';
import { isZone } from '../membership/calendar.js';
import { organisationName } from '../membership/joining.js';
import { CURRENCIES, type Currency, isCurrency } from '../membership/money.js';
import { type Country, knownCountry, type Language } from '../membership/offer.js';
import { adminsOf } from '../membership/partner.js';
import type { Choice, Message } from './message.js';
import { draftOf, Procedure, type Reading } from './procedure.js';
import { acceptsOffered, chooseFrom, chooseOrYesNo } from './steps/choose.js';
import { catalogueOf, dateText, orText, type Said, type Turn, turnOf } from './turn.js';
import { readEmail, readName } from './understanding/contact.js';
import { placesIn } from './understanding/ordinal.js';
import { unitsOf } from './understanding/units.js';
import { readYesNo } from './understanding/yes-no.js';
import { zoneNamed } from './understanding/zone.js';

interface JoinDraft {
  partnerId?: string;
  organisation?: string;
  country?: string;
  currency?: Currency;
  zone?: string;
  contactName?: string;
  contactEmail?: string;
  confirmed?: boolean;
}

/** P0: a visitor's organisation joins the network; the visitor becomes its first administrator [decision]. */
export const joinNetwork: Procedure<JoinDraft> = new Procedure<JoinDraft>('join', 'label.joinNow', 1, [
  async (step) => {
    const turn = turnOf(step);
    const refused = await refusal(turn);
    if (refused) await turn.send(refused);
    if (refused) return step.endDialog();
    draftOf<JoinDraft>(step).partnerId ??= turn.ports.newId();
    await turn.send(introduction(turn));
    return step.next();
  },
  {
    field: 'organisation',
    about: 'join.organisationAbout',
    freeText: true,
    ask: (_draft, turn) => ({ text: turn.say('join.organisation') }),
    read: (said, _draft, turn) => {
      const typed = typedOrTapped(said);
      const isNoName = readYesNo(typed) !== undefined || /^(https?:|www\.)|^\S+@\S+$/i.test(typed.trim());
      if (isNoName) return { again: turn.say('join.organisationEmpty') };
      const name = organisationName(typed);
      if (name.ok) return { keep: { organisation: name.value } };
      const { code } = name.problem;
      return { again: turn.say(code === 'organisation-empty' ? 'join.organisationEmpty' : 'join.organisationTooLong') };
    },
  },
  {
    field: 'country',
    about: 'join.countryAbout',
    ask: (_draft, turn) => ({
      text: turn.say('join.country'),
      choices: proposedCountries(turn).map((country) => countryChoice(country, turn)),
    }),
    read: readCountry,
  },
  {
    field: 'currency',
    about: 'join.currencyAbout',
    ask: (draft, turn) => ({
      text: turn.say('join.currency', { country: countryName(draft, turn) }),
      choices: currencyChoices(draft, turn),
    }),
    read: (said, draft, turn) => {
      if (!said.tap && readYesNo(said.text) === 'yes') return { keep: { currency: countryOf(draft, turn).currency } };
      const read = chooseFrom(said, currencyChoices(draft, turn), turn);
      return 'chosen' in read && isCurrency(read.chosen)
        ? { keep: { currency: read.chosen } }
        : { again: turn.say('join.currencyWrong') };
    },
  },
  {
    field: 'zone',
    about: 'join.zoneAbout',
    ask: (draft, turn) => ({
      text: turn.say('join.zone', { zone: zoneText(countryOf(draft, turn).zone) }),
      choices: [zoneChoice(draft, turn)],
    }),
    read: readZone,
  },
  {
    field: 'contactName',
    about: 'join.contactAbout',
    freeText: true,
    ask: (_draft, turn) => ({ text: turn.say('join.contactName'), ...ownName(turn) }),
    read: (said, _draft, turn) => {
      const [own] = ownName(turn).choices ?? [];
      const name = own && acceptsOffered(said) ? own.value : readName(typedOrTapped(said));
      return name ? { keep: { contactName: name } } : { again: turn.say('contact.contactNameWrong') };
    },
  },
  {
    field: 'contactEmail',
    about: 'join.contactAbout',
    ask: (_draft, turn) => ({ text: turn.say('join.contactEmail') }),
    read: (said, _draft, turn) => {
      const email = readEmail(typedOrTapped(said));
      return email ? { keep: { contactEmail: email } } : { again: turn.say('contact.contactEmailWrong') };
    },
  },
  {
    field: 'confirmed',
    about: 'join.reviewAbout',
    ask: (draft, turn) => askReview(draft, turn),
    read: (said, _draft, turn) => {
      const read = chooseOrYesNo<string>(said, reviewChoices(turn), turn, { yes: 'join', no: 'stop' });
      if ('again' in read) return { again: turn.say('join.reviewNotUnderstood', { join: turn.say('label.joinNow') }) };
      if (read.chosen === 'change') return { back: 'organisation' };
      return read.chosen === 'stop' ? { stop: true } : { keep: { confirmed: true } };
    },
  },
  async (step) => {
    const turn = turnOf(step);
    await turn.send(await joinNow(draftOf<JoinDraft>(step), turn));
    return step.endDialog();
  },
]);

const typedOrTapped = (said: Said): string => (said.tap ? String(said.tap.data.value ?? '') : said.text);

/** Who is a member already, or whose organisation is, does not join again (house.md: sent to its admins). */
async function refusal(turn: Turn): Promise<Message | undefined> {
  const { speaker } = turn;
  if (!turn.personal) return { text: turn.say('channel.personalOnly') };
  if (speaker.kind === 'agent') return { text: turn.say('agent.partnersOnly') };
  if (speaker.kind === 'member') {
    return { text: turn.say('join.alreadyMember', { organisation: speaker.account.organisation }) };
  }
  if (speaker.anonymous) return { text: turn.say('join.signInFirst') };
  const joined = speaker.tenant && (await turn.ports.store.partnerOfTenant(speaker.tenant));
  return joined ? tenantJoined(joined, turn) : undefined;
}

/** The same person joined in another conversation meanwhile. */
function alreadyMember(organisation: string, { speaker, say }: Turn): Message {
  const name = speaker.kind === 'member' ? speaker.account.organisation : organisation;
  return { text: say('join.alreadyMember', { organisation: name }) };
}

async function tenantJoined(partnerId: string, turn: Turn): Promise<Message> {
  const account = await turn.ports.store.account(partnerId);
  const admins = account ? adminsOf(account).map((admin) => admin.name) : [];
  return {
    text: turn.say('join.tenantJoined', { organisation: account?.organisation ?? '', admins: orText(turn, admins) }),
  };
}

function introduction(turn: Turn): Message {
  const { membership } = catalogueOf(turn).links;
  const label = turn.say('label.joinNow');
  return {
    text: turn.say('join.intro', { join: label }),
    links: [{ label: turn.say('link.membership'), url: membership }],
  };
}

/** Where most partners who read a language are; any other country is typed. */
const LIKELY_COUNTRIES: Record<Language, string[]> = {
  en: ['US', 'GB', 'CA', 'AU', 'IN'],
  fr: ['FR', 'BE', 'CH', 'CA', 'LU'],
  ja: ['JP'],
  ko: ['KR'],
  'zh-TW': ['TW', 'HK', 'MO'],
};

function proposedCountries(turn: Turn): Country[] {
  const { countries } = catalogueOf(turn);
  const likely = LIKELY_COUNTRIES[turn.language];
  return likely.flatMap((code) => countries.filter((country) => country.code === code));
}

const countryChoice = (country: Country, turn: Turn): Choice => ({
  value: country.code,
  label: country.name[turn.language],
  also: [...Object.values(country.name), ...country.aliases],
});

/**
 * A country by its button, number or place among the buttons, else by its name among all of them. A code of two letters
 * counts only by itself: many of them are words.
 */
function readCountry(said: Said, _draft: JoinDraft, turn: Turn): Reading<JoinDraft> {
  const { countries } = catalogueOf(turn);
  const proposed = proposedCountries(turn);
  const choicesOf = (among: Country[]) => among.map((country) => countryChoice(country, turn));
  const byCode = said.tap ? undefined : countryOfCode(said.text, countries, proposed);
  if (byCode) return { keep: { country: byCode.code } };
  const isPlace = !said.tap && placesIn(unitsOf(said.text), proposed.length).length > 0;
  const read = chooseFrom(said, choicesOf(isPlace ? proposed : countries), turn);
  return 'chosen' in read ? { keep: { country: read.chosen } } : { again: turn.say('join.countryWrong') };
}

/** In capitals any country's, in small letters one of those that were proposed: "no" and "at" are no countries. */
function countryOfCode(text: string, all: Country[], proposed: Country[]): Country | undefined {
  const typed = text.trim();
  const byCapitals = all.find(({ code }) => code === typed && readYesNo(typed) === undefined);
  return byCapitals ?? proposed.find(({ code }) => code === typed.toUpperCase() && code !== 'IN');
}

const countryOf = (draft: JoinDraft, turn: Turn): Country => knownCountry(catalogueOf(turn), draft.country as string);

const countryName = (draft: JoinDraft, turn: Turn): string => countryOf(draft, turn).name[turn.language];

function currencyChoices(draft: JoinDraft, turn: Turn): Choice[] {
  const { currency } = countryOf(draft, turn);
  const others = CURRENCIES.filter((each) => each !== currency);
  const names = new Intl.DisplayNames(turn.language, { type: 'currency' });
  return [currency, ...others].map((code) => ({ value: code, label: `${names.of(code)} (${code})`, also: [code] }));
}

/** A zone as people write it; IANA's `Etc/GMT-9` is what everybody else calls UTC+9. */
const zoneText = (zone: string): string =>
  zone
    .replace(/^Etc\/GMT([+-])(\d+)$/, (_, sign, hours) => `UTC${sign === '-' ? '+' : '-'}${hours}`)
    .replaceAll('_', ' ');

const zoneChoice = (draft: JoinDraft, turn: Turn): Choice => {
  const { zone } = countryOf(draft, turn);
  return { value: zone, label: turn.say('join.zoneUse', { zone: zoneText(zone) }), also: [zone, zoneText(zone)] };
};

function readZone(said: Said, draft: JoinDraft, turn: Turn): Reading<JoinDraft> {
  if (!said.tap && readYesNo(said.text) === 'yes') return { keep: { zone: countryOf(draft, turn).zone } };
  const typed = zoneNamed(said.text);
  if (typed && isZone(typed)) return { keep: { zone: typed } };
  const read = chooseFrom(said, [zoneChoice(draft, turn)], turn);
  return 'chosen' in read ? { keep: { zone: read.chosen } } : { again: turn.say('join.zoneWrong') };
}

function ownName(turn: Turn): Pick<Message, 'choices'> {
  const name = turn.speaker.kind === 'visitor' ? readName(turn.speaker.name ?? '') : undefined;
  return name ? { choices: [{ value: name, label: name }] } : {};
}

const reviewChoices = (turn: Turn): Choice[] => [
  { value: 'join', label: turn.say('label.joinNow'), style: 'positive' },
  { value: 'change', label: turn.say('join.change') },
  { value: 'stop', label: turn.say('label.stop') },
];

function askReview(draft: JoinDraft, turn: Turn): Message {
  return {
    text: turn.say('join.review', { join: turn.say('label.joinNow') }),
    parts: [
      {
        facts: [
          [turn.say('join.organisationLabel'), draft.organisation ?? ''],
          [turn.say('join.countryLabel'), countryName(draft, turn)],
          [turn.say('join.currencyLabel'), draft.currency ?? ''],
          [turn.say('join.zoneLabel'), zoneText(draft.zone ?? '')],
          [turn.say('join.contactLabel'), `${draft.contactName} (${draft.contactEmail})`],
        ],
      },
      { text: turn.say('join.role'), subtle: true },
    ],
    choices: reviewChoices(turn),
  };
}

async function joinNow(draft: JoinDraft, turn: Turn): Promise<Message> {
  const { speaker } = turn;
  const { organisation = '', contactName = '', contactEmail = '', currency = 'USD', zone = 'UTC' } = draft;
  const tenant = speaker.kind === 'visitor' ? speaker.tenant : undefined;
  const country = countryOf(draft, turn);
  const joining = { organisation, country, currency, zone, contactName, contactEmail, person: speaker.person, tenant };
  const joined = await join(turn.ports, joining, draft.partnerId as string);
  await turn.refresh();
  if (!joined.ok)
    return joined.problem.what === 'person' ? alreadyMember(organisation, turn) : tenantJoined(joined.problem.by, turn);
  return welcomeMember(joined.value.mpnId, joined.value.joinedOn, organisation, turn);
}

function welcomeMember(mpnId: string, joinedOn: string, organisation: string, turn: Turn): Message {
  return {
    text: turn.say('join.done', { organisation }),
    parts: [
      {
        facts: [
          [turn.say('membership.mpnId'), mpnId],
          [turn.say('membership.since'), dateText(turn, joinedOn)],
        ],
      },
    ],
    begin: [
      { procedure: 'subscribe', label: turn.say('menu.subscribe') },
      { procedure: 'levels', label: turn.say('menu.levels') },
    ],
  };
}
