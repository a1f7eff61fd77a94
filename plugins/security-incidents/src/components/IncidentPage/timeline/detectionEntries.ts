import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import type { Translate } from '../../../translation';
import { dataOf, textOf } from './entryData';

const KEYS = {
  'detection.promoted': 'promoted',
  'detection.attached': 'attached',
  'detection.detached': 'detached',
} as const;

/** What an entry about a detection says happened; undefined for other entries. */
export function toDetectionSentence(
  t: Translate,
  entry: TimelineEntry,
): string | undefined {
  const { action } = entry;
  if (!action.startsWith('detection.')) return undefined;
  const data = dataOf(entry);
  const title = textOf(data, 'title');
  // Entries of older versions have the id of the source alone.
  const source = textOf(data, 'sourceTitle') ?? textOf(data, 'source') ?? '';
  if (!title) return t('incidentPage.timeline.sentence.detectionChanged');
  if (action === 'detection.repeated') {
    return t('incidentPage.timeline.detection.repeated', {
      source,
      title,
      count: Number(data.count ?? 2),
    });
  }
  if (action === 'detection.resolved') {
    return t('incidentPage.timeline.detection.resolved', { source, title });
  }
  const key = KEYS[action as keyof typeof KEYS];
  if (!key) return t('incidentPage.timeline.sentence.detectionChanged');
  const rule = textOf(data, 'rule');
  const sentence = t(`incidentPage.timeline.detection.${key}`, {
    source,
    title,
  });
  return rule
    ? t('incidentPage.timeline.detection.byRule', { sentence, rule })
    : sentence;
}
