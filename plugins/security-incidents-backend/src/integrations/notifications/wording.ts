import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  type IncidentMode,
  type ReportCertainty,
  type ReportState,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../../kernel/records';
import type {
  IncidentNotice,
  NoticeContent,
} from '../../notices/IncidentNotice';
import type { NoticeTopic } from '../../notices/topics';
import { mustNotLeave } from '../confidentiality';
import {
  getMyReportPath,
  getReviewPath,
  getObligationPath,
  getTaskPath,
  getPagePath,
} from '../pagePath';
import { toNoticeText } from './noticeText';

/** The platform cuts descriptions here. */
const MAX_DESCRIPTION = 100;
const MAX_TITLE = 120;
/** Name of our icon in the app. The platform's own for this severity is a tick, which reads as done. */
export const ICON = 'security-incidents';

const PREFIXES: Record<IncidentMode, string> = {
  real: '',
  exercise: 'Exercise: ',
  test: 'Test: ',
};

const CERTAINTIES: Record<ReportCertainty, string> = {
  certain: 'certain',
  unsure: 'not sure',
};

/** What a reporter is notified of; the state `received` has no notification. */
const REPORT_TITLES: Record<ReportState, string> = {
  received: 'Your report was opened again',
  'looked-into': 'Your report is being looked into',
  'dealt-with': 'Your report is being dealt with',
  finished: 'Your report is finished',
  joined: 'Your report was joined with another report',
  'nothing-to-do': 'Your report was looked into, nothing to do',
};

const TO_REPORTERS: readonly NoticeContent['kind'][] = [
  'report-state',
  'report-message',
];
/** What tells and asks nothing. */
const TELLS_ONLY: readonly NoticeContent['kind'][] = [
  'member',
  'broken-glass',
  'report-state',
  'report-answer',
];

type NotificationPayload = NotificationSendOptions['payload'];

/** The parts of a notification that depend on what it says. */
interface Words {
  title: string;
  description?: string;
  severity: NonNullable<NotificationPayload['severity']>;
  topic: NoticeTopic;
}

const TIME = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** `Tue 1 Dec 10:05 UTC`. Absolute, because notifications age. */
export function formatTime(time: string): string {
  const parts = new Map(
    TIME.formatToParts(new Date(time)).map(({ type, value }) => [type, value]),
  );
  return `${parts.get('weekday')} ${parts.get('day')} ${parts.get(
    'month',
  )} ${parts.get('hour')}:${parts.get('minute')} UTC`;
}

function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = text.slice(0, max - 1);
  // A cut between the two halves of a character would leave half a character.
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** Joins `before`, a text that gives way, and `after` within the limit of a description. */
export function describe(before: string, text: string, after: string): string {
  const room = MAX_DESCRIPTION - before.length - after.length;
  return cut(
    `${before}${room > 0 ? cut(text, room) : ''}${after}`,
    MAX_DESCRIPTION,
  );
}

function listWhat(what: readonly string[]): string {
  const [first, ...rest] = what;
  return rest.length > 0 ? `${first} and ${rest.length} more` : first;
}

function sentence(...parts: Array<string | undefined | false>): string {
  return parts.filter(Boolean).join(' ');
}

function describeEscalation({
  what,
  dueAt,
  step,
  answerBy,
  by,
}: Extract<NoticeContent, { kind: 'escalated' }>): string {
  return describe(
    '',
    what.replace(/\.$/, ''),
    sentence(
      dueAt ? `, due ${formatTime(dueAt)}.` : '.',
      step && `Step ${step.number} of ${step.of}.`,
      by && `By ${by}.`,
      answerBy && `Answer by ${formatTime(answerBy)}.`,
    ),
  );
}

/** What is written, with all titles and names as they are shown. */
function toShownContent<T extends NoticeContent>(content: T): T {
  return Object.fromEntries(
    Object.entries(content).map(([field, value]) => {
      if (typeof value === 'string') return [field, toNoticeText(value)];
      return [field, Array.isArray(value) ? value.map(toNoticeText) : value];
    }),
  ) as T;
}

function write(content: NoticeContent, incident: IncidentRecord): Words {
  const { key, severity, priority } = incident;
  const title = toNoticeText(incident.title);
  switch (content.kind) {
    case 'reported':
      return {
        title: `New, not taken: ${title}`,
        description: describe(
          `${key}, reported by `,
          content.reporter,
          sentence(
            content.certainty ? `, ${CERTAINTIES[content.certainty]}.` : '.',
            content.firstAnswerDue &&
              `First answer due ${formatTime(content.firstAnswerDue)}.`,
          ),
        ),
        severity: severity === 'critical' ? 'high' : 'normal',
        topic: 'New',
      };
    case 'assigned':
      return {
        title: `Given to you: ${listWhat(content.what)}`,
        description: describe(
          `${key}, `,
          title,
          sentence(
            '.',
            content.dueAt
              ? `Due ${formatTime(content.dueAt)}${
                  content.by ? `, by ${content.by}` : ''
                }.`
              : content.by && `By ${content.by}.`,
          ),
        ),
        severity: 'normal',
        topic: 'Assigned',
      };
    case 'member':
      return {
        title: `Given access: ${title}`,
        description: describe(
          `${key}`,
          '',
          content.by ? `, by ${content.by}.` : '.',
        ),
        severity: 'normal',
        topic: 'Assigned',
      };
    case 'due-soon':
      return {
        title: content.rule
          ? `At risk: ${content.what} ${key} by ${formatTime(content.dueAt)}`
          : `At risk: ${content.what} by ${formatTime(content.dueAt)}`,
        description: content.rule
          ? describe('', title, `. ${content.rule}.`)
          : describe(`${key}, `, title, '.'),
        severity: 'high',
        topic: 'Due soon',
      };
    case 'overdue':
      return {
        title: `Overdue since ${formatTime(content.dueAt)}: ${content.what}`,
        description: describe(
          key,
          '',
          sentence(
            content.holder ? `. ${content.holder} has it.` : '. Nobody has it.',
            content.next && `Next: ${content.next}.`,
          ),
        ),
        severity: priority === 'P1' ? 'critical' : 'high',
        topic: 'Overdue',
      };
    case 'reminder':
      return {
        title: `Reminder: ${content.what}`,
        description: describe(
          `${key}, `,
          title,
          sentence(
            '.',
            content.dueAt && `Due ${formatTime(content.dueAt)}.`,
            content.by && `By ${content.by}.`,
          ),
        ),
        severity: 'normal',
        topic: 'Due soon',
      };
    case 'escalated':
      return {
        title: `Escalated to you: ${key}`,
        description: describeEscalation(content),
        severity: 'critical',
        topic: 'Escalated',
      };
    case 'broken-glass':
      return {
        title: `Opened by break glass: ${title}`,
        description: describe(
          key,
          '',
          content.by ? `, by ${content.by}.` : '.',
        ),
        severity: 'high',
        topic: 'Restricted',
      };
    case 'report-answer':
      return {
        title: `${content.by ?? 'The reporter'} answered about ${key}`,
        description: cut(title, MAX_DESCRIPTION),
        severity: 'normal',
        topic: 'Answers',
      };
    case 'report-message':
      return {
        title: content.isQuestion
          ? `${getFirstName(content.by)} asks you about your report`
          : `${getFirstName(content.by)} wrote to you about your report`,
        description:
          content.reportTitle && cut(content.reportTitle, MAX_DESCRIPTION),
        severity: 'normal',
        topic: 'My reports',
      };
    default:
      return {
        title: REPORT_TITLES[content.state],
        description:
          content.reportTitle && cut(content.reportTitle, MAX_DESCRIPTION),
        severity: 'normal',
        topic: 'My reports',
      };
  }
}

function getFirstName(name: string | undefined): string {
  return name?.split(' ')[0] ?? 'Somebody';
}

function getLink({
  incident,
  content,
  taskId,
  obligationId,
  view,
}: IncidentNotice): string {
  // The id, where the key must not leave.
  const name = mustNotLeave(incident) ? incident.id : incident.key;
  if (TO_REPORTERS.includes(content.kind)) return getMyReportPath(name);
  if (obligationId !== undefined) return getObligationPath(name, obligationId);
  if (view === 'review') return getReviewPath(name);
  return taskId === undefined
    ? `${getPagePath()}/${name}`
    : getTaskPath(name, taskId);
}

/** The words of a notification, without anything of a restricted or TLP:RED incident. */
export function toPayload(
  notice: IncidentNotice,
): NotificationPayload & { topic: NoticeTopic } {
  const { incident, content, scope } = notice;
  const isSecret = mustNotLeave(incident);
  const isQuiet =
    TELLS_ONLY.includes(content.kind) ||
    (content.kind === 'report-message' && !content.isQuestion);
  const words: Words = isSecret
    ? {
        title: 'You have an update on a security incident',
        description: isQuiet
          ? 'Something changed. Open it to read what.'
          : 'It asks something of you. Open it to read what.',
        severity: 'normal',
        topic: 'Restricted',
      }
    : write(toShownContent(content), incident);
  const prefix = TO_REPORTERS.includes(content.kind)
    ? ''
    : PREFIXES[incident.mode];
  return {
    ...words,
    title: cut(`${prefix}${words.title}`, MAX_TITLE),
    link: getLink(notice),
    scope: isSecret ? `incident:${incident.id}` : scope,
    ...(words.severity === 'normal' && { icon: ICON }),
  };
}
