import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  RoleAssignment,
  TimelineAction,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../incidents/store/records';

/** A change of an incident that is committed. @public */
export interface IncidentChanged {
  /** As it was committed. */
  incident: IncidentRecord;
  actor: string;
  /** What the change appended to the timeline. */
  actions: readonly TimelineAction[];
  /** Users and groups that belong to it at present. */
  members(): Promise<readonly string[]>;
  /** Who holds a role in it at present. */
  roles(): Promise<readonly RoleAssignment[]>;
}

/** Tells others of changes: signals, notifications, events, search. Nothing that it does can undo or fail a change. */
export interface IncidentEventListener {
  incidentChanged(event: IncidentChanged): Promise<void>;
}

/** Tells each listener without waiting for it; what goes wrong with one is logged, and concerns nobody else. */
export class IncidentEventPublisher {
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    private readonly listeners: readonly IncidentEventListener[],
    private readonly logger: LoggerService,
  ) {}

  /** The caller's answer does not wait for this: the change is made, whatever becomes of it. */
  publish(event: IncidentChanged): void {
    for (const listener of this.listeners) {
      const told = this.#tellOne(listener, event);
      this.#underWay.add(told);
      told.finally(() => this.#underWay.delete(told));
    }
  }

  /** Resolves when everybody was told; a shutdown waits for it. */
  async flush(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #tellOne(listener: IncidentEventListener, event: IncidentChanged) {
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
