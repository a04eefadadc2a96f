import type { Activity } from 'botbuilder';
import type { Store } from '../data/store.js';
import type { Speaker } from '../dialogs/turn.js';
import type { PersonId } from '../membership/partner.js';
import type { Tester } from './tester.js';

/** The person belongs to a partner whose account cannot be read now: not a stranger, who would be asked to join. */
export class RecordsUnavailable extends Error {
  override name = 'RecordsUnavailable';
}

/** Who a person is before membership is looked up. */
interface Person {
  person: PersonId;
  tenant?: string;
  name?: string;
  agent?: boolean;
  /** Nobody vouches for who this is: the client said so. */
  anonymous?: boolean;
}

/**
 * Decides who speaks. An Entra id counts only on msteams, whose token was validated before; elsewhere the person is a
 * visitor until signed in. In tester mode a persona stands in for that (house.md).
 */
export async function speakerOf(activity: Activity, store: Store, tester: Tester | undefined): Promise<Speaker> {
  const who = tester ? tester.personOf(activity) : personOf(activity);
  if (who.agent) return { kind: 'agent', person: who.person, name: who.name ?? '' };
  return speakerFor(who, store);
}

/** The same for a known person, when the bot speaks of its own accord. */
export async function speakerFor({ person, tenant, name, anonymous }: Person, store: Store): Promise<Speaker> {
  const partnerId = await store.partnerOfPerson(person);
  const account = partnerId ? await store.account(partnerId) : undefined;
  if (partnerId && !account) throw new RecordsUnavailable(`The account of partner ${partnerId} cannot be read`);
  const member = account?.members.find((each) => each.person === person);
  if (!account || !member) return { kind: 'visitor', person, tenant, name, ...(anonymous ? { anonymous } : {}) };
  return { kind: 'member', person, account, member };
}

function personOf(activity: Activity): Person {
  const { from, channelId, conversation } = activity;
  const tenant =
    conversation?.tenantId ?? (activity.channelData as { tenant?: { id?: string } } | undefined)?.tenant?.id;
  const name = from?.name;
  if (channelId === 'msteams' && from?.aadObjectId && tenant) {
    return { person: `entra:${tenant}/${from.aadObjectId}`, tenant, name };
  }
  // A client of these channels chooses its user id, but not the conversation's: whoever knows an id is not that person.
  return { person: `visitor:${channelId}/${conversation?.id}/${from?.id}`, name, anonymous: true };
}
