import type { NotificationService } from '@backstage/plugin-notifications-node';
import type {
  IncidentChanged,
  IncidentEventListener,
} from '../kernel/IncidentEventPublisher';
import { NoChannelError } from '../serviceLevels/EscalationDeliveries';
import { PAGE_PATH } from './pagePath';

/**
 * Notifies the commander of a restricted incident that somebody broke the glass. The message has no content of the incident,
 * because our permissions do not apply to notifications, and they may be forwarded as mail or chat.
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
    // Without a commander, the other members are notified.
    const notified =
      commanders.length > 0
        ? commanders
        : (await members()).filter(principal => principal !== actor);
    if (notified.length === 0) return;
    try {
      await this.notifications.send({
        recipients: {
          type: 'entity',
          entityRef: notified,
          excludeEntityRef: actor,
        },
        payload: {
          title: `Somebody opened a restricted incident that you ${
            commanders.length > 0 ? 'command' : 'belong to'
          }`,
          // The id, because the key is widely known.
          link: `${PAGE_PATH}/${incident.id}`,
          severity: 'high',
          topic: 'security-incidents',
        },
      });
    } catch (error) {
      // ObservedNotifications has logged it.
      if (!(error instanceof NoChannelError)) throw error;
    }
  }
}
