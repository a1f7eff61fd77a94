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
import { mustNotLeave } from './confidentiality';

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
        await subscriber.onIncidentEvent(event);
      } catch (error) {
        this.options.logger.error(
          `Incident event subscriber ${subscriber.id} failed for incident ${incident.id}`,
          withoutStatement(error),
        );
      }
    }
  }
}
