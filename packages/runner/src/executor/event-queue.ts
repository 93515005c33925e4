/** Events pushed by callbacks, read by `for await`; ends after `end`. */
export class EventQueue<T> implements AsyncIterable<T> {
  readonly #waiting: T[] = [];
  #ended = false;
  #wakeReader: () => void = () => {};
  #wakeWriters: (() => void)[] = [];

  push(event: T): void {
    this.#waiting.push(event);
    this.#wakeReader();
  }

  end(): void {
    this.#ended = true;
    this.#wakeReader();
    this.#wake();
  }

  /** Back-pressure: waits while `limit` events or more are unread. */
  async room(limit: number): Promise<void> {
    while (this.#waiting.length >= limit && !this.#ended) {
      await new Promise<void>((resolve) => this.#wakeWriters.push(resolve));
    }
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    while (true) {
      while (this.#waiting.length > 0) {
        yield this.#waiting.shift()!;
        this.#wake();
      }
      if (this.#ended) return;
      await new Promise<void>((resolve) => (this.#wakeReader = resolve));
    }
  }

  #wake(): void {
    const writers = this.#wakeWriters;
    this.#wakeWriters = [];
    for (const wake of writers) wake();
  }
}
