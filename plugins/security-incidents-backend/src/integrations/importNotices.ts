import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { IncidentImport } from 'backstage-plugin-security-incidents-common';
import type { EndedImport } from '../imports/ImportsService';
import type { NoticeTopic } from '../notices/topics';
import { toNoticeText } from './notifications/noticeText';
import { ICON } from './notifications/wording';
import { getImportPath } from './pagePath';

const TOPIC: NoticeTopic = 'Imports';
const MAX_NAME = 60;

/** The name of the file, short and without characters that nobody sees. */
function toName({ file }: IncidentImport): string {
  const name = toNoticeText(file.name);
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name;
}

/** Numbers and keys only, because titles and values can be confidential. */
function toText(ended: IncidentImport): { title: string; description: string } {
  const { state, incidents, years = [] } = ended;
  const name = toName(ended);
  if (state === 'done') {
    const first = years[0]?.firstKey;
    const last = years[years.length - 1]?.lastKey;
    const keys = first === last ? first : `${first} to ${last}`;
    return {
      title: `Your import is complete: ${
        incidents === 1 ? '1 incident' : `${incidents} incidents`
      }`,
      description: `${name}: ${keys}`,
    };
  }
  return state === 'failed'
    ? {
        title: 'Your import failed: nothing was imported',
        description: `${name}: look at the reason and run it again`,
      }
    : {
        title: 'Your import was stopped: nothing was imported',
        description: name,
      };
}

/** Notifies who started an import, and nobody else, when it ended. */
export class ImportNotices {
  constructor(
    private readonly options: {
      notifications: Pick<NotificationService, 'send'>;
      /** Topics that nobody is notified of. */
      disabledTopics: ReadonlySet<NoticeTopic>;
    },
  ) {}

  async send({ import: ended, endedBy }: EndedImport): Promise<void> {
    const { notifications, disabledTopics } = this.options;
    const { id, createdBy, state } = ended;
    if (!createdBy.startsWith('user:') || disabledTopics.has(TOPIC)) return;
    // Nobody is notified of what they did themselves.
    if (createdBy === endedBy) return;
    await notifications.send({
      recipients: { type: 'entity', entityRef: [createdBy] },
      payload: {
        ...toText(ended),
        link: getImportPath(id),
        severity: state === 'failed' ? 'high' : 'normal',
        topic: TOPIC,
        icon: ICON,
        scope: `security-incidents-import:${id}`,
      },
    });
  }
}
