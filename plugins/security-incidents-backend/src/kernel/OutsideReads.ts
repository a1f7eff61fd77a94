import { ServiceUnavailableError } from '@backstage/errors';

/** Leaves a transaction for a read that must not happen within it. */
export class OutsideRead extends ServiceUnavailableError {
  constructor(readonly key: string, readonly read: () => Promise<unknown>) {
    super('The incident kept changing meanwhile; try again');
  }
}

/**
 * What a change needs and must not read within its transaction, such as an answer of the catalog: other changes of the
 * incident would wait for it. A transaction that needs an answer is rolled back, and starts again with it.
 */
export class OutsideReads {
  readonly #answers = new Map<string, unknown>();

  /**
   * @param key - names the question
   * @throws OutsideRead when the answer is not known yet
   */
  get<T>(key: string, read: () => Promise<T>): T {
    if (!this.#answers.has(key)) throw new OutsideRead(key, read);
    return this.#answers.get(key) as T;
  }

  async answer({ key, read }: OutsideRead): Promise<void> {
    this.#answers.set(key, await read());
  }
}
