import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  IncidentMode,
  IncidentStatus,
  Severity,
  TimelineAction,
} from 'backstage-plugin-security-incidents-common';

/**
 * Topic of the platform's events service on which changes are published. The payload is an {@link IncidentEvent}. Turn it off
 * with `securityIncidents.events.publish: false`.
 *
 * @public
 */
export const INCIDENTS_EVENT_TOPIC = 'security-incidents';

/**
 * A committed change of an incident. It carries no text that people wrote. For restricted and TLP:RED incidents it carries
 * the id and the version only.
 *
 * @public
 */
export interface IncidentEvent {
  /** Grows when the shape of the event changes incompatibly. */
  schemaVersion: 1;
  incidentId: string;
  /** The version of the incident after the change. */
  version: number;
  /** Absent for restricted and TLP:RED incidents. */
  details?: {
    key: string;
    mode: IncidentMode;
    status: IncidentStatus;
    severity?: Severity;
    /** What the change appended to the timeline, in order. */
    actions: readonly TimelineAction[];
  };
}

/**
 * Follows changes of incidents.
 *
 * @public
 */
export interface IncidentEventSubscriber {
  /** Names the subscriber in the log. */
  readonly id: string;
  /**
   * Runs after the change was committed, at most once per change and instance. A rejected promise, or none within 10
   * seconds, is logged; it cannot undo or fail the change.
   */
  onIncidentEvent(event: IncidentEvent): Promise<void>;
}

/**
 * Adds subscribers to changes of incidents.
 *
 * @public
 */
export interface IncidentEventsExtensionPoint {
  addIncidentEventSubscriber(subscriber: IncidentEventSubscriber): void;
}

/** @public */
export const incidentEventsExtensionPoint =
  createExtensionPoint<IncidentEventsExtensionPoint>({
    id: 'security-incidents.events',
  });
