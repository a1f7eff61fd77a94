import { VisuallyHidden } from '@backstage/ui';
import { PLAN_CLOCK_AT_RISK_SHARE } from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef, useState } from 'react';
import { useNow, usePlanLink } from '../../../hooks';
import { AppLink } from '../../../navigation';
import { getZoneName } from '../../../time';
import { useTranslation } from '../../../translation';
import { classNames } from '../../common';
import page from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { CLOCK_TONES, ClockMark } from './ClockMark';
import {
  getMoments,
  isSettled,
  type ShownClock,
  timeText,
  toShownClocks,
  toStateText,
} from './clocks';
import styles from './clocks.module.css';
import { toSaid } from '../../said';

function Clock(props: { shown: ShownClock; onUpdate?(): void }) {
  const { shown, onUpdate } = props;
  const { t } = useTranslation();
  const { state, label, used, time } = shown;
  return (
    <li className={styles.clock} data-state={state}>
      <div className={styles.what}>
        <span className={styles.label}>{label}</span>
        <span className={styles.shortLabel} aria-hidden>
          {shown.shortLabel}
        </span>
        <span
          className={`${page.quiet} ${page.time} ${styles.detail}`}
          title={shown.utc}
        >
          {shown.detail}
        </span>
        <span
          className={`${page.quiet} ${page.time} ${styles.due}`}
          title={shown.utc}
          aria-hidden
        >
          {shown.due}
        </span>
      </div>
      <div
        className={classNames(styles.time, CLOCK_TONES[state])}
        title={shown.utc}
      >
        <ClockMark state={state} size={18} />
        <span>
          {time.span}
          {time.after && (
            <span className={styles.word}>{` ${time.after}`}</span>
          )}
        </span>
      </div>
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(used * 100)}
        aria-valuetext={shown.said}
        className={styles.meter}
      >
        <span
          className={styles.used}
          style={{ inlineSize: `${used * 100}%` }}
        />
        <span
          className={styles.atRisk}
          style={{ insetInlineStart: `${PLAN_CLOCK_AT_RISK_SHARE * 100}%` }}
        />
      </div>
      {onUpdate && (
        <button
          type="button"
          className={`${page.linkButton} ${styles.action}`}
          onClick={onUpdate}
        >
          {t('incidentPage.clocks.recordUpdate')}
        </button>
      )}
    </li>
  );
}

/** A stopped clock: whether it was met in time. */
function Settled({ shown }: { shown: ShownClock }) {
  const { state, label, time, detail } = shown;
  return (
    <li className={styles.settled} data-state={state}>
      <span className={classNames(styles.verdict, CLOCK_TONES[state])}>
        <ClockMark state={state} />
        {timeText(time)}
      </span>
      <span>{label}</span>
      <span className={page.time} title={shown.utc}>
        {detail}
      </span>
    </li>
  );
}

/** Announces once when a clock changes its state while the page is open. */
function Turns({ clocks }: { clocks: ShownClock[] }) {
  const { t } = useTranslation();
  const before = useRef(
    new Map(clocks.map(({ clock, state }) => [clock, state])),
  );
  const [said, setSaid] = useState('');
  useEffect(() => {
    const turned = clocks.filter(
      ({ clock, state }) =>
        before.current.has(clock) &&
        before.current.get(clock) !== state &&
        state !== 'running',
    );
    before.current = new Map(clocks.map(({ clock, state }) => [clock, state]));
    if (turned.length > 0) {
      setSaid(
        turned
          .map(({ label, state }) =>
            t('incidentPage.clocks.turned', {
              clock: label,
              state: toStateText(t, state),
            }),
          )
          .join('. '),
      );
    }
  }, [clocks, t]);
  return (
    <VisuallyHidden>
      <span role="status">{said}</span>
    </VisuallyHidden>
  );
}

/** The clocks of the incident, the next due first; nothing when none runs. */
export function ClocksRow() {
  const { incident, compose } = useIncidentRecord();
  const { t } = useTranslation();
  const { serviceLevels, rights } = incident;
  const planLink = usePlanLink();
  const readings = serviceLevels?.clocks ?? [];
  const now = useNow(getMoments(readings));
  if (!serviceLevels || readings.length === 0) return null;
  const { source, planRef, planTitle, pauseRule } = serviceLevels;
  const clocks = toShownClocks(t, readings, now);
  const running = clocks.filter(shown => !isSettled(shown));
  const settled = clocks.filter(isSettled);
  const mayUpdate = rights.recordStep && !isFrozen(incident);

  return (
    <section
      id="clocks"
      className={styles.clocks}
      aria-label={t('incidentPage.clocks.title', { zone: getZoneName() })}
    >
      {running.length > 0 && (
        <ul className={styles.row} data-count={running.length}>
          {running.map(shown => (
            <Clock
              key={shown.clock}
              shown={shown}
              onUpdate={
                mayUpdate && shown.clock === 'updateEvery'
                  ? () =>
                      compose({ kind: 'communication', audience: 'management' })
                  : undefined
              }
            />
          ))}
        </ul>
      )}
      <Turns clocks={clocks} />
      <div className={styles.foot}>
        {settled.length > 0 && (
          <ul className={styles.settleds}>
            {settled.map(shown => (
              <Settled key={shown.clock} shown={shown} />
            ))}
          </ul>
        )}
        <details className={`${page.quiet} ${styles.source}`}>
          <summary>
            {source === 'plan'
              ? t('incidentPage.clocks.fromPlan', {
                  plan: planTitle ?? '',
                }).trim()
              : t('incidentPage.clocks.default')}
          </summary>
          <ul>
            {readings.map(({ clock, words }) => (
              <li key={clock}>{toSaid(t, words)}</li>
            ))}
          </ul>
          <p>
            {toSaid(t, pauseRule)}
            {planRef && (
              <>
                {' '}
                <AppLink className={page.link} to={planLink(planRef)}>
                  {t('incidentPage.clocks.readPlan')}
                </AppLink>
              </>
            )}
          </p>
        </details>
      </div>
    </section>
  );
}
