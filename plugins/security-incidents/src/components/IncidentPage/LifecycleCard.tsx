import { Card, CardBody } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import {
  type Incident,
  type IncidentStatus,
  LIFECYCLE_STATUSES,
} from 'backstage-plugin-security-incidents-common';
import { Fragment } from 'react';
import { useNow } from '../../hooks';
import { AppLink, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { formatDuration, getZoneName, shortTime, utcTime } from '../../time';
import { getLabels, type Translate, useTranslation } from '../../translation';
import { classNames, ZoneNote } from '../common';
import { ClocksRow } from './clocks';
import page from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';
import styles from './LifecycleCard.module.css';

/** How long the incident was in a status, and since when. */
function toTimeText(
  t: Translate,
  incident: Incident,
  status: IncidentStatus,
  nowMs: number,
): string | undefined {
  const periods = incident.statusHistory.filter(
    period => period.status === status,
  );
  if (periods.length === 0) return undefined;
  const [first] = periods;
  const last = periods[periods.length - 1];
  if (!last.to && !incident.open) {
    return t('incidentPage.lifecycle.since', { time: shortTime(last.from) });
  }
  const spentMs = periods.reduce(
    (sum, { from, to }) =>
      sum + (to ? Date.parse(to) : nowMs) - Date.parse(from),
    0,
  );
  const words = {
    duration: formatDuration(spentMs),
    time: shortTime(last.to ? first.from : last.from),
    times: String(periods.length),
  };
  if (last.to) {
    return periods.length > 1
      ? t('incidentPage.lifecycle.tookTimes', words)
      : t('incidentPage.lifecycle.took', words);
  }
  return periods.length > 1
    ? t('incidentPage.lifecycle.soFarTimes', words)
    : t('incidentPage.lifecycle.soFar', words);
}

/** When a phase began and ended, in UTC. */
function toUtcTooltip(
  { statusHistory }: Incident,
  status: IncidentStatus,
): string | undefined {
  const periods = statusHistory.filter(period => period.status === status);
  const times = periods.map(({ from, to }) =>
    [from, to].flatMap(time => (time ? utcTime(time) : [])).join(' – '),
  );
  return times.join(', ') || undefined;
}

/** Why an incident left the lifecycle before its end. */
function toEndNote(t: Translate, incident: Incident): string | undefined {
  const { status, mergedInto, mergedIntoCodename, resolution } = incident;
  if (status === 'dismissed') {
    return resolution
      ? t('incidentPage.lifecycle.dismissedBecause', {
          reason: resolution.summary,
        })
      : t('incidentPage.lifecycle.dismissed');
  }
  if (status !== 'merged') return undefined;
  const other = mergedIntoCodename
    ? t('incidentPage.lifecycle.mergedRestricted', {
        codename: mergedIntoCodename,
      })
    : t('incidentPage.lifecycle.mergedOther');
  return t('incidentPage.lifecycle.merged', {
    incident: mergedInto?.key ?? other,
  });
}

/** Index of its status in the lifecycle; an incident that left it shows how far it came. */
function getPosition({ status, statusHistory }: Incident): number {
  const line: readonly IncidentStatus[] = LIFECYCLE_STATUSES;
  const reached = [...statusHistory.map(period => period.status), status];
  return line.indexOf(
    reached.reverse().find(name => line.includes(name)) ?? 'new',
  );
}

/** Links to the incidents that were merged into this one. */
function MergedIncidents() {
  const { mergedIncidents } = useIncidentRecord().incident;
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  if (mergedIncidents.length === 0) return null;
  return (
    <p className={page.note}>
      {t('incidentPage.lifecycle.mergedHere', {
        incidents: (
          <>
            {mergedIncidents.map(({ id, key, title }, index) => (
              <Fragment key={id}>
                {index > 0 && ', '}
                <AppLink className={page.link} to={link({ key })}>
                  {key} {title}
                </AppLink>
              </Fragment>
            ))}
          </>
        ),
      })}
    </p>
  );
}

/** Where the incident is in its lifecycle, how long each phase took, and which clocks run. */
export function LifecycleCard() {
  const { incident } = useIncidentRecord();
  const nowMs = useNow();
  const { t } = useTranslation();
  const note = toEndNote(t, incident);
  const position = getPosition(incident);
  const reached = new Set(incident.statusHistory.map(({ status }) => status));
  const isSkipped = (index: number) =>
    index < position && !reached.has(LIFECYCLE_STATUSES[index]);
  const isDone = (index: number) =>
    (index < position && !isSkipped(index)) ||
    (index === position && (Boolean(note) || incident.status === 'closed'));

  return (
    <Card aria-label={t('incidentPage.lifecycle.title')}>
      <CardBody>
        <ol
          className={styles.steps}
          aria-label={t('incidentPage.lifecycle.phases', {
            zone: getZoneName(),
          })}
        >
          {LIFECYCLE_STATUSES.map((status, index) => {
            const current = !note && index === position;
            const done = isDone(index);
            const skipped = isSkipped(index);
            const next = !note && index === position + 1;
            return (
              <li
                key={status}
                className={classNames(
                  styles.step,
                  done && styles.done,
                  current && styles.current,
                  !done && !current && styles.ahead,
                )}
                aria-current={current ? 'step' : undefined}
              >
                <span className={styles.mark} aria-hidden>
                  {done && <RiCheckLine size={14} />}
                </span>
                <div className={styles.name}>
                  {getLabels(t, 'status')[status]}
                </div>
                <div
                  className={page.quiet}
                  title={toUtcTooltip(incident, status)}
                >
                  {toTimeText(t, incident, status, nowMs) ||
                    (skipped && t('incidentPage.lifecycle.skipped')) ||
                    (next && t('incidentPage.lifecycle.next'))}
                </div>
              </li>
            );
          })}
        </ol>
        <div className={styles.position} aria-hidden>
          <strong>
            {note
              ? getLabels(t, 'status')[incident.status]
              : t('incidentPage.lifecycle.position', {
                  status: getLabels(t, 'status')[incident.status],
                  step: String(position + 1),
                  total: String(LIFECYCLE_STATUSES.length),
                })}
          </strong>
          <div className={page.quiet}>
            {toTimeText(t, incident, incident.status, nowMs)}
          </div>
        </div>
        {note && <p className={page.note}>{note}</p>}
        <MergedIncidents />
        <ClocksRow />
        <ZoneNote />
      </CardBody>
    </Card>
  );
}
