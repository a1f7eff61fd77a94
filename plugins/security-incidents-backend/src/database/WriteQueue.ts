import { isLockTimeout } from './transactionLimits';

/**
 * Runs the writes of this process on one incident one after another, so that the waiting ones hold no connection of the
 * pool. When the first one cannot get the lock in time, those that wait behind it fail with the same error.
 */
export class WriteQueue {
  readonly #tails = new Map<string, Promise<void>>();

  async run<T>(key: string, write: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const result = before.then(write);
    const tail = result.then(
      () => {},
      error => {
        if (isLockTimeout(error)) throw error;
      },
    );
    this.#tails.set(key, tail);
    const removeTail = () => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    };
    tail.then(removeTail, removeTail);
    return result;
  }

  /** The number of keys with a write that has not ended. */
  get size(): number {
    return this.#tails.size;
  }
}
