import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { IncidentNotice } from '../../notices/IncidentNotice';
import type { NoticeTopic } from '../../notices/topics';
import { toPayload } from './wording';

/**
 * Sends notices as Backstage notifications. Our permissions do not apply to these, and they may be forwarded as mail or chat.
 * So they go to people who may read the incident, one by one, and the wording leaves out what must not leave.
 */
export class IncidentNotifications {
  constructor(
    private readonly options: {
      notifications: NotificationService;
      /** Topics that nobody is notified of. */
      disabledTopics: ReadonlySet<NoticeTopic>;
    },
  ) {}

  /** @returns why nobody was notified, when the topic is switched off */
  async send(notice: IncidentNotice): Promise<string | undefined> {
    const { notifications, disabledTopics } = this.options;
    const payload = toPayload(notice);
    if (disabledTopics.has(payload.topic)) {
      return `notifications of the topic ${payload.topic} are switched off`;
    }
    await notifications.send({
      recipients: { type: 'entity', entityRef: [...notice.people] },
      payload,
    });
    return undefined;
  }
}
