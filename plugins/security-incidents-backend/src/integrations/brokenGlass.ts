import type { NotificationService } from '@backstage/plugin-notifications-node';
import type {
  IncidentChanged,
  IncidentEventListener,
} from '../kernel/IncidentEventPublisher';
import { PAGE_PATH } from './pagePath';

/**
 * Tells whoever commands a restricted incident that somebody let themselves in. Nothing of the incident is in the message,
 * since it leaves the reach of our rules: it is kept by others and may be sent on as mail or chat.
 */
export class BrokenGlassNotices implements IncidentEventListener {
  constructor(private readonly notifications: NotificationService) {}

  async incidentChanged({
    incident,
    actor,
    actions,
    members,
    roles,
  }: IncidentChanged) {
    if (!actions.includes('access.broken-glass')) return;
    const commanders = (await roles())
      .filter(({ role }) => role === 'incident-commander')
      .map(({ principalRef }) => principalRef);
    // Somebody must hear of it: the other members, where nobody commands yet.
    const told =
      commanders.length > 0
        ? commanders
        : (await members()).filter(principal => principal !== actor);
    if (told.length === 0) return;
    await this.notifications.send({
      recipients: {
        type: 'entity',
        entityRef: told,
        excludeEntityRef: actor,
      },
      payload: {
        title: `Somebody opened a restricted incident that you ${
          commanders.length > 0 ? 'command' : 'belong to'
        }`,
        // Not its key, which people say to each other.
        link: `${PAGE_PATH}/${incident.id}`,
        severity: 'high',
        topic: 'security-incidents',
      },
    });
  }
}
