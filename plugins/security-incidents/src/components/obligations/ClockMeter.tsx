import {
  OBLIGATION_AT_RISK_SHARE,
  type Obligation,
} from 'backstage-plugin-security-incidents-common';
import { formatDuration, nearTime, utcTime } from '../../time';
import { type Translate, useTranslation } from '../../translation';
import { classNames } from '../common';
import styles from './obligations.module.css';

type Clock = Pick<Obligation, 'dueBasis' | 'startsAt' | 'dueAt' | 'atRiskAt'>;

/** How urgent a clock is at a time. */
export function getClockState(
  { dueAt, atRiskAt }: Clock,
  now: number,
): 'overdue' | 'at-risk' | 'running' {
  if (dueAt && Date.parse(dueAt) < now) return 'overdue';
  return atRiskAt && Date.parse(atRiskAt) <= now ? 'at-risk' : 'running';
}

/** `11h 35m`, `2h over`, or why there is no time. */
export function toLeftText(t: Translate, clock: Clock, now: number): string {
  const { dueAt, dueBasis } = clock;
  if (!dueAt) {
    return t(
      dueBasis === 'no-number' ? 'obligation.noNumber' : 'obligation.waiting',
    );
  }
  const left = Date.parse(dueAt) - now;
  const time = formatDuration(Math.abs(left));
  return left < 0 ? t('obligation.over', { time }) : time;
}

/** `due Thu 3 Dec 08:07`, `earliest …`, `latest …`. */
export function toDueText(t: Translate, clock: Clock, now: number): string {
  const { dueAt, dueBasis } = clock;
  if (!dueAt) {
    return t(
      dueBasis === 'no-number'
        ? 'obligation.withoutDelay'
        : 'obligation.notStarted',
    );
  }
  const basis =
    dueBasis === 'earliest' || dueBasis === 'latest' ? dueBasis : 'due';
  return t(`obligation.basis.${basis}`, { time: nearTime(dueAt, now) });
}

/** How much of a time has passed. Dashes say that the clock is assumed. */
export function ClockMeter(props: {
  label: string;
  clock: Clock;
  now: number;
}) {
  const { label, clock, now } = props;
  const { startsAt, dueAt, dueBasis } = clock;
  const { t } = useTranslation();
  if (!startsAt || !dueAt) {
    return <div className={styles.noMeter} aria-hidden />;
  }
  const [from, to] = [Date.parse(startsAt), Date.parse(dueAt)];
  const used = Math.min(1, Math.max(0, (now - from) / (to - from || 1)));
  const state = getClockState(clock, now);
  const said = t('obligation.meter', {
    left: toLeftText(t, clock, now),
    due: toDueText(t, clock, now),
  });
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(used * 100)}
      aria-valuetext={said}
      className={styles.meter}
      title={utcTime(dueAt)}
    >
      <span
        className={classNames(
          styles.used,
          dueBasis === 'earliest' && styles.assumed,
        )}
        data-state={state}
        style={{ inlineSize: `${used * 100}%` }}
      />
      <span
        className={styles.tick}
        style={{ insetInlineStart: `${OBLIGATION_AT_RISK_SHARE * 100}%` }}
      />
    </div>
  );
}

/** A clock in a row: time left, meter, due time. */
export function ClockCell(props: { label: string; clock: Clock; now: number }) {
  const { clock, now } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.clock} data-state={getClockState(clock, now)}>
      <span className={styles.left}>{toLeftText(t, clock, now)}</span>
      <ClockMeter {...props} />
      <span className={styles.quiet}>{toDueText(t, clock, now)}</span>
    </div>
  );
}
