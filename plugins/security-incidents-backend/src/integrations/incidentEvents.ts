import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  INCIDENTS_EVENT_TOPIC,
  type IncidentEvent,
  type IncidentEventSubscriber,
} from 'backstage-plugin-security-incidents-node';
import type {
  IncidentChanged,
  IncidentEventListener,
} from '../kernel/IncidentEventPublisher';
import { withoutStatement } from '../database/databaseErrors';
import { withTimeLimit } from '../kernel/timeLimit';
import { mustNotLeave } from './confidentiality';

const SUBSCRIBER_TIMEOUT_MS = 10_000;

/** A change without anything confidential. */
function toIncidentEvent({
  incident,
  actions,
}: Pick<IncidentChanged, 'incident' | 'actions'>): IncidentEvent {
  return {
    schemaVersion: 1,
    incidentId: incident.id,
    version: incident.version,
    ...(!mustNotLeave(incident) && {
      details: {
        key: incident.key,
        mode: incident.mode,
        status: incident.status,
        severity: incident.severity,
        actions,
      },
    }),
  };
}

/** Passes changes to the subscribers that modules added, without anything confidential. */
export class IncidentEventSubscribers implements IncidentEventListener {
  constructor(
    private readonly options: {
      subscribers: readonly IncidentEventSubscriber[];
      logger: LoggerService;
    },
  ) {}

  async incidentChanged({ incident, actions }: IncidentChanged) {
    const event = toIncidentEvent({ incident, actions });
    for (const subscriber of this.options.subscribers) {
      try {
        await withTimeLimit(
          () => subscriber.onIncidentEvent(event),
          SUBSCRIBER_TIMEOUT_MS,
          `It did not answer within ${SUBSCRIBER_TIMEOUT_MS / 1000} seconds`,
        );
      } catch (error) {
        this.options.logger.error(
          `Incident event subscriber ${subscriber.id} failed for incident ${incident.id}`,
          withoutStatement(error),
        );
      }
    }
  }
}

/** Publishes changes to the platform's events service, without anything confidential. */
export class IncidentEventTopic implements IncidentEventListener {
  constructor(
    private readonly options: {
      events: Pick<EventsService, 'publish'>;
      timeoutMs: number;
    },
  ) {}

  async incidentChanged(change: IncidentChanged) {
    const { events, timeoutMs } = this.options;
    await withTimeLimit(
      () =>
        events.publish({
          topic: INCIDENTS_EVENT_TOPIC,
          eventPayload: toIncidentEvent(change),
        }),
      timeoutMs,
      `The events service did not answer within ${timeoutMs} ms (securityIncidents.serviceTimeout)`,
    );
  }
}
