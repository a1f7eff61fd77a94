import { RiAlertLine } from '@remixicon/react';
import { shortTimeWithZone, utcTime } from '../../../time';
import { useTranslation } from '../../../translation';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { Actor } from '../timeline/Actor';
import styles from './major.module.css';

/** Marks a major incident: since when, and who declared it. */
export function MajorBadge() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { state, at, by } = incident.major;
  if (state !== 'declared') return null;
  return (
    <span className={page.pair}>
      <span className={`${page.chip} ${styles.badge}`}>
        <RiAlertLine aria-hidden />
        {t('incidentPage.major.badge')}
      </span>
      {at && (
        <span className={`${page.quiet} ${page.time}`} title={utcTime(at)}>
          {by
            ? t('incidentPage.major.sinceBy', {
                time: shortTimeWithZone(at),
                actor: <Actor subject={by} />,
              })
            : t('incidentPage.major.since', { time: shortTimeWithZone(at) })}
        </span>
      )}
    </span>
  );
}
