import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  IncidentEvent,
  IncidentEventSubscriber,
} from 'backstage-plugin-security-incidents-node';
import type {
  IncidentChanged,
  IncidentEventListener,
} from '../kernel/IncidentEventPublisher';
import { withoutStatement } from '../database/databaseErrors';
import { withTimeLimit } from '../kernel/timeLimit';
import { mustNotLeave } from './confidentiality';

const SUBSCRIBER_TIMEOUT_MS = 10_000;

/** Passes changes to the subscribers that modules added, without anything confidential. */
export class IncidentEventSubscribers implements IncidentEventListener {
  constructor(
    private readonly options: {
      subscribers: readonly IncidentEventSubscriber[];
      logger: LoggerService;
    },
  ) {}

  async incidentChanged({ incident, actions }: IncidentChanged) {
    const event: IncidentEvent = {
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
