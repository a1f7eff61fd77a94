import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { INCIDENT_SEARCH_TYPE } from 'backstage-plugin-security-incidents-common';
import type { IncidentEvent } from 'backstage-plugin-security-incidents-node';

/** Id that the search plugin gives to the task of a collator. */
const TASK_ID = `search_index_${INCIDENT_SEARCH_TYPE.replace('-', '_')}`;
/** At least this long from one refresh to the next. */
const PAUSE_MS = 10_000;

function runLater(run: () => Promise<void>, ms: number) {
  setTimeout(run, ms).unref();
}

/**
 * Indexes again as soon as an incident became confidential, so that its title leaves the index in seconds. The index has no
 * way to remove one document.
 */
export class IndexRefresh {
  #waiting = false;
  #lastAt = 0;

  constructor(
    private readonly options: {
      scheduler: Pick<SchedulerService, 'triggerTask'>;
      logger: Pick<LoggerService, 'warn'>;
      now?: () => number;
      /** Runs something later. */
      later?: (run: () => Promise<void>, ms: number) => void;
    },
  ) {}

  /** Changes of confidential incidents arrive without details. */
  async incidentChanged(event: IncidentEvent): Promise<void> {
    if (event.details || this.#waiting) return;
    const { now = Date.now } = this.options;
    if (this.#lastAt + PAUSE_MS > now()) this.#later();
    else await this.#refresh();
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
    const { scheduler, logger, now = Date.now } = this.options;
    this.#lastAt = now();
    try {
      await scheduler.triggerTask(TASK_ID);
    } catch (error) {
      // It is already running. What it has read may be older than the change, so run it once more afterwards.
      if ((error as Error).name === 'ConflictError') {
        this.#later();
        return;
      }
      logger.warn(
        'The search index of security incidents could not be refreshed; the next scheduled run does it',
        error as Error,
      );
    }
  }
}
