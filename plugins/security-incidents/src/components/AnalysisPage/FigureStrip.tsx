import { Card, CardBody } from '@backstage/ui';
import type { AnalysisReport } from 'backstage-plugin-security-incidents-common';
import { AppLink } from '../../navigation';
import { useTranslation, toMidSentence } from '../../translation';
import { DurationFigure, Figure, ImpactSum } from '../reports/Figures';
import styles from '../reports/reports.module.css';
import type { ReportScopeState } from '../reports/useReportScope';
import page from './AnalysisPage.module.css';

/** How many incidents, their impact on services, and how fast they were handled. */
export function FigureStrip(props: {
  report: AnalysisReport;
  state: ReportScopeState;
}) {
  const { report, state } = props;
  const { incidents, exercises, merged, bySeverity, durations } = report;
  const { t } = useTranslation();
  const { rowsOf } = state;
  return (
    <Card>
      <CardBody>
        <dl className={page.strip}>
          <Figure
            label={t('reportAnalysis.recorded.label')}
            value={
              <AppLink to={rowsOf()} className={styles.hit}>
                {incidents}
              </AppLink>
            }
            proof={(['critical', 'high'] as const).map(severity => (
              <AppLink
                key={severity}
                to={rowsOf({ severity })}
                className={styles.hit}
              >
                {t('reportAnalysis.recorded.severe', {
                  count: bySeverity[severity],
                  severity: toMidSentence(t(`term.severity.${severity}`)),
                })}
              </AppLink>
            ))}
            formula={t('reportAnalysis.recorded.plus', {
              exercises: t('term.exercises', { count: exercises }),
              merged,
            })}
          />
          <ImpactSum
            label={t('reportAnalysis.impact.serviceMinutes')}
            figure={report.impact.serviceMinutes}
            formula={t('reportAnalysis.impact.note', {
              count: report.impact.of,
            })}
            rowsOf={keys => rowsOf({ key: keys })}
          />
          {durations.map(duration => (
            <DurationFigure
              key={duration.id}
              duration={duration}
              href={`${state.hrefOf({ time: duration.id })}#times`}
            />
          ))}
        </dl>
      </CardBody>
    </Card>
  );
}
