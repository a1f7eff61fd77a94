import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { RiPrinterLine } from '@remixicon/react';
import { securityIncidentsApiRef } from '../../api';
import { useTranslation } from '../../translation';
import { errorMessage } from '../common';
import { ExportMenu } from '../exports';
import { ImportPlaybookButton } from '../playbooks';
import styles from './CoveragePage.module.css';
import {
  type CoverageFiltersState,
  toCoverageFileQuery,
} from './useCoverageFilters';
import type { usePrintAll } from './usePrintAll';

/** Exports and prints the coverage, and opens the import of a playbook. */
export function CoverageActions(props: {
  state: CoverageFiltersState;
  mayExport: boolean;
  printing: Pick<ReturnType<typeof usePrintAll>, 'pending' | 'error' | 'print'>;
}) {
  const { pending, error, print } = props.printing;
  const { filters } = props.state;
  const api = useApi(securityIncidentsApiRef);
  const { t } = useTranslation();
  return (
    <div className={styles.tools}>
      {error && (
        <span role="alert">
          {t('coveragePage.printFailed', { reason: errorMessage(error) })}
        </span>
      )}
      <ImportPlaybookButton />
      <Button
        variant="secondary"
        iconStart={<RiPrinterLine aria-hidden />}
        isPending={pending}
        onPress={print}
      >
        {t('coveragePage.print')}
      </Button>
      {props.mayExport && (
        <ExportMenu
          fileName="response-plan-coverage"
          load={format =>
            api.exportCoverage(format, toCoverageFileQuery(filters))
          }
        />
      )}
    </div>
  );
}
