import type { LoggerService } from '@backstage/backend-plugin-api';
import type { TimelineAction } from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../store/records';

/** A change of an incident that is committed. @public */
export interface IncidentChanged {
  /** As it was committed. */
  incident: IncidentRecord;
  actor: string;
  /** What the change appended to the timeline. */
  actions: readonly TimelineAction[];
  /** Users and groups that belong to it at present. */
  members(): Promise<readonly string[]>;
}

/** Tells others of changes: signals, notifications, events, search. Nothing that it does can undo or fail a change. */
export interface IncidentsListener {
  incidentChanged(event: IncidentChanged): Promise<void>;
}

/** Tells each listener without waiting for it; what goes wrong with one is logged, and concerns nobody else. */
export class IncidentsHerald {
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    private readonly listeners: readonly IncidentsListener[],
    private readonly logger: LoggerService,
  ) {}

  /** The caller's answer does not wait for this: the change is made, whatever becomes of it. */
  tell(event: IncidentChanged): void {
    for (const listener of this.listeners) {
      const told = this.#tellOne(listener, event);
      this.#underWay.add(told);
      told.finally(() => this.#underWay.delete(told));
    }
  }

  /** Resolves when everybody was told; a shutdown waits for it. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #tellOne(listener: IncidentsListener, event: IncidentChanged) {
    try {
      await listener.incidentChanged(event);
    } catch (error) {
      this.logger.error(
        `A change of incident ${event.incident.id} was recorded, but could not be told to others`,
        error as Error,
      );
    }
  }
}
