import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  RoleAssignment,
  TimelineAction,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from './records';

/** A committed change of an incident. @public */
export interface IncidentChanged {
  /** As it was committed. */
  incident: IncidentRecord;
  actor: string;
  /** What the change appended to the timeline. */
  actions: readonly TimelineAction[];
  /** Users and groups that are members now. */
  members(): Promise<readonly string[]>;
  /** Roles that are held now. */
  roles(): Promise<readonly RoleAssignment[]>;
}

/** Passes changes on: signals, notifications, search. It cannot undo or fail a change. */
export interface IncidentEventListener {
  incidentChanged(event: IncidentChanged): Promise<void>;
}

/** Calls each listener without waiting for it. A listener that fails is logged and affects no other. */
export class IncidentEventPublisher {
  readonly #pending = new Set<Promise<void>>();

  constructor(
    private readonly listeners: readonly IncidentEventListener[],
    private readonly logger: Pick<LoggerService, 'error'>,
  ) {}

  /** Returns at once; the response to the caller does not wait for listeners. */
  publish(event: IncidentChanged): void {
    for (const listener of this.listeners) {
      const notified = this.#notify(listener, event);
      this.#pending.add(notified);
      notified.finally(() => this.#pending.delete(notified));
    }
  }

  /** Waits for all listeners; a shutdown calls it. */
  async flush(): Promise<void> {
    await Promise.all(this.#pending);
  }

  async #notify(listener: IncidentEventListener, event: IncidentChanged) {
    try {
      await listener.incidentChanged(event);
    } catch (error) {
      this.logger.error(
        `A change of incident ${event.incident.id} was recorded but could not be published`,
        error as Error,
      );
    }
  }
}
