import { randomBytes } from 'node:crypto';
import type { ConversationRecord } from '../data/store.js';
import { render } from '../dialogs/cards/render.js';
import { noticeMessage } from '../dialogs/notices.js';
import { readLocale } from '../dialogs/understanding/language.js';
import { sayIn } from '../locales/text.js';
import { claim, giveUp, markDelivered, postpone, stillHas } from '../membership/actions/notices.js';
import type { Ports } from '../membership/actions/ports.js';
import type { Notice } from '../membership/notice.js';
import { memberOf, type PartnerAccount, type PartnerId, type PersonId } from '../membership/partner.js';
import type { Delivery, PartnerAdapter } from './adapter.js';
import { ConnectorError } from './connector-client.js';
import type { Save } from './dialog-turn.js';
import type { Log } from './log.js';
import { drawsCards } from './places.js';

/**
 * What became of sending to one place. `refused`: the person has blocked or removed the bot; `elsewhere`: somebody else
 * speaks there now.
 */
type Outcome = 'sent' | 'failed' | 'refused' | 'elsewhere';

/** The channel's answers that mean so (Microsoft Learn on proactive messages: 403 where the bot is blocked, 404 where the conversation is gone). */
const REFUSALS = new Set([403, 404]);

/**
 * Sends the notices that no turn has told: each claimed first, so that it is not sent twice, and taken out once the
 * channel has it. Who cannot be reached finds them at the head of their next turn (issue 2).
 */
export class Outbox {
  /** What is being sent, by partner: one at a time for each, so that a slow channel holds up nobody else. */
  private readonly running = new Map<PartnerId, Promise<void>>();

  constructor(
    private readonly ports: () => Ports,
    private readonly adapter: PartnerAdapter,
    private readonly log: Log,
  ) {}

  /** Sends what waits for one partner's people, soon. */
  kick(partnerId: PartnerId): void {
    const before = this.running.get(partnerId) ?? Promise.resolve();
    const next = before.then(() => this.deliver(partnerId)).catch((fault) => void this.failed(fault));
    this.running.set(partnerId, next);
    void next.then(() => this.running.get(partnerId) === next && this.running.delete(partnerId));
  }

  /** Sends whatever waits and is due. */
  async run(): Promise<void> {
    const waiting = await this.ports().store.partnersWithNotices();
    for (const partnerId of waiting) if (!this.running.has(partnerId)) this.kick(partnerId);
    await Promise.all(this.running.values());
  }

  private async deliver(partnerId: PartnerId): Promise<void> {
    const by = `outbox-${randomBytes(5).toString('hex')}`;
    for (const notice of await claim(this.ports(), partnerId, by)) {
      const outcome = await this.send(partnerId, notice, by).catch((fault) => this.failed(fault));
      if (outcome === 'sent') await markDelivered(this.ports(), partnerId, [notice]);
      else if (outcome === 'refused') await this.leave(partnerId, notice);
      else await postpone(this.ports(), partnerId, notice);
    }
  }

  /** Who blocked or removed the bot is not tried again; what waits stands at the head of their next turn, if one comes. */
  private async leave(partnerId: PartnerId, notice: Notice): Promise<void> {
    const { id, kind } = notice;
    this.log.warn({ notice: id, kind }, 'a notice was given up: the person has blocked or removed the bot');
    await giveUp(this.ports(), partnerId, notice);
  }

  private async send(partnerId: PartnerId, notice: Notice, by: string): Promise<Outcome> {
    const { store } = this.ports();
    const account = await store.account(partnerId);
    const member = account && memberOf(account, notice.to);
    const places = member ? ((await store.person(member.person))?.places ?? []) : [];
    const outcomes: Outcome[] = [];
    for (const { conversation } of places.toReversed()) {
      if (!account || !member) break;
      const outcome = await this.sendTo(conversation, member.person, account, notice, by);
      if (outcome === 'sent') return 'sent';
      outcomes.push(outcome);
    }
    const tried = outcomes.filter((outcome) => outcome !== 'elsewhere');
    return tried.length && tried.every((outcome) => outcome === 'refused') ? 'refused' : 'failed';
  }

  /** Within the turn lock, so that a notice never falls between the lines of a turn. */
  private async sendTo(
    key: string,
    person: PersonId,
    account: PartnerAccount,
    notice: Notice,
    by: string,
  ): Promise<Outcome> {
    return this.ports().store.withConversation(key, async (record, save) => {
      if (record.person !== person || !record.reference || !record.personal) return 'elsewhere';
      // A turn may have told it while this waited for the lock: then it is done.
      if (!(await stillHas(this.ports(), account.id, by, notice))) return 'sent';
      return this.tell(record, account, notice, save);
    });
  }

  private async tell(
    record: ConversationRecord,
    account: PartnerAccount,
    notice: Notice,
    save: Save,
  ): Promise<Outcome> {
    const language = memberOf(account, notice.to)?.language ?? readLocale(record.locale) ?? 'en';
    const message = noticeMessage(notice, account, { language, say: sayIn(language), ports: this.ports() });
    // What has become pointless meanwhile (a bank's step that is over) counts as told.
    if (!message || !record.reference) return message ? 'elsewhere' : 'sent';
    let outcome: Outcome = 'failed';
    await this.adapter.tell(record.reference, async (context) => {
      await context.sendActivity(render(message, { language, cards: drawsCards(context.activity.channelId) }));
      outcome = outcomeOf(await this.adapter.flush(context));
    });
    // What it offers is now what the last message offers.
    const kept = (outcome as Outcome) === 'sent' ? save({ ...record, offered: message.begin }) : undefined;
    await kept?.catch((err) => this.log.warn({ err }, 'what a notice offers was not kept'));
    return outcome;
  }

  private failed(fault: unknown): 'failed' {
    this.log.warn({ err: fault }, 'a notice could not be sent; it is tried again');
    return 'failed';
  }
}

function outcomeOf(deliveries: readonly Delivery[]): Outcome {
  const errors = deliveries.flatMap(({ error }) => (error === undefined ? [] : [error]));
  if (!errors.length) return 'sent';
  return errors.some((error) => error instanceof ConnectorError && REFUSALS.has(error.status ?? 0))
    ? 'refused'
    : 'failed';
}
