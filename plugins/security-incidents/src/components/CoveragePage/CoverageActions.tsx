import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { RiFileUploadLine } from '@remixicon/react';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { securityIncidentsApiRef } from '../../api';
import { type CoverageFiltersState, toCoverageFileQuery } from '../../hooks';
import { IMPORT_PARAM } from '../../routes';
import { DownloadButton } from '../common';
import styles from './CoveragePage.module.css';

/** What can be done on the coverage: take it away as a file, and make a plan of a playbook. */
export function CoverageActions(props: {
  state: CoverageFiltersState;
  mayExport: boolean;
}) {
  const api = useApi(securityIncidentsApiRef);
  const { filters } = props.state;
  const [, setParams] = useSearchParams();
  const load = useCallback(
    async () => ({
      name: `response-plan-coverage-${new Date()
        .toISOString()
        .slice(0, 10)}.csv`,
      content: await api.getCoverageCsv(toCoverageFileQuery(filters)),
      mediaType: 'text/csv',
    }),
    [api, filters],
  );
  return (
    <div className={styles.tools}>
      <Button
        variant="secondary"
        iconStart={<RiFileUploadLine aria-hidden />}
        onPress={() =>
          setParams(
            current => {
              const next = new URLSearchParams(current);
              next.set(IMPORT_PARAM, 'true');
              return next;
            },
            { replace: true },
          )
        }
      >
        Import a playbook
      </Button>
      {props.mayExport && (
        <DownloadButton load={load} subject="response plans">
          Export CSV
        </DownloadButton>
      )}
    </div>
  );
}
