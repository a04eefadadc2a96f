import { blankConversation } from './document-kinds.js';
import type { Documents } from './documents.js';
import { KeyedQueue } from './keyed-queue.js';
import type { ConversationRecord, Store } from './store.js';
import type { WriteGate } from './write-gate.js';

/** The turn locks. They outlive a clearing of the records, because a turn may be what clears them. */
export class Conversations {
  readonly #turns = new KeyedQueue();

  constructor(
    private readonly gate: WriteGate,
    private readonly documents: () => Documents<ConversationRecord>,
  ) {}

  /** As `Store.withConversation`. The record is the turn's own copy, and only `save` keeps it. */
  readonly run: Store['withConversation'] = async (key, turn) => {
    this.gate.assertOpen();
    return this.#turns.run(key, async () => {
      this.gate.assertOpen();
      const record = (await this.documents().read(key)) ?? blankConversation(key);
      const saving = this.#saving(record);
      return turn(record, saving.save).finally(saving.end);
    });
  };

  #saving({ key, version: first }: ConversationRecord) {
    let version = first;
    let over = false;
    const save = async (next: ConversationRecord) => {
      if (over || next.key !== key) throw new Error(`Only a turn under way can save its conversation "${key}"`);
      version += 1;
      const kept = { ...next, version };
      await this.gate.run(() => this.documents().write(kept));
    };
    const end = () => {
      over = true;
    };
    return { save, end };
  }
}
