import type { WaterfallStepContext } from 'botbuilder-dialogs';
import { join } from '../membership/actions/join.js';
import { isZone } from '../membership/calendar.js';
import { organisationName } from '../membership/joining.js';
import { CURRENCIES, type Currency, isCurrency } from '../membership/money.js';
import { type Country, knownCountry } from '../membership/offer.js';
import { adminsOf } from '../membership/partner.js';
import type { Choice, Message } from './message.js';
import { draftOf, Procedure, type Reading } from './procedure.js';
import { acceptsOffered, chooseFrom } from './steps/choose.js';
import { countryChoices, readCountry } from './steps/country.js';
import { type JoinReviewDraft, joinReviewSteps, zoneText } from './steps/join-review.js';
import { catalogueOf, dateText, orText, type Said, type Turn, turnOf } from './turn.js';
import { readEmail, readName } from './understanding/contact.js';
import type { Detail } from './understanding/detail.js';
import { readYesNo, saysToKeep } from './understanding/yes-no.js';
import { zoneNamed } from './understanding/zone.js';

interface JoinDraft extends JoinReviewDraft {
  partnerId?: string;
}

/** P0: a visitor's organisation joins the network; the visitor becomes its first administrator [decision]. */
export const joinNetwork: Procedure<JoinDraft> = new Procedure<JoinDraft>('join', 'join.title', 1, [
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
    ask: ({ organisation }, turn) => ({ text: turn.say('join.organisation'), ...offering(organisation) }),
    read: readOrganisation,
  },
  {
    field: 'country',
    about: 'join.countryAbout',
    ask: ({ country }, turn) => ({ text: turn.say('join.country'), choices: countryChoices(country, turn) }),
    read: (said, draft, turn) => {
      const country = readCountry(said, draft.country, turn);
      if (!country) return { again: turn.say('join.countryWrong') };
      // Currency and time zone were proposed for the country before.
      return { keep: country === draft.country ? { country } : { country, currency: undefined, zone: undefined } };
    },
  },
  {
    field: 'currency',
    about: 'join.currencyAbout',
    ask: (draft, turn) => ({
      text: turn.say('join.currency', { country: countryName(draft, turn) }),
      choices: currencyChoices(draft, turn),
    }),
    read: (said, draft, turn) => {
      if (acceptsOffered(said)) return { keep: { currency: currencyOf(draft, turn) } };
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
      text: turn.say('join.zone', { zone: zoneText(zoneOf(draft, turn)) }),
      choices: [zoneChoice(draft, turn)],
    }),
    read: readZone,
  },
  {
    field: 'contactName',
    about: 'join.contactAbout',
    freeText: true,
    ask: (draft, turn) => ({ text: turn.say('join.contactName'), ...offering(knownName(draft, turn)) }),
    read: (said, draft, turn) => {
      const known = acceptsOffered(said) ? knownName(draft, turn) : undefined;
      const name = known ?? readName(typedOrTapped(said));
      return name ? { keep: { contactName: name } } : { again: turn.say('contact.contactNameWrong') };
    },
  },
  {
    field: 'contactEmail',
    about: 'join.contactAbout',
    ask: ({ contactEmail }, turn) => ({ text: turn.say('join.contactEmail'), ...offering(contactEmail) }),
    read: (said, { contactEmail }, turn) => {
      const known = acceptsOffered(said) ? contactEmail : undefined;
      const email = known ?? readEmail(typedOrTapped(said));
      return email ? { keep: { contactEmail: email } } : { again: turn.say('contact.contactEmailWrong') };
    },
  },
  ...joinReviewSteps(),
  (step) => {
    const draft = draftOf<JoinDraft>(step);
    const { confirmed, change = 'nothing' } = draft;
    if (confirmed) return step.next();
    delete draft.change;
    return change === 'nothing' ? joinNetwork.rewind(step, 'confirmed') : changeDetail(change, step);
  },
  async (step) => {
    const turn = turnOf(step);
    await turn.send(await joinNow(draftOf<JoinDraft>(step), turn));
    return step.endDialog();
  },
]);

function readOrganisation(said: Said, { organisation }: JoinDraft, turn: Turn): Reading<JoinDraft> {
  if (organisation && acceptsOffered(said)) return { keep: { organisation } };
  const typed = typedOrTapped(said);
  const name = organisationName(typed);
  // "Yes" may answer the introduction, and a link is no name.
  const isNoName =
    readYesNo(typed) !== undefined || saysToKeep(typed) || /^(https?:|www\.)|^\S+@\S+$/i.test(typed.trim());
  if (name.ok && !isNoName) return { keep: { organisation: name.value } };
  const isTooLong = !name.ok && name.problem.code === 'organisation-too-long';
  return { again: turn.say(isTooLong ? 'join.organisationTooLong' : 'join.organisationEmpty') };
}

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

const countryOf = (draft: JoinDraft, turn: Turn): Country => knownCountry(catalogueOf(turn), draft.country as string);

const countryName = (draft: JoinDraft, turn: Turn): string => countryOf(draft, turn).name[turn.language];

/** The currency that is proposed: the one chosen before, else the country's. */
const currencyOf = (draft: JoinDraft, turn: Turn): Currency => draft.currency ?? countryOf(draft, turn).currency;

const zoneOf = (draft: JoinDraft, turn: Turn): string => draft.zone ?? countryOf(draft, turn).zone;

function currencyChoices(draft: JoinDraft, turn: Turn): Choice[] {
  const currency = currencyOf(draft, turn);
  const others = CURRENCIES.filter((each) => each !== currency);
  const names = new Intl.DisplayNames(turn.language, { type: 'currency' });
  return [currency, ...others].map((code) => ({ value: code, label: `${names.of(code)} (${code})`, also: [code] }));
}

const zoneChoice = (draft: JoinDraft, turn: Turn): Choice => {
  const zone = zoneOf(draft, turn);
  return { value: zone, label: turn.say('join.zoneUse', { zone: zoneText(zone) }), also: [zone, zoneText(zone)] };
};

function readZone(said: Said, draft: JoinDraft, turn: Turn): Reading<JoinDraft> {
  if (acceptsOffered(said)) return { keep: { zone: zoneOf(draft, turn) } };
  const typed = zoneNamed(said.text);
  if (typed && isZone(typed)) return { keep: { zone: typed } };
  const read = chooseFrom(said, [zoneChoice(draft, turn)], turn);
  return 'chosen' in read ? { keep: { zone: read.chosen } } : { again: turn.say('join.zoneWrong') };
}

/** The name that was given before, or that the channel knows. */
function knownName({ contactName }: JoinDraft, { speaker }: Turn): string | undefined {
  return contactName ?? (speaker.kind === 'visitor' ? readName(speaker.name ?? '') : undefined);
}

/** What is known already, to be accepted with one tap. */
const offering = (known: string | undefined): Pick<Message, 'choices'> =>
  known ? { choices: [{ value: known, label: known }] } : {};

/** Asks for one detail again; the review follows with all of them. */
function changeDetail(detail: Detail, step: WaterfallStepContext) {
  delete draftOf<JoinDraft>(step).confirmed;
  return joinNetwork.change(step, detail);
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
