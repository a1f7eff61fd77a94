import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { EndedBundle } from '../bundles/BundlesService';
import { toSize } from '../evidence/settings';
import type { NoticeTopic } from '../notices/topics';
import { mustNotLeave } from './confidentiality';
import { ICON } from './notifications/wording';
import { getPagePath } from './pagePath';

const TOPIC: NoticeTopic = 'Exports';
const HASH_ENDS = 8;

function toName({ incident, incidents }: EndedBundle): string {
  if (!incident) {
    return incidents === 1 ? ': 1 incident' : `: ${incidents} incidents`;
  }
  return mustNotLeave(incident) ? '' : `: ${incident.key}`;
}

/** Notifies the requester of an auditor bundle, and nobody else, when it ended. */
export class BundleNotices {
  constructor(
    private readonly options: {
      notifications: Pick<NotificationService, 'send'>;
      /** Topics that nobody is notified of. */
      disabledTopics: ReadonlySet<NoticeTopic>;
    },
  ) {}

  async send(bundle: EndedBundle): Promise<void> {
    const { notifications, disabledTopics } = this.options;
    const { actor, incident, result } = bundle;
    if (!actor.startsWith('user:') || disabledTopics.has(TOPIC)) return;
    const name = toName(bundle);
    await notifications.send({
      recipients: { type: 'entity', entityRef: [actor] },
      payload: {
        title: result
          ? `Your auditor bundle is complete${name}`
          : `Your auditor bundle was not completed${name}`,
        ...(result && {
          description: `${toSize(
            result.sizeBytes,
          )}, sha256 ${result.sha256.slice(0, HASH_ENDS)}…${result.sha256.slice(
            -HASH_ENDS,
          )}`,
        }),
        link: incident
          ? `${getPagePath()}/${
              mustNotLeave(incident) ? incident.id : incident.key
            }`
          : `${getPagePath()}/reports`,
        severity: 'normal',
        topic: TOPIC,
        icon: ICON,
        scope: `security-incidents-bundle:${incident?.id ?? 'many'}`,
      },
    });
  }
}
