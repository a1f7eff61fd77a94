import {
  type IncidentSummary,
  READINESS_CHECKS,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import { formatDuration } from '../../time';
import { toMidSentence, useTranslation } from '../../translation';
import { checksPassed } from '../common';
import styles from './home.module.css';
import {
  HISTORY_MONTHS,
  type TeamService,
  type TeamsRisk,
} from './useTeamsRisk';

function Figure(props: { value: string; word: string; note: string }) {
  return (
    <div className={styles.figure}>
      <span>
        <strong>{props.value}</strong> {props.word}
      </span>
      <span className={styles.quiet}>{props.note}</span>
    </div>
  );
}

function Open({ incidents }: { incidents: readonly IncidentSummary[] }) {
  const { t } = useTranslation();
  const parts = [...SEVERITIES]
    .reverse()
    .map(severity => ({
      severity,
      count: incidents.filter(item => item.severity === severity).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) =>
      t('home.risk.bySeverity', {
        count,
        severity: toMidSentence(t(`term.severity.${severity}`)),
      }),
    );
  return (
    <Figure
      value={String(incidents.length)}
      word={t('home.risk.open')}
      note={parts.join(', ') || t('home.risk.nothingOpen')}
    />
  );
}

function Due(props: { incidents: readonly IncidentSummary[]; now: number }) {
  const { t } = useTranslation();
  const left = props.incidents
    .flatMap(({ nextDue }) => (nextDue ? [Date.parse(nextDue.dueAt)] : []))
    .map(dueAt => dueAt - props.now);
  const overdue = left.filter(ms => ms < 0).length;
  const next = Math.min(...left.filter(ms => ms >= 0));
  return (
    <Figure
      value={String(overdue)}
      word={t('home.risk.overdue')}
      note={
        Number.isFinite(next)
          ? t('home.risk.nextIn', { duration: formatDuration(next) })
          : t('home.risk.nothingDue')
      }
    />
  );
}

function Waiting(props: { services: readonly TeamService[]; now: number }) {
  const { t } = useTranslation();
  const waiting = props.services.flatMap(service => service.waiting ?? []);
  if (waiting.length === 0) return null;
  const [oldest] = waiting.flatMap(({ oldestAt }) => oldestAt ?? []).sort();
  return (
    <Figure
      value={String(waiting.reduce((sum, { total }) => sum + total, 0))}
      word={t('home.risk.waiting')}
      note={
        oldest
          ? t('home.risk.oldest', {
              duration: formatDuration(props.now - Date.parse(oldest)),
            })
          : t('home.risk.nothingWaits')
      }
    />
  );
}

function Ready({ services }: { services: readonly TeamService[] }) {
  const { t } = useTranslation();
  const checked = services.flatMap(({ checks }) =>
    checks ? [{ checks }] : [],
  );
  if (checked.length === 0) return null;
  const ready = checked.filter(
    service => checksPassed(service) === READINESS_CHECKS.length,
  ).length;
  const gaps = checked.length - ready;
  return (
    <Figure
      value={t('home.risk.ready', {
        ready: String(ready),
        count: checked.length,
      })}
      word={t('home.risk.fullyReady')}
      note={
        gaps > 0 ? t('home.risk.gaps', { count: gaps }) : t('home.risk.noGaps')
      }
    />
  );
}

function Lately(props: {
  lately: TeamsRisk['lately'];
  incidents: readonly IncidentSummary[];
}) {
  const { total, since } = props.lately;
  const { t } = useTranslation();
  const open = props.incidents.filter(
    ({ detectedAt }) => detectedAt >= since,
  ).length;
  return (
    <Figure
      value={String(total)}
      word={t('home.risk.lately', { count: HISTORY_MONTHS })}
      note={t('home.risk.ended', { count: Math.max(0, total - open) })}
    />
  );
}

/** The sums of a team: incidents count once, whatever services they affect. */
export function RiskFigures(props: {
  services: readonly TeamService[];
  incidents: readonly IncidentSummary[];
  lately: TeamsRisk['lately'];
  now: number;
}) {
  const { services, incidents, now } = props;
  return (
    <div className={styles.figuresFrame}>
      <div className={styles.figures}>
        <Open incidents={incidents} />
        <Due incidents={incidents} now={now} />
        <Waiting services={services} now={now} />
        <Ready services={services} />
        <Lately lately={props.lately} incidents={incidents} />
      </div>
    </div>
  );
}
