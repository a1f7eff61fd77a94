import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  CHECKPOINTS,
  type Finding,
  READ_MODEL,
  REGISTRY,
} from '../verification/DatabaseFindings';
import type { NoticeTopic } from '../notices/topics';
import { getPagePath } from './pagePath';

const TOPIC: NoticeTopic = 'Verification';

/** Notifies people that a record does not verify. The message holds nothing of the incident, not even its key. */
export class VerificationNotices {
  constructor(
    private readonly options: {
      notifications: Pick<NotificationService, 'send'>;
      /** The people and groups to notify. */
      entityRefs: readonly string[];
      /** Topics that nobody is notified of. */
      disabledTopics: ReadonlySet<NoticeTopic>;
    },
  ) {}

  async send({
    subject,
    status,
    incidentId = subject,
  }: Finding): Promise<void> {
    const { notifications, entityRefs, disabledTopics } = this.options;
    if (entityRefs.length === 0 || disabledTopics.has(TOPIC)) return;
    const isIncident = ![REGISTRY, CHECKPOINTS, READ_MODEL].includes(subject);
    const hasPage = isIncident && status !== 'deleted';
    await notifications.send({
      recipients: { type: 'entity', entityRef: [...entityRefs] },
      payload: {
        title: toTitle(subject, status),
        link: hasPage ? `${getPagePath()}/${incidentId}` : getPagePath(),
        severity: 'critical',
        topic: TOPIC,
        scope: `security-incidents-verification:${subject}`,
      },
    });
  }
}

function toTitle(subject: string, status: string): string {
  if (subject === REGISTRY) return 'The registry of incidents does not verify';
  if (subject === CHECKPOINTS) {
    return 'The checkpoints of security incidents do not verify';
  }
  if (subject === READ_MODEL) {
    return 'Counts or lists of security incidents differed from the records';
  }
  if (status.startsWith('evidence-')) {
    return 'Evidence of a security incident does not verify';
  }
  return status === 'deleted'
    ? 'A security incident was deleted from the database'
    : 'The record of a security incident does not verify';
}
