import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../../translation';
import page from '../IncidentPage.module.css';
import { dataOf } from './entryData';
import { Pointer } from './Pointer';
import styles from './timeline.module.css';
import type { TimelineContext } from './TimelineLines';

/** The entries that hold a text that was erased from another one, as the entry about the erasure says. */
export function getRepeats(entry: TimelineEntry): number[] {
  const { repeatedIn } = dataOf(entry);
  return entry.action === 'entry.erased' && Array.isArray(repeatedIn)
    ? repeatedIn.filter((seq): seq is number => Number.isInteger(seq))
    : [];
}

/** Leads from an erasure to the entries that still hold the text, and says what to do with them. */
export function Repeats(props: {
  entry: TimelineEntry;
  context: TimelineContext;
}) {
  const { entry, context } = props;
  const { t } = useTranslation();
  const repeats = getRepeats(entry);
  if (repeats.length === 0) return null;
  const left = repeats.filter(seq => !context.erased.has(seq));
  if (left.length === 0) {
    return (
      <p className={page.quiet}>
        {t('incidentPage.timeline.erasure.noneLeft')}
      </p>
    );
  }
  return (
    <>
      <div className={styles.details}>
        <span>
          {t('incidentPage.timeline.erasure.left', { count: left.length })}
        </span>
        {left.map(seq => (
          <Pointer
            key={seq}
            seq={seq}
            tone={page.warning}
            text={`#${seq}`}
            onShow={context.onShow}
          />
        ))}
      </div>
      <p className={page.quiet}>{t('incidentPage.timeline.erasure.next')}</p>
    </>
  );
}
