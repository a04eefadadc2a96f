import type { DurableFiles } from './durable-files.js';
import { shardedPath } from './file-name.js';
import type { Store } from './store.js';
import type { WriteGate } from './write-gate.js';

/** Bytes that people attached, each file under its id. They never change; an account names those that count. */
export class Attachments {
  constructor(
    private readonly gate: WriteGate,
    private readonly files: DurableFiles,
    private readonly folder: () => string,
  ) {}

  readonly keep: Store['keepFile'] = (id, content) => this.gate.run(() => this.files.write(this.#pathOf(id), content));

  readonly read: Store['file'] = async (id) => {
    this.gate.assertOpen();
    return this.files.disk.read(this.#pathOf(id));
  };

  readonly drop: Store['dropFile'] = (id) => this.gate.run(() => this.files.remove(this.#pathOf(id)));

  #pathOf(id: string): string {
    return shardedPath(this.folder(), id, '.bin');
  }
}
