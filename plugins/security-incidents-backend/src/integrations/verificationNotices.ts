import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  type Finding,
  READ_MODEL,
  REGISTRY,
} from '../verification/DatabaseFindings';
import { PAGE_PATH } from './pagePath';

/** Notifies people that a record does not verify. The message holds nothing of the incident, not even its key. */
export class VerificationNotices {
  constructor(
    private readonly notifications: Pick<NotificationService, 'send'>,
    private readonly entityRefs: readonly string[],
  ) {}

  async send({ subject, status }: Finding): Promise<void> {
    if (this.entityRefs.length === 0) return;
    const isIncident = subject !== REGISTRY && subject !== READ_MODEL;
    const hasPage = isIncident && status !== 'deleted';
    await this.notifications.send({
      recipients: { type: 'entity', entityRef: [...this.entityRefs] },
      payload: {
        title: toTitle(subject, status),
        link: hasPage ? `${PAGE_PATH}/${subject}` : PAGE_PATH,
        severity: 'critical',
        topic: 'security-incidents',
        scope: `security-incidents-verification:${subject}`,
      },
    });
  }
}

function toTitle(subject: string, status: string): string {
  if (subject === REGISTRY) return 'The registry of incidents does not verify';
  if (subject === READ_MODEL) {
    return 'Counts or lists of security incidents differed from the records';
  }
  return status === 'deleted'
    ? 'A security incident was deleted from the database'
    : 'The record of a security incident does not verify';
}
