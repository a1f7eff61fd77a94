import { Button } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { POLL_EVERY_MS } from '../../queries';
import {
  clockTimeWithZone,
  dateTimeWithZone,
  isToday,
  utcTime,
} from '../../time';
import { useTranslation } from '../../translation';
import { classNames } from '../common';
import print from '../common/print.module.css';
import styles from './IncidentHeader.module.css';
import { useIncidentRecord } from './IncidentRecord';

const clock = (ms: number) => clockTimeWithZone(new Date(ms).toISOString());

/** Whether what others do arrives by itself, and if not, since when and what to do. */
export function LiveIndicator() {
  const { t } = useTranslation();
  const { incident, live } = useIncidentRecord();
  if (live.notSince !== undefined) {
    return (
      <span className={classNames(styles.live, print.screenOnly)}>
        <span className={styles.stoppedDot} aria-hidden />
        <span className={styles.liveText}>
          {t('incidentPage.liveIndicator.notLive', {
            since: clock(live.notSince),
            seconds: String(POLL_EVERY_MS / 1000),
            answeredAt: clock(live.answeredAt),
          })}
        </span>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiRefreshLine aria-hidden />}
          isPending={live.isAsking}
          onPress={() => live.ask()}
        >
          {t('incidentPage.liveIndicator.refresh')}
        </Button>
      </span>
    );
  }
  if (live.state === 'connecting') {
    return (
      <span className={classNames(styles.live, print.screenOnly)}>
        {t('incidentPage.liveIndicator.connecting')}
      </span>
    );
  }
  const time = isToday(incident.updatedAt)
    ? clockTimeWithZone(incident.updatedAt)
    : dateTimeWithZone(incident.updatedAt);
  return (
    <span
      className={classNames(styles.live, print.screenOnly)}
      title={utcTime(incident.updatedAt)}
    >
      <span className={styles.liveDot} aria-hidden />
      {t('incidentPage.liveIndicator.live', { time })}
    </span>
  );
}
