import { getZoneName, shortTime, utcTime } from '../../time';
import { useTranslation } from '../../translation';
import styles from './blocks.module.css';

/** A time in the zone of the reader; its tooltip has it in UTC. */
export function Time(props: {
  at: string;
  /** How it is written; `10:05` or `23 Nov 10:05` unless said otherwise. */
  format?: (iso: string) => string;
  className?: string;
}) {
  const { at, format = shortTime, className } = props;
  return (
    <time dateTime={at} title={utcTime(at)} className={className}>
      {format(at)}
    </time>
  );
}

/** The zone of the times in a panel, once for all of them. */
export function ZoneNote() {
  const { t } = useTranslation();
  return (
    <div className={styles.zone}>
      {t('common.timesIn', { zone: getZoneName() })}
    </div>
  );
}
