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
export function tellListeners(
  listeners: readonly IncidentsListener[],
  logger: LoggerService,
): (event: IncidentChanged) => void {
  return event => {
    for (const listener of listeners) {
      // The caller's answer does not wait for this: the change is made, whatever becomes of it.
      Promise.resolve()
        .then(() => listener.incidentChanged(event))
        .catch(error =>
          logger.error(
            `A change of incident ${event.incident.id} was recorded, but could not be told to others`,
            error,
          ),
        );
    }
  };
}
