import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { nearTime } from '../../../time';
import type { Translate } from '../../../translation';
import { type Data, dataOf, textOf } from './entryData';

interface Named {
  name?: string;
}

interface Moved extends Named {
  from?: string | null;
  to?: string | null;
  isMissed?: boolean;
}

function getNames(data: Data): string {
  const named = (data.obligations ?? []) as Named[];
  return named.map(({ name }) => name ?? '').join(', ');
}

const KEYS = {
  applicable: 'applicable',
  'not-applicable': 'notApplicable',
  'to-assess': 'toAssess',
} as const;

/** What an entry about obligations says happened; undefined for other entries. */
export function toObligationSentence(
  t: Translate,
  entry: TimelineEntry,
): string | undefined {
  const { action } = entry;
  if (!action.startsWith('obligation.')) return undefined;
  const data = dataOf(entry);
  const rule = textOf(data, 'name') ?? getNames(data);
  switch (action) {
    case 'obligation.raised':
      return t('incidentPage.timeline.obligation.raised', { rule });
    case 'obligation.submitted':
      return t('incidentPage.timeline.obligation.submitted', { rule });
    case 'obligation.recalculated':
      return t('incidentPage.timeline.obligation.recalculated', { rule });
    case 'obligation.reminded':
      return t('incidentPage.timeline.obligation.reminded', { rule });
    default: {
      const key = KEYS[data.decision as keyof typeof KEYS];
      return key
        ? t(`incidentPage.timeline.obligation.${key}`, { rule })
        : t('incidentPage.timeline.sentence.obligationChanged');
    }
  }
}

/** Due times before and after, and the proof, of an entry about obligations. */
export function toObligationLines(
  t: Translate,
  entry: TimelineEntry,
): string[] {
  const data = dataOf(entry);
  const at = (time: string) => nearTime(time, Date.now());
  if (entry.action === 'obligation.recalculated') {
    const none = t('incidentPage.timeline.obligation.noTime');
    return ((data.obligations ?? []) as Moved[]).map(
      ({ name, from, to, isMissed }) =>
        [
          t('incidentPage.timeline.obligation.moved', {
            rule: name ?? '',
            from: from ? at(from) : none,
            to: to ? at(to) : none,
          }),
          isMissed && t('incidentPage.timeline.obligation.missed'),
        ]
          .filter(Boolean)
          .join(', '),
    );
  }
  if (!entry.action.startsWith('obligation.')) return [];
  const submittedAt = textOf(data, 'submittedAt');
  const dueAt = textOf(data, 'dueAt');
  const proof = [textOf(data, 'proof'), textOf(data, 'reference')]
    .filter(Boolean)
    .join(', ');
  return [
    submittedAt &&
      t('incidentPage.timeline.obligation.sentAt', {
        time: at(submittedAt),
        proof,
      }),
    dueAt && t('incidentPage.timeline.obligation.due', { time: at(dueAt) }),
  ].filter((line): line is string => Boolean(line));
}
