import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import type { Translate } from '../../../translation';
import { dataOf, textOf } from './entryData';

const SHOWN_DIGITS = 12;

/** What an entry about an export, an erasure or an explained gap says. */
export function toProofSentence(
  t: Translate,
  entry: TimelineEntry,
): string | undefined {
  const data = dataOf(entry);
  if (entry.action === 'gap.explained') {
    return t('incidentPage.timeline.sentence.gapExplained');
  }
  if (entry.action === 'entry.erased') {
    return t('incidentPage.timeline.proof.erased', {
      seq: String(data.seq ?? ''),
    });
  }
  if (entry.action !== 'record.exported') return undefined;
  const sha256 = textOf(data, 'sha256');
  return sha256
    ? t('incidentPage.timeline.proof.exported', {
        sha256: sha256.slice(0, SHOWN_DIGITS),
      })
    : t('incidentPage.timeline.proof.exportBrokeOff');
}
