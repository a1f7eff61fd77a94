import { Card, CardBody, CardHeader } from '@backstage/ui';
import type { ServiceYear } from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { TimelineStrip, toSeverity } from '../charts';
import { DurationFigure, Figure, PlanTasksFigure } from '../reports/Figures';
import styles from '../reports/reports.module.css';
import type { ReportScopeState } from '../reports/useReportScope';
import page from './ServiceYearPage.module.css';

const SHOWN_DURATIONS = ['acknowledge', 'contain', 'resolve'];

interface PartProps {
  year: ServiceYear;
  rowsOf: ReportScopeState['rowsOf'];
}

function IncidentsFigure({ year, rowsOf }: PartProps) {
  const { t } = useTranslation();
  const { total, open, closed, dismissed, exercises } = year.incidents;
  const parts = [
    {
      text: t('reportServices.year.glance.open', { count: open }),
      to: rowsOf({ open: 'true', status: undefined }),
    },
    {
      text: t('reportServices.year.glance.closed', { count: closed }),
      to: rowsOf({ status: 'closed' }),
    },
    {
      text: t('reportServices.year.glance.dismissed', { count: dismissed }),
      to: rowsOf({ status: 'dismissed' }),
    },
  ];
  return (
    <Figure
      label={t('reportServices.year.glance.incidents')}
      value={
        <AppLink to={rowsOf()} className={styles.hit}>
          {total}
        </AppLink>
      }
      proof={parts.map(({ text, to }) => (
        <AppLink key={text} to={to} className={styles.hit}>
          {text}
        </AppLink>
      ))}
      formula={t('reportServices.year.glance.exercises', { count: exercises })}
    />
  );
}

function ContainmentFigure({ year, rowsOf }: PartProps) {
  const { t } = useTranslation();
  const { met, of, missed, withoutTarget, running } = year.containment;
  const share = t('reportServices.year.glance.share', { met, of });
  return (
    <Figure
      label={t('reportServices.year.glance.containment')}
      value={of === 0 ? t('reportServices.year.glance.none') : share}
      proof={
        <>
          {missed.total > 0 && (
            <AppLink to={rowsOf({ key: missed.keys })} className={styles.hit}>
              {t('reportAnalysis.levels.missed', { count: missed.total })}
            </AppLink>
          )}
          <span>
            {t('reportServices.year.glance.noTarget', { count: withoutTarget })}
          </span>
          <span>
            {t('reportServices.year.glance.running', { count: running })}
          </span>
        </>
      }
      formula={t('reportServices.year.glance.formula')}
    />
  );
}

/** Figures of the period, and each incident on a strip of time. */
export function GlanceCard(props: PartProps) {
  const { year, rowsOf } = props;
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.title}>
            {t('reportServices.year.glance.title')}
          </h2>
          <span className={styles.quiet}>
            {t('reportServices.year.glance.legend')}
          </span>
        </div>
      </CardHeader>
      <CardBody>
        <dl className={page.figures}>
          <IncidentsFigure {...props} />
          {year.durations
            .filter(({ id }) => SHOWN_DURATIONS.includes(id))
            .map(duration => (
              <DurationFigure key={duration.id} duration={duration} />
            ))}
          <PlanTasksFigure planTasks={year.planTasks} />
          <ContainmentFigure {...props} />
        </dl>
        <TimelineStrip
          marks={year.marks}
          from={year.period.from}
          to={year.period.to}
          hrefOf={({ key }) => link({ key })}
          laneHrefOf={name => {
            const severity = toSeverity(name);
            return severity && rowsOf({ severity });
          }}
        />
      </CardBody>
    </Card>
  );
}
