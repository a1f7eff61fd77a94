import { Card, CardBody } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import {
  type Incident,
  type IncidentStatus,
  LIFECYCLE_STATUSES,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import { useNow } from '../../hooks';
import { formatDuration, shortTime } from '../../time';
import { classNames } from '../common';
import { ClocksRow } from './clocks';
import page from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';
import styles from './LifecycleCard.module.css';

function timeIn(
  incident: Incident,
  status: IncidentStatus,
  nowMs: number,
): string | undefined {
  const periods = incident.statusHistory.filter(
    period => period.status === status,
  );
  if (!periods.length) return undefined;
  const last = periods[periods.length - 1];
  if (!last.to && !incident.open) return `since ${shortTime(last.from)}`;
  const spentMs = periods.reduce(
    (sum, { from, to }) =>
      sum + (to ? Date.parse(to) : nowMs) - Date.parse(from),
    0,
  );
  const times = periods.length > 1 ? `, ${periods.length} times` : '';
  return last.to
    ? `${formatDuration(spentMs)}, from ${shortTime(periods[0].from)}${times}`
    : `${formatDuration(spentMs)} so far, since ${shortTime(
        last.from,
      )}${times}`;
}

function endNote(incident: Incident) {
  const { status, mergedInto, mergedIntoCodename, resolution } = incident;
  if (status === 'dismissed') {
    return `Dismissed${
      resolution ? `: ${resolution.summary}` : ''
    }. The reason is in the timeline.`;
  }
  if (status === 'merged') {
    const other = mergedIntoCodename
      ? `a restricted incident, codename ${mergedIntoCodename}`
      : 'another incident';
    return `Merged into ${
      mergedInto?.key ?? other
    }. What happens next is recorded there.`;
  }
  return undefined;
}

/** Index of the status it is in; one that left the line shows how far it came. */
function positionOf({ status, statusHistory }: Incident): number {
  const line: readonly IncidentStatus[] = LIFECYCLE_STATUSES;
  const reached = [...statusHistory.map(period => period.status), status];
  return line.indexOf(
    reached.reverse().find(name => line.includes(name)) ?? 'new',
  );
}

/** Where the incident is in its life, how long each phase took, and how long there is for what is owed. Times are UTC. */
export function LifecycleCard() {
  const { incident } = useIncidentRecord();
  const nowMs = useNow();
  const note = endNote(incident);
  const position = positionOf(incident);
  const isDone = (index: number) =>
    index < position ||
    (index === position && (Boolean(note) || incident.status === 'closed'));

  return (
    <Card aria-label="Lifecycle">
      <CardBody>
        <ol className={styles.steps} aria-label="Phases, times in UTC">
          {LIFECYCLE_STATUSES.map((status, index) => {
            const current = !note && index === position;
            const done = isDone(index);
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
                <div className={styles.name}>{STATUS_LABELS[status]}</div>
                <div className={page.quiet}>
                  {timeIn(incident, status, nowMs) ?? (next ? 'next' : '')}
                </div>
              </li>
            );
          })}
        </ol>
        <div className={styles.position} aria-hidden>
          <strong>
            {STATUS_LABELS[incident.status]}
            {!note && `, step ${position + 1} of ${LIFECYCLE_STATUSES.length}`}
          </strong>
          <div className={page.quiet}>
            {timeIn(incident, incident.status, nowMs)}
          </div>
        </div>
        {note && <p className={page.note}>{note}</p>}
        <ClocksRow />
      </CardBody>
    </Card>
  );
}
