import { Button } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { ASK_EVERY_MS } from '../../hooks';
import { clockTime, dateTime, isToday } from '../../time';
import styles from './IncidentHeader.module.css';
import { useIncidentRecord } from './IncidentRecord';

const clock = (ms: number) => clockTime(new Date(ms).toISOString());

/** Whether what others do arrives by itself, and if not, since when and what to do. */
export function LiveIndicator() {
  const { incident, live } = useIncidentRecord();
  if (live.notSince === undefined) {
    const at = isToday(incident.updatedAt)
      ? clockTime(incident.updatedAt)
      : dateTime(incident.updatedAt);
    return (
      <span className={styles.live}>
        <span className={styles.liveDot} aria-hidden />
        {`Live, last change ${at} UTC`}
      </span>
    );
  }
  return (
    <span className={styles.live}>
      <span className={styles.stoppedDot} aria-hidden />
      {`Not live since ${clock(live.notSince)} UTC. Asks again every ${
        ASK_EVERY_MS / 1000
      } s, last answer ${clock(live.answeredAt)}.`}
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiRefreshLine aria-hidden />}
        isPending={live.asking}
        onPress={() => live.ask()}
      >
        Ask now
      </Button>
    </span>
  );
}
