import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  INCIDENT_SEARCH_TYPE,
  REVIEW_SEARCH_TYPE,
  type TimelineAction,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentEvent } from 'backstage-plugin-security-incidents-node';

/** What the index of each type must not wait for its schedule with, besides incidents that became confidential. */
const REFRESHING_ACTIONS = {
  [INCIDENT_SEARCH_TYPE]: ['entry.erased'],
  [REVIEW_SEARCH_TYPE]: [
    'entry.erased',
    'review.completed',
    'review.approved',
    'review.reopened',
  ],
} as const satisfies Record<string, readonly TimelineAction[]>;

/** A type of documents that this module indexes. */
export type IndexedType = keyof typeof REFRESHING_ACTIONS;

/** Id that the search plugin gives to the task of a collator. It replaces the first hyphen only. */
const toTaskId = (type: IndexedType) =>
  `search_index_${type.replace('-', '_')}`;

/** At least this long from one refresh to the next. */
const PAUSE_MS = 10_000;

function runLater(run: () => Promise<void>, ms: number) {
  setTimeout(run, ms).unref();
}

/**
 * Indexes again as soon as an incident became confidential, its content was erased or its review was re-opened, so that it leaves
 * the index in seconds. The index has no way to remove one document.
 */
export class IndexRefresh {
  #waiting = false;
  #lastAt = 0;

  constructor(
    private readonly options: {
      scheduler: Pick<SchedulerService, 'triggerTask'>;
      logger: Pick<LoggerService, 'warn'>;
      type: IndexedType;
      now?: () => number;
      /** Runs something later. */
      later?: (run: () => Promise<void>, ms: number) => void;
    },
  ) {}

  async incidentChanged(event: IncidentEvent): Promise<void> {
    if (!this.#concerns(event) || this.#waiting) return;
    const { now = Date.now } = this.options;
    if (this.#lastAt + PAUSE_MS > now()) this.#later();
    else await this.#refresh();
  }

  /** Changes of confidential incidents arrive without details. */
  #concerns({ details }: IncidentEvent): boolean {
    const refreshing: readonly TimelineAction[] =
      REFRESHING_ACTIONS[this.options.type];
    return !details || details.actions.some(each => refreshing.includes(each));
  }

  #later() {
    const { now = Date.now, later = runLater } = this.options;
    this.#waiting = true;
    later(() => {
      this.#waiting = false;
      return this.#refresh();
    }, Math.max(this.#lastAt + PAUSE_MS - now(), 0));
  }

  async #refresh() {
    const { scheduler, logger, type, now = Date.now } = this.options;
    this.#lastAt = now();
    try {
      await scheduler.triggerTask(toTaskId(type));
    } catch (error) {
      // It is already running. What it has read may be older than the change, so run it once more afterwards.
      if ((error as Error).name === 'ConflictError') {
        this.#later();
        return;
      }
      logger.warn(
        `The search index of ${type} could not be refreshed; the next scheduled run does it`,
        error as Error,
      );
    }
  }
}
