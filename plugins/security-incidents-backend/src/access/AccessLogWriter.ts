import type { IncidentViews } from '../incidents/store/IncidentViews';
import type { IncidentRecord } from '../kernel/records';

const HOUR_MS = 60 * 60 * 1000;
const MOST_KNOWN = 10_000;

/**
 * Keeps who read a restricted incident. It writes once the answer is under way: a reader neither waits for it nor is
 * refused because of it, and what cannot be written is logged.
 */
export class AccessLogWriter {
  readonly #underWay = new Set<Promise<void>>();
  /** Views of the present hour that are written: a page asks for four things at once, and again with each change. */
  readonly #known = new Set<string>();

  constructor(
    private readonly options: {
      views: IncidentViews;
      clock(): Date;
      /** Told of what could not be written. */
      onProblem(message: string, error: Error): void;
    },
  ) {}

  recordView(incident: IncidentRecord, viewer: string): void {
    if (incident.visibility !== 'restricted') return;
    const now = this.options.clock();
    const hour = Math.floor(now.getTime() / HOUR_MS);
    const name = `${hour} ${incident.seq} ${viewer}`;
    if (this.#known.has(name)) return;
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.add(name);
    const saved = this.#save(incident, viewer, now.toISOString(), name);
    this.#underWay.add(saved);
    saved.finally(() => this.#underWay.delete(saved));
  }

  /** Resolves when all that was seen so far is written. */
  async flush(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #save(
    incident: IncidentRecord,
    viewer: string,
    at: string,
    name: string,
  ) {
    // Lets the answer go first.
    await new Promise(resolve => setImmediate(resolve));
    try {
      await this.options.views.save(incident, { viewer, at });
    } catch (error) {
      this.#known.delete(name);
      this.options.onProblem(
        `That somebody read incident ${incident.id} could not be written down`,
        error as Error,
      );
    }
  }
}
