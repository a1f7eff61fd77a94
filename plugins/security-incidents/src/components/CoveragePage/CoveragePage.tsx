import { useApi } from '@backstage/core-plugin-api';
import { Alert, Card, CardBody } from '@backstage/ui';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { securityIncidentsApiRef } from '../../api';
import { toCoverageQuery, useAsyncData, useCoverageFilters } from '../../hooks';
import { IMPORT_PARAM } from '../../routes';
import { shortTime } from '../../time';
import { PanelFailed, PanelLoading } from '../common';
import { ImportPlaybookDialog } from '../playbooks';
import { UnframedHead } from '../UnframedHead';
import styles from './CoveragePage.module.css';
import { CoverageTable } from './CoverageTable';
import { Figures } from './Figures';
import { Filters } from './Filters';

/** Opened by its address, so that the gap of a service can lead to it. */
function ImportDialog() {
  const [params, setParams] = useSearchParams();
  if (params.get(IMPORT_PARAM) !== 'true') return null;
  return (
    <ImportPlaybookDialog
      onClose={() =>
        setParams(
          current => {
            const next = new URLSearchParams(current);
            next.delete(IMPORT_PARAM);
            return next;
          },
          { replace: true },
        )
      }
    />
  );
}

/**
 * How ready the services are for an incident: one percentage with its formula, and a row for each service.
 *
 * @param props.framed - whether a header above it says what it is
 */
export function CoveragePage(props: { framed?: boolean }) {
  const api = useApi(securityIncidentsApiRef);
  const state = useCoverageFilters();
  const { filters } = state;
  const load = useCallback(
    (signal: AbortSignal) =>
      api.getCoverage(toCoverageQuery(filters), { signal }),
    [api, filters],
  );
  const { value, error, loading, retry } = useAsyncData(load, CoveragePage);
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        {!props.framed && <UnframedHead />}
        {!error && value?.stale && (
          <Alert
            status="warning"
            icon
            title={`As of ${shortTime(
              value.asOf,
            )}, the catalog does not answer`}
            description="Services, owners and plans are as they were then. What is late is counted as of today."
          />
        )}
        {!error && (!value || value.services > 0) && (
          <>
            {value ? (
              <Figures coverage={value} state={state} />
            ) : (
              <Card className={styles.figuresCard}>
                <CardBody>
                  <PanelLoading label="coverage" rows={6} />
                </CardBody>
              </Card>
            )}
          </>
        )}
        <Filters state={state} coverage={error ? undefined : value} />
        {error ? (
          <Card>
            <CardBody>
              <PanelFailed
                title="The coverage did not load"
                hint="That is not the same as none."
                subject="response plans"
                error={error}
                onRetry={retry}
              />
            </CardBody>
          </Card>
        ) : (
          <CoverageTable
            state={state}
            coverage={value}
            isStale={loading && value !== undefined}
          />
        )}
        <ImportDialog />
      </div>
    </div>
  );
}
