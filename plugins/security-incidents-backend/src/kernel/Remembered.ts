const MOST_ENTRIES = 10_000;

/**
 * Answers that are worth keeping for a short while, by key. Whoever asks while an answer is under way gets the same one; one
 * that failed is not kept.
 */
export class Remembered<T> {
  readonly #entries = new Map<string, { until: number; answer: Promise<T> }>();

  constructor(
    private readonly options: {
      /** How long an answer holds; 0 keeps none. */
      forMs: number;
      clock: () => Date;
      /** How many answers are kept; they are forgotten together. */
      mostEntries?: number;
    },
  ) {}

  async get(key: string, ask: () => Promise<T>): Promise<T> {
    const { forMs, clock, mostEntries = MOST_ENTRIES } = this.options;
    if (forMs === 0) return ask();
    const now = clock().getTime();
    const known = this.#entries.get(key);
    if (known && known.until > now) return known.answer;
    if (this.#entries.size >= mostEntries) this.#entries.clear();
    const entry = { until: now + forMs, answer: ask() };
    this.#entries.set(key, entry);
    try {
      return await entry.answer;
    } catch (error) {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
      throw error;
    }
  }
}
