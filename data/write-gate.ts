/** Knows which writes are under way, so that clearing and closing can wait for them. */
export class WriteGate {
  readonly #underWay = new Set<Promise<unknown>>();
  #clearing: Promise<unknown> | undefined;
  #closing: Promise<unknown> | undefined;

  /** Throws once the store is closed. */
  assertOpen(): void {
    if (this.#closing) throw new Error('The store is closed');
  }

  /** Runs a write, at once unless a clearing is under way. */
  async run<Value>(work: () => Promise<Value>): Promise<Value> {
    this.assertOpen();
    return this.#track(this.#clearing ? this.#clearing.then(work) : work());
  }

  /** Runs `work` while no write is under way; those that are asked for meanwhile wait. */
  async alone<Value>(work: () => Promise<Value>): Promise<Value> {
    this.assertOpen();
    const done = this.#track(Promise.allSettled(this.#underWay).then(work));
    const over: Promise<unknown> = done.then(forget, forget).then(() => this.#over(over));
    this.#clearing = over;
    return done;
  }

  /** Lets nothing in any more, waits for what is under way, and then runs `work`; a second call waits for the first. */
  async close(work: () => Promise<void>): Promise<void> {
    this.#closing ??= Promise.allSettled(this.#underWay).then(work);
    await this.#closing;
  }

  #over(clearing: Promise<unknown>): void {
    if (this.#clearing === clearing) this.#clearing = undefined;
  }

  #track<Value>(write: Promise<Value>): Promise<Value> {
    const leave = () => this.#underWay.delete(write);
    this.#underWay.add(write);
    write.then(leave, leave);
    return write;
  }
}

const forget = (): void => undefined;
