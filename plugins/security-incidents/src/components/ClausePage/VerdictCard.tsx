import { Card, CardBody } from '@backstage/ui';
import type { ClauseReport } from 'backstage-plugin-security-incidents-common';
import { AppLink } from '../../navigation';
import { useTranslation } from '../../translation';
import { classNames } from '../common';
import { RecordText, toExerciseRows } from '../reports/PopulationCard';
import styles from '../reports/reports.module.css';
import type { ReportScopeState } from '../reports/useReportScope';
import page from './ClausePage.module.css';

/** How many requirements are met in full, of which population, and whether the records are intact. */
export function VerdictCard(props: {
  report: ClauseReport;
  state: ReportScopeState;
}) {
  const { clause, population, record } = props.report;
  const { rowsOf, hrefOf } = props.state;
  const { t } = useTranslation();
  const { records, exercises, merged, incidents, restricted } = population;
  const others = clause.of - clause.metInFull;
  const apart = clause.imported?.total ?? 0;
  const gaps = `${hrefOf({
    requirement: undefined,
    result: undefined,
    complete: undefined,
  })}#completeness`;
  const term = (text: string, to: string, count: number) =>
    count > 0 ? (
      <AppLink to={to} className={styles.hit}>
        {text}
      </AppLink>
    ) : (
      text
    );
  return (
    <Card>
      <CardBody>
        <div className={page.verdict}>
          <section aria-label={t('reportClause.verdict.title')}>
            <p className={page.verdictLine}>
              <strong className={page.verdictNumber}>
                {t('reportClause.verdict.of', {
                  met: clause.metInFull,
                  of: clause.of,
                })}
              </strong>{' '}
              {t('reportClause.verdict.met')}
            </p>
            <p className={page.small}>
              {clause.gaps === 0 ? (
                t('reportClause.verdict.none')
              ) : (
                <>
                  <AppLink to={gaps} className={styles.hit}>
                    {t('reportClause.verdict.gaps', { count: clause.gaps })}
                  </AppLink>{' '}
                  {t('reportClause.verdict.in')}{' '}
                  <AppLink
                    to={rowsOf({ key: clause.incidentsWithGaps.keys })}
                    className={styles.hit}
                  >
                    {t('reportClause.verdict.incidents', {
                      count: clause.incidentsWithGaps.total,
                    })}
                  </AppLink>{' '}
                  {t('reportClause.verdict.break', { count: others })}
                </>
              )}
            </p>
          </section>
          <section>
            <h2 className={styles.quiet}>
              {t('reportClause.verdict.population')}
            </h2>
            <p className={page.equation}>
              {term(
                t('reportClause.verdict.records', { count: records }),
                rowsOf({ mode: 'exercise', status: undefined }),
                records,
              )}{' '}
              −{' '}
              {term(
                t('reportClause.verdict.exercises', { count: exercises.total }),
                rowsOf(toExerciseRows(population)),
                exercises.total,
              )}{' '}
              −{' '}
              {term(
                t('reportClause.verdict.merged', { count: merged.total }),
                rowsOf({ status: 'merged' }),
                merged.total,
              )}{' '}
              ={' '}
              <strong>
                {term(
                  t('reportClause.verdict.incidents', { count: incidents }),
                  rowsOf(),
                  incidents,
                )}
              </strong>
            </p>
            {apart > 0 && (
              <p className={styles.quiet}>
                {t('reports.imported.apart', { count: apart })}
              </p>
            )}
            {restricted.total > 0 && (
              <p className={styles.quiet}>
                {t('reports.population.restricted', {
                  count: restricted.total,
                })}{' '}
                {t('reports.population.others', {
                  count: incidents - restricted.total,
                })}
              </p>
            )}
          </section>
          <section>
            <h2 className={styles.quiet}>{t('reportClause.verdict.record')}</h2>
            <RecordText record={record} />
            <p className={classNames(styles.quiet)}>
              {t('reports.record.entries', { count: population.entries })}
            </p>
          </section>
        </div>
        {record.broken.total > 0 && (
          <p className={styles.quiet}>{t('reports.record.brokenHint')}</p>
        )}
      </CardBody>
    </Card>
  );
}
