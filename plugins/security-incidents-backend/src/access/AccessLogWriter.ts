import { LRUCache } from 'lru-cache';
import type { IncidentViews } from '../incidents/store/IncidentViews';
import type { IncidentRecord } from '../kernel/records';

const HOUR_MS = 60 * 60 * 1000;
const MAX_KNOWN = 10_000;

/**
 * Records who read a restricted incident. It writes after the answer is sent: a failure is logged and affects no reader.
 */
export class AccessLogWriter {
  readonly #pending = new Set<Promise<void>>();
  /** Views that are already stored: a page makes four calls at once, and again after each change. */
  readonly #known = new LRUCache<string, true>({ max: MAX_KNOWN });

  constructor(
    private readonly options: {
      views: IncidentViews;
      clock(): Date;
      /** Receives failed writes. */
      onProblem(message: string, error: Error): void;
    },
  ) {}

  recordView(incident: IncidentRecord, viewer: string): void {
    if (incident.visibility !== 'restricted') return;
    const now = this.options.clock();
    const hour = Math.floor(now.getTime() / HOUR_MS);
    const name = `${hour} ${incident.seq} ${viewer}`;
    if (this.#known.has(name)) return;
    this.#known.set(name, true);
    const saved = this.#save(incident, viewer, now.toISOString(), name);
    this.#pending.add(saved);
    saved.finally(() => this.#pending.delete(saved));
  }

  /** Waits until all views so far are stored. */
  async flush(): Promise<void> {
    await Promise.all(this.#pending);
  }

  async #save(
    incident: IncidentRecord,
    viewer: string,
    at: string,
    name: string,
  ) {
    // Sends the response first.
    await new Promise(resolve => setImmediate(resolve));
    try {
      await this.options.views.save(incident, { viewer, at });
    } catch (error) {
      this.#known.delete(name);
      this.options.onProblem(
        `A view of incident ${incident.id} could not be stored`,
        error as Error,
      );
    }
  }
}
