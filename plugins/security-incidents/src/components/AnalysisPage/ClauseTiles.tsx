import { Card, CardBody, CardHeader } from '@backstage/ui';
import { RiAlertFill, RiCheckboxCircleFill } from '@remixicon/react';
import { getRequirement } from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { useClauseReport } from '../../queries';
import { clauseRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { ShareBar } from '../charts';
import { classNames, PanelFailed, PanelLoading } from '../common';
import { getRequirementText } from '../reports/requirements';
import styles from '../reports/reports.module.css';
import type { ReportScopeState } from '../reports/useReportScope';
import page from './AnalysisPage.module.css';

/** One tile for each requirement of the clause: met of due. */
export function ClauseTiles({ state }: { state: ReportScopeState }) {
  const { t } = useTranslation();
  const clausePage = useRouteRef(clauseRouteRef)();
  const { data, error, reload } = useClauseReport(state.query);
  const rowsOf = (requirement: string, result: string) =>
    `${state.keepScope(clausePage, { requirement, result })}#completeness`;
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.title}>{t('reportAnalysis.clause.title')}</h2>
          <AppLink
            to={state.keepScope(clausePage)}
            className={classNames(styles.hit, styles.jump)}
          >
            {t('reportAnalysis.clause.open')}
          </AppLink>
        </div>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            title={t('reportAnalysis.clause.failed')}
            subject={t('reports.subject')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !data && (
          <PanelLoading label={t('reports.loading')} rows={3} />
        )}
        {!error && data && (
          <ul className={page.tiles}>
            {data.clause.requirements
              .filter(
                ({ requirement }) =>
                  getRequirement(requirement).kind === 'requirement',
              )
              .map(({ requirement, met, missing, due }) => (
                <li key={requirement} className={page.tile}>
                  <span className={page.tileName}>
                    <span className={styles.quiet}>
                      {getRequirement(requirement).letter}
                    </span>{' '}
                    {getRequirementText(t, requirement, 'short')}
                  </span>
                  <span className={styles.number}>
                    <strong>{met.total}</strong> {t('reports.ofDue', { due })}
                  </span>
                  <span className={styles.inline}>
                    {missing.total === 0 ? (
                      <>
                        <RiCheckboxCircleFill
                          size={14}
                          className={styles.good}
                          aria-hidden
                        />
                        {t('reports.met')}
                      </>
                    ) : (
                      <>
                        <RiAlertFill
                          size={14}
                          className={styles.late}
                          aria-hidden
                        />
                        <AppLink
                          to={rowsOf(requirement, 'missing')}
                          className={styles.hit}
                        >
                          {t('reports.missingCount', { count: missing.total })}
                        </AppLink>
                      </>
                    )}
                  </span>
                  <ShareBar part={met.total} all={due} />
                </li>
              ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
