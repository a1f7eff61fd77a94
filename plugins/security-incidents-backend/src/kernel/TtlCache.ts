import { LRUCache } from 'lru-cache';

const DEFAULT_MAX = 10_000;

/**
 * Caches asynchronous answers by key, on a monotonic clock. Concurrent callers share one pending answer; a failed one is not
 * cached. A full cache drops the least recently used answer.
 */
export class TtlCache<T> {
  readonly #answers?: LRUCache<string, Promise<T>>;

  constructor(options: {
    /** How long an answer is valid; 0 turns the cache off. */
    ttlMs: number;
    max?: number;
    /** Only tests set it. */
    now?: () => number;
  }) {
    const { ttlMs, max = DEFAULT_MAX, now } = options;
    if (ttlMs === 0) return;
    this.#answers = new LRUCache({
      max,
      ttl: ttlMs,
      ttlResolution: 0,
      ...(now && { perf: { now } }),
    });
  }

  async get(key: string, load: () => Promise<T>): Promise<T> {
    const answers = this.#answers;
    if (!answers) return load();
    const known = answers.get(key);
    if (known) return known;
    const answer = load();
    answers.set(key, answer);
    try {
      return await answer;
    } catch (error) {
      if (answers.peek(key) === answer) answers.delete(key);
      throw error;
    }
  }
}
