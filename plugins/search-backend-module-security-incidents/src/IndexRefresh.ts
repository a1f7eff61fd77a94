import type {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  INCIDENT_SEARCH_TYPE,
  REVIEW_SEARCH_TYPE,
  type TimelineAction,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentEvent } from 'backstage-plugin-security-incidents-node';

interface Refreshing {
  /** What takes something out of the index, besides incidents that became confidential; or is looked for as soon as it is done. */
  atOnce: readonly TimelineAction[];
  /** Other changes of what is indexed. */
  soon: readonly TimelineAction[];
}

/** What the index of each type does not leave to its schedule. */
const REFRESHING = {
  [INCIDENT_SEARCH_TYPE]: {
    atOnce: ['entry.erased'],
    soon: [
      'incident.recorded',
      'incident.updated',
      'status.changed',
      // The services of an incident can raise its priority.
      'affected.linked',
      'affected.updated',
      'affected.unlinked',
      'affected.snapshot-completed',
    ],
  },
  [REVIEW_SEARCH_TYPE]: {
    atOnce: [
      'entry.erased',
      'review.completed',
      'review.approved',
      'review.reopened',
      // A completed review can need an approval from now on.
      'review.required',
    ],
    soon: ['incident.updated'],
  },
} as const satisfies Record<string, Refreshing>;

/** A type of documents that this module indexes. */
export type IndexedType = keyof typeof REFRESHING;

/** Id that the search plugin gives to the task of a collator. It replaces the first hyphen only. */
const toTaskId = (type: IndexedType) =>
  `search_index_${type.replace('-', '_')}`;

/** At least this long from one run to the next, unless the interval is shorter. */
const PAUSE_MS = 10_000;

/** How often refused runs double the interval at most. */
const MAX_REFUSALS = 6;

/** Calls later. Returns what calls it off. */
export type RunLater = (run: () => Promise<void>, ms: number) => () => void;

function runLater(run: () => Promise<void>, ms: number) {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
}

/**
 * Indexes again when something changed that is in the index: at once when it has to leave the index, else within an interval,
 * together with all other changes until then. The index has no way to change one document.
 *
 * Each run reads everything, so the interval doubles until the last run takes at most half of it. Intervals start at multiples of
 * their length, by the clock: several backends ask for the same run at the same time, and get one.
 */
export class IndexRefresh {
  #pending?: { at: number; isUrgent: boolean; callOff: () => void };
  #lastAt = 0;
  /** How long the last run took. */
  #tookMs = 0;
  /** Runs that were refused one after the other. They go on longer than the interval, maybe in another backend. */
  #refusals = 0;

  constructor(
    private readonly options: {
      scheduler: Pick<SchedulerService, 'triggerTask'>;
      logger: Pick<LoggerService, 'warn'>;
      type: IndexedType;
      /** The shortest interval. */
      intervalMs: number;
      now?: () => number;
      later?: RunLater;
    },
  ) {}

  /** Learns from each run of a task how long it takes. */
  measure(runner: SchedulerServiceTaskRunner): SchedulerServiceTaskRunner {
    return {
      run: task =>
        runner.run({
          ...task,
          fn: async signal => {
            const startedAt = this.#now();
            try {
              await task.fn(signal);
            } finally {
              this.#tookMs = this.#now() - startedAt;
            }
          },
        }),
    };
  }

  incidentChanged(event: IncidentEvent): void {
    const { atOnce, soon } = REFRESHING[this.options.type] as Refreshing;
    // Changes of confidential incidents arrive without details.
    const { actions } = event.details ?? {};
    if (!actions || actions.some(each => atOnce.includes(each))) {
      this.#plan(true);
    } else if (actions.some(each => soon.includes(each))) {
      this.#plan(false);
    }
  }

  #now(): number {
    const { now = Date.now } = this.options;
    return now();
  }

  #findTime(isUrgent: boolean): number {
    const { intervalMs } = this.options;
    const pause = Math.max(Math.min(PAUSE_MS, intervalMs), 2 * this.#tookMs);
    const earliest = Math.max(this.#now(), this.#lastAt + pause);
    if (isUrgent) return earliest;
    let ms = intervalMs * 2 ** this.#refusals;
    while (ms < 2 * this.#tookMs) ms *= 2;
    return Math.ceil(earliest / ms) * ms;
  }

  /** Plans a run, which may be the one that is planned already. */
  #plan(isUrgent: boolean) {
    const { later = runLater } = this.options;
    const planned = this.#pending;
    const at = this.#findTime(isUrgent);
    if (planned && planned.at <= at) {
      planned.isUrgent ||= isUrgent;
      return;
    }
    planned?.callOff();
    const pending = { at, isUrgent, callOff: () => {} };
    this.#pending = pending;
    pending.callOff = later(() => {
      this.#pending = undefined;
      return this.#refresh(pending.isUrgent);
    }, at - this.#now());
  }

  async #refresh(isUrgent: boolean) {
    const { scheduler, logger, type } = this.options;
    this.#lastAt = this.#now();
    try {
      await scheduler.triggerTask(toTaskId(type));
      this.#refusals = 0;
    } catch (error) {
      // It is already running. What it has read may be older than the change, so run it once more afterwards.
      if ((error as Error).name === 'ConflictError') {
        this.#refusals = Math.min(this.#refusals + 1, MAX_REFUSALS);
        this.#plan(isUrgent);
        return;
      }
      logger.warn(
        `The search index of ${type} could not be refreshed; the next scheduled run does it`,
        error as Error,
      );
    }
  }
}
