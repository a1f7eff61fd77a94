import { Card, CardBody } from '@backstage/ui';
import Step from '@material-ui/core/Step';
import StepLabel from '@material-ui/core/StepLabel';
import Stepper from '@material-ui/core/Stepper';
import { makeStyles } from '@material-ui/core/styles';
import {
  type Incident,
  type IncidentStatus,
  LIFECYCLE_STATUSES,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import { clockTime, formatDuration } from '../../time';
import styles from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';

const useStyles = makeStyles(
  {
    stepper: { background: 'none', padding: 0 },
    text: {
      color: 'var(--bui-fg-primary)',
      fontFamily: 'var(--bui-font-regular)',
    },
    time: { display: 'block', textAlign: 'center' },
    icon: {
      '&.MuiStepIcon-root': {
        color: 'color-mix(in srgb, var(--bui-fg-primary) 30%, transparent)',
      },
      '&.MuiStepIcon-active, &.MuiStepIcon-completed': {
        color: 'var(--bui-accent-bg)',
      },
      '& .MuiStepIcon-text': { fill: 'var(--bui-accent-fg)' },
    },
  },
  { name: 'SecurityIncidentsLifecycle' },
);

function timeIn(
  incident: Incident,
  status: IncidentStatus,
  nowMs: number,
): string | undefined {
  const periods = incident.statusHistory.filter(
    period => period.status === status,
  );
  if (!periods.length) return undefined;
  const spent = periods.reduce(
    (sum, { from, to }) =>
      sum + (to ? new Date(to).getTime() : nowMs) - new Date(from).getTime(),
    0,
  );
  const since = `${clockTime(periods[periods.length - 1].from)} UTC`;
  if (status === 'closed') return `at ${since}`;
  const lasts = !periods[periods.length - 1].to;
  const times = periods.length > 1 ? `, ${periods.length} times` : '';
  return lasts
    ? `${formatDuration(spent)} so far, since ${since}${times}`
    : `${formatDuration(spent)}, from ${clockTime(periods[0].from)}${times}`;
}

function endNote({ status, mergedInto, resolution }: Incident) {
  if (status === 'dismissed') {
    return `Dismissed${
      resolution ? `: ${resolution.summary}` : ''
    }. The reason is in the timeline.`;
  }
  if (status === 'merged') {
    return `Merged into ${
      mergedInto?.key ?? 'another incident'
    }. What happens next is recorded there.`;
  }
  return undefined;
}

/** Where the incident is in its life, and how long each phase took. */
export function LifecycleCard() {
  const { incident } = useIncidentRecord();
  const classes = useStyles();
  const nowMs = Date.now();
  const note = endNote(incident);
  // A dismissed or merged incident left the line: it shows how far it came.
  const reached = incident.statusHistory
    .map(({ status }) => status as string)
    .filter(status => LIFECYCLE_STATUSES.includes(status as 'new'));
  const position = LIFECYCLE_STATUSES.indexOf(
    (note ? reached[reached.length - 1] : incident.status) as 'new',
  );

  return (
    <Card aria-label="Lifecycle">
      <CardBody>
        <div className={styles.stepper}>
          <Stepper
            alternativeLabel
            activeStep={note ? -1 : position}
            className={classes.stepper}
          >
            {LIFECYCLE_STATUSES.map((status, index) => (
              <Step
                key={status}
                completed={
                  index < position ||
                  (status === incident.status && status === 'closed') ||
                  (Boolean(note) && index === position)
                }
              >
                <StepLabel
                  StepIconProps={{ classes: { root: classes.icon } }}
                  optional={
                    <span className={`${styles.quiet} ${classes.time}`}>
                      {timeIn(incident, status, nowMs) ??
                        (!note && index === position + 1 ? 'next' : '')}
                    </span>
                  }
                  aria-current={
                    !note && index === position ? 'step' : undefined
                  }
                >
                  <span className={classes.text}>{STATUS_LABELS[status]}</span>
                </StepLabel>
              </Step>
            ))}
          </Stepper>
        </div>
        <div className={styles.position}>
          <div className={styles.dots} aria-hidden>
            {LIFECYCLE_STATUSES.map((status, index) => (
              <span
                key={status}
                className={`${styles.dot} ${
                  index <= position ? styles.dotDone : ''
                }`}
              />
            ))}
          </div>
          <strong>
            {STATUS_LABELS[incident.status]}
            {!note && `, step ${position + 1} of ${LIFECYCLE_STATUSES.length}`}
          </strong>
          <div className={styles.quiet}>
            {timeIn(incident, incident.status, nowMs)}
          </div>
        </div>
        {note && <p>{note}</p>}
      </CardBody>
    </Card>
  );
}
