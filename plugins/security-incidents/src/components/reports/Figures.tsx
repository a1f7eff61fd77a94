import type {
  ImpactFigure,
  PlanTaskFigure,
  ReportDuration,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { AppLink } from '../../navigation';
import { formatDuration } from '../../time';
import { formatNumber, useTranslation } from '../../translation';
import styles from './reports.module.css';
import { toSaid } from '../said';

/** A number with what it is computed from and its formula. */
export function Figure(props: {
  label: string;
  value: ReactNode;
  unit?: string;
  proof?: ReactNode;
  formula?: string;
}) {
  return (
    <div className={styles.figure}>
      <dt className={styles.quiet}>{props.label}</dt>
      <dd>
        <span className={styles.value}>
          {props.value}
          {props.unit && <span className={styles.unit}> {props.unit}</span>}
        </span>
        {props.proof && <span className={styles.proof}>{props.proof}</span>}
        {props.formula && <span className={styles.quiet}>{props.formula}</span>}
      </dd>
    </div>
  );
}

/** A duration with median, p90, n and how many are excluded. */
export function DurationFigure(props: {
  duration: ReportDuration;
  /** The page that shows each value and why others are excluded. */
  href?: string;
}) {
  const { duration, href } = props;
  const { t } = useTranslation();
  const { id, n, excluded, medianMs, p90Ms, formula } = duration;
  const parts = [
    p90Ms === undefined
      ? n > 0 && t('reports.duration.tooFew')
      : t('reports.duration.p90', { duration: formatDuration(p90Ms) }),
    t('reports.duration.n', { count: n }),
    t('reports.duration.excluded', { count: excluded }),
  ].filter(Boolean) as string[];
  return (
    <Figure
      label={t(`reports.duration.${id}`)}
      value={
        medianMs === undefined
          ? t('reports.duration.none')
          : formatDuration(medianMs)
      }
      unit={medianMs === undefined ? undefined : t('reports.duration.median')}
      proof={parts.map(part =>
        href ? (
          <AppLink key={part} to={href} className={styles.hit}>
            {part}
          </AppLink>
        ) : (
          <span key={part}>{part}</span>
        ),
      )}
      formula={formula && toSaid(t, formula)}
    />
  );
}

/** Required plan tasks that were done by their due time. */
export function PlanTasksFigure({ planTasks }: { planTasks: PlanTaskFigure }) {
  const { t } = useTranslation();
  const { onTime, due, runs } = planTasks;
  return (
    <Figure
      label={t('reports.planTasks.title')}
      value={
        due === 0
          ? t('reports.planTasks.none')
          : t('reports.percent', {
              // Neither 0 nor 100 unless it is none or all.
              percent: String(
                onTime === due
                  ? 100
                  : Math.min(99, Math.round((onTime / due) * 100)),
              ),
            })
      }
      proof={
        <>
          <span>
            {t('reports.planTasks.share', {
              onTime: String(onTime),
              due: String(due),
            })}
          </span>
          <span>{t('reports.planTasks.runs', { count: runs })}</span>
        </>
      }
      formula={t('reports.planTasks.formula')}
    />
  );
}

/** A sum over incidents, with how many say none and how many do not say. */
export function ImpactSum(props: {
  label: string;
  figure: ImpactFigure;
  formula?: string;
  rowsOf(keys: string[]): string;
}) {
  const { label, figure, formula, rowsOf } = props;
  const { t } = useTranslation();
  const linked = (text: string, { total, keys }: ImpactFigure['some']) =>
    total > 0 ? (
      <AppLink to={rowsOf(keys)} className={styles.hit}>
        {text}
      </AppLink>
    ) : (
      <span>{text}</span>
    );
  return (
    <Figure
      label={label}
      value={formatNumber(figure.sum)}
      proof={
        <>
          {linked(
            t('reports.serviceMinutes.some', { count: figure.some.total }),
            figure.some,
          )}
          <span>
            {t('reports.serviceMinutes.none', { count: figure.none })}
          </span>
          {linked(
            t('reports.serviceMinutes.unknown', {
              count: figure.unknown.total,
            }),
            figure.unknown,
          )}
        </>
      }
      formula={formula && toSaid(t, formula)}
    />
  );
}
