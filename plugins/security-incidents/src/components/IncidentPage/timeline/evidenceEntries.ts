import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import type { Translate } from '../../../translation';
import { dataOf, textOf } from './entryData';

const KEYS = {
  'evidence.added': 'added',
  'evidence.downloaded': 'downloaded',
  'evidence.previewed': 'previewed',
  'evidence.held': 'held',
  'evidence.released': 'released',
  'evidence.disposed': 'disposed',
} as const;

const CHECK_KEYS = {
  ok: 'verified',
  mismatch: 'differs',
  missing: 'missing',
} as const;

/** What an entry about evidence says happened; undefined for other entries. */
export function toEvidenceSentence(
  t: Translate,
  entry: TimelineEntry,
): string | undefined {
  const { action } = entry;
  if (!action.startsWith('evidence.')) return undefined;
  const data = dataOf(entry);
  const file = textOf(data, 'fileName');
  const key =
    action === 'evidence.verified'
      ? CHECK_KEYS[textOf(data, 'result') as keyof typeof CHECK_KEYS]
      : KEYS[action as keyof typeof KEYS];
  if (!file || !key) {
    return t('incidentPage.timeline.sentence.evidenceChanged');
  }
  if (key === 'added' && textOf(data, 'location')) {
    return t('incidentPage.timeline.evidence.referred', { file });
  }
  return t(`incidentPage.timeline.evidence.${key}`, { file });
}
