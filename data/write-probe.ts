interface WriteProbeOptions {
  /** Writes something that changes no record. Rejects where it cannot. */
  write(): Promise<void>;
  warn(message: string): void;
  /** For how long an answer is good. */
  milliseconds: number;
}

/**
 * Knows whether something can be written by writing it: a disk says that it is full or read-only only then. However
 * often it is asked, it tries once at a time and once in a while. The operator is told when the answer changes.
 */
export class WriteProbe {
  #answer: Promise<boolean> | undefined;
  #couldWrite = true;

  constructor(private readonly options: WriteProbeOptions) {}

  ask(): Promise<boolean> {
    this.#answer ??= this.#try();
    return this.#answer;
  }

  async #try(): Promise<boolean> {
    try {
      await this.options.write();
      if (!this.#couldWrite) this.options.warn('The records can be written again.');
      this.#couldWrite = true;
    } catch (fault) {
      if (this.#couldWrite) this.options.warn(`The records cannot be written: ${String(fault)}`);
      this.#couldWrite = false;
    }
    setTimeout(() => {
      this.#answer = undefined;
    }, this.options.milliseconds).unref();
    return this.#couldWrite;
  }
}
