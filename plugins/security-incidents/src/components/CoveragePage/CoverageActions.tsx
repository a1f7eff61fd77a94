import { useApi } from '@backstage/core-plugin-api';
import { securityIncidentsApiRef } from '../../api';
import { useTranslation } from '../../translation';
import { DownloadButton } from '../common';
import { ImportPlaybookButton } from '../playbooks';
import styles from './CoveragePage.module.css';
import {
  type CoverageFiltersState,
  toCoverageFileQuery,
} from './useCoverageFilters';

/** Exports the coverage, and opens the import of a playbook. */
export function CoverageActions(props: {
  state: CoverageFiltersState;
  mayExport: boolean;
}) {
  const { filters } = props.state;
  const api = useApi(securityIncidentsApiRef);
  const { t } = useTranslation();
  const load = async () => ({
    name: `response-plan-coverage-${new Date().toISOString().slice(0, 10)}.csv`,
    content: await api.getCoverageCsv(toCoverageFileQuery(filters)),
    mediaType: 'text/csv',
  });
  return (
    <div className={styles.tools}>
      <ImportPlaybookButton />
      {props.mayExport && (
        <DownloadButton load={load} subject={t('coveragePage.subject')}>
          {t('coveragePage.export')}
        </DownloadButton>
      )}
    </div>
  );
}
