import { RiAlertLine } from '@remixicon/react';
import { shortTime } from '../../../time';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { Actor } from '../timeline/Actor';
import styles from './major.module.css';

/** That it is a major incident, since when, and who said so. */
export function MajorBadge() {
  const { incident } = useIncidentRecord();
  const { state, at, by } = incident.major;
  if (state !== 'declared') return null;
  return (
    <span className={page.pair}>
      <span className={`${page.chip} ${styles.badge}`}>
        <RiAlertLine aria-hidden />
        Major incident
      </span>
      {at && (
        <span className={`${page.quiet} ${page.time}`}>
          {`since ${shortTime(at)} UTC`}
          {by && (
            <>
              {' by '}
              <Actor subject={by} />
            </>
          )}
        </span>
      )}
    </span>
  );
}
