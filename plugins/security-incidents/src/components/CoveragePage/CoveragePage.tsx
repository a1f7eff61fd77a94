import { useApi } from '@backstage/core-plugin-api';
import { Alert, Card, CardBody } from '@backstage/ui';
import type { Coverage } from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import { usePageTitle } from '../../hooks';
import { queryKeys, usePanelQuery } from '../../queries';
import { shortTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import { PanelFailed, PanelLoading } from '../common';
import { PlansNav } from '../PlansNav';
import { ImportPlaybookFromUrl } from '../playbooks';
import { UnframedHead } from '../UnframedHead';
import styles from './CoveragePage.module.css';
import { CoverageTable } from './CoverageTable';
import { Figures } from './Figures';
import { Filters } from './Filters';
import {
  type CoverageFiltersState,
  toCoverageQuery,
  useCoverageFilters,
} from './useCoverageFilters';

/** The figures, and how old they are while the catalog does not answer. */
function Summary(props: { coverage?: Coverage; state: CoverageFiltersState }) {
  const { coverage, state } = props;
  const { t } = useTranslation();
  if (!coverage) {
    return (
      <Card className={styles.figuresCard}>
        <CardBody>
          <PanelLoading label={t('coveragePage.loading')} rows={6} />
        </CardBody>
      </Card>
    );
  }
  return (
    <>
      {coverage.stale && (
        <Alert
          status="warning"
          icon
          title={t('coveragePage.stale.title', {
            time: shortTimeWithZone(coverage.asOf),
          })}
          description={t('coveragePage.stale.description')}
        />
      )}
      {coverage.services > 0 && <Figures coverage={coverage} state={state} />}
    </>
  );
}

/**
 * How ready the services are for an incident: one percentage with its formula, and a row for each service.
 *
 * @param props.framed - whether the platform's header is above the page
 */
export function CoveragePage(props: { framed?: boolean }) {
  const api = useApi(securityIncidentsApiRef);
  const { t } = useTranslation();
  usePageTitle(t('incidentList.coverage'));
  const state = useCoverageFilters();
  const query = toCoverageQuery(state.filters);
  const { data, error, isPrevious, reload } = usePanelQuery<Coverage>({
    queryKey: queryKeys.report('coverage', query),
    queryFn: ({ signal }) => api.getCoverage(query, { signal }),
    keepWhile: queryKeys.report('coverage'),
  });
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        {!props.framed && <UnframedHead />}
        <PlansNav />
        {!error && <Summary coverage={data} state={state} />}
        <Filters state={state} coverage={data} />
        {error ? (
          <Card>
            <CardBody>
              <PanelFailed
                title={t('coveragePage.failed.title')}
                hint={t('coveragePage.failed.hint')}
                subject={t('coveragePage.subject')}
                error={error}
                onRetry={reload}
              />
            </CardBody>
          </Card>
        ) : (
          <CoverageTable state={state} coverage={data} isStale={isPrevious} />
        )}
        <ImportPlaybookFromUrl />
      </div>
    </div>
  );
}
