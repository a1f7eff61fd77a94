import type {
  EscalationRecipient,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import type { Translate } from '../../../translation';
import { TextWithNames } from '../../common';
import {
  getNotifiedRefs,
  toNotNotifiedLines,
  toNotifiedSentence,
} from '../escalation/escalationText';
import { Names } from '../escalation/Names';
import { type Data, dataOf } from './entryData';

function findRecipients({ to }: Data): EscalationRecipient[] {
  return Array.isArray(to) ? (to as EscalationRecipient[]) : [];
}

function findReasons({ because }: Data): string[] {
  return Array.isArray(because) ? because.map(String) : [];
}

/** What happened to escalations and to the question of a major incident; undefined for everything else. */
export function toEscalationSentence(
  t: Translate,
  entry: TimelineEntry,
): ReactNode {
  const refs = getNotifiedRefs(findRecipients(dataOf(entry)));
  const names = <Names refs={refs} />;
  switch (entry.action) {
    case 'escalation.fired':
      return refs.length > 0
        ? t('incidentPage.timeline.sentence.notified', {
            count: refs.length,
            names,
          })
        : t('incidentPage.timeline.sentence.nobodyToNotify');
    case 'escalation.requested':
      return refs.length > 0
        ? t('incidentPage.timeline.sentence.escalated', { names })
        : t('incidentPage.timeline.sentence.escalatedToNobody');
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
      ...findReasons(data).map(reason => <TextWithNames text={reason} />),
      toNotifiedSentence(t, recipients),
    ];
  }
  return entry.action.startsWith('major.')
    ? findReasons(data).map(reason =>
        t('incidentPage.timeline.line.wasProposed', {
          reason: <TextWithNames text={reason} />,
        }),
      )
    : [];
}
