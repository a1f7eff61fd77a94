import {
  type EscalationRecipient,
  PLAN_CLOCKS,
  type TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import type { Translate } from '../../../translation';
import { TextWithNames, TimeInText } from '../../common';
import {
  getNotifiedRefs,
  toNotNotifiedLines,
  toNotifiedSentence,
} from '../escalation/escalationText';
import { Names } from '../escalation/Names';
import { type Data, dataOf, textOf } from './entryData';
import { toSaid } from '../../said';

function findRecipients({ to }: Data): EscalationRecipient[] {
  return Array.isArray(to) ? (to as EscalationRecipient[]) : [];
}

function findReasons({ because }: Data): string[] {
  return Array.isArray(because) ? because.map(String) : [];
}

const OVERDUE = ': overdue since ';

/** The clock that is overdue and since when; undefined for other reasons. */
function findOverdue(data: Data) {
  const [words, since] = textOf(data, 'reason')?.split(OVERDUE) ?? [];
  const rule = PLAN_CLOCKS.find(({ label }) =>
    words?.startsWith(`${label} within `),
  );
  return rule && since
    ? { clock: rule.clock, since: since.split(',')[0] }
    : undefined;
}

/** Whether the sentence of an entry says its reason. */
export function isReasonInSentence(entry: TimelineEntry): boolean {
  const data = dataOf(entry);
  return (
    entry.action === 'escalation.fired' &&
    findOverdue(data) !== undefined &&
    getNotifiedRefs(findRecipients(data)).length > 0
  );
}

function toFiredSentence(t: Translate, data: Data): ReactNode {
  const refs = getNotifiedRefs(findRecipients(data));
  if (refs.length === 0) {
    return t('incidentPage.timeline.sentence.nobodyToNotify');
  }
  const words = { count: refs.length, names: <Names refs={refs} /> };
  const overdue = findOverdue(data);
  return overdue
    ? t('incidentPage.timeline.sentence.notifiedOverdue', {
        ...words,
        clock: t(`incidentPage.timeline.sentence.clock.${overdue.clock}`),
        time: <TimeInText text={overdue.since} />,
      })
    : t('incidentPage.timeline.sentence.notified', words);
}

/** What happened to escalations and to the question of a major incident; undefined for everything else. */
export function toEscalationSentence(
  t: Translate,
  entry: TimelineEntry,
): ReactNode {
  const refs = getNotifiedRefs(findRecipients(dataOf(entry)));
  const names = <Names refs={refs} />;
  const words = { count: refs.length, names };
  switch (entry.action) {
    case 'escalation.fired':
      return toFiredSentence(t, dataOf(entry));
    case 'escalation.requested':
      return refs.length > 0
        ? t('incidentPage.timeline.sentence.escalated', { names })
        : t('incidentPage.timeline.sentence.escalatedToNobody');
    case 'escalation.corrected':
      return refs.length > 0
        ? t('incidentPage.timeline.sentence.notifiedAfterAll', words)
        : t('incidentPage.timeline.sentence.nobodyAfterAll');
    case 'major.proposed':
      return t('incidentPage.timeline.sentence.majorProposed');
    case 'major.declared':
      return t('incidentPage.timeline.sentence.majorDeclared');
    case 'major.declined':
      return t('incidentPage.timeline.sentence.majorDeclined');
    case 'major.ended':
      return t('incidentPage.timeline.sentence.majorEnded');
    default:
      return undefined;
  }
}

/** What there is to say below the sentence, one line each. */
export function toEscalationLines(
  t: Translate,
  entry: TimelineEntry,
): ReactNode[] {
  const data = dataOf(entry);
  const recipients = findRecipients(data);
  if (entry.action.startsWith('escalation.')) {
    return [
      ...toNotNotifiedLines(t, recipients),
      ...(data.raisedToMajor === true
        ? [t('incidentPage.timeline.line.proposesMajor')]
        : []),
    ];
  }
  if (entry.action === 'major.proposed') {
    return [
      ...findReasons(data).map(reason => (
        <TextWithNames text={toSaid(t, reason)} />
      )),
      toNotifiedSentence(t, recipients),
    ];
  }
  return entry.action.startsWith('major.')
    ? findReasons(data).map(reason =>
        t('incidentPage.timeline.line.wasProposed', {
          reason: <TextWithNames text={toSaid(t, reason)} />,
        }),
      )
    : [];
}
