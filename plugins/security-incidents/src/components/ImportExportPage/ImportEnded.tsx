import { Button, ButtonLink } from '@backstage/ui';
import {
  RiCheckboxCircleFill,
  RiErrorWarningFill,
  RiRestartLine,
} from '@remixicon/react';
import type { IncidentImport } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useRouteRef } from '../../navigation';
import { rootRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { errorMessage } from '../common';
import styles from '../reports/reports.module.css';
import { FileButton } from './FileButton';
import page from './ImportExportPage.module.css';
import type { ImportFile } from './useImportFile';

interface EndedProps {
  current: IncidentImport;
  state: ImportFile;
}

/** What was made, and where to look at it. */
export function ImportDone({ current, state }: EndedProps) {
  const { t } = useTranslation();
  const incidents = useRouteRef(rootRouteRef)();
  return (
    <div role="status" className={page.ended}>
      <span className={styles.inline}>
        <RiCheckboxCircleFill size={18} className={styles.good} aria-hidden />
        <b>{t('reportImport.running.done', { count: current.incidents })}</b>
      </span>
      <p className={styles.quiet}>{t('reportImport.running.doneHint')}</p>
      <span className={page.actions}>
        <ButtonLink variant="primary" href={`${incidents}?status=closed`}>
          {t('reportImport.running.open')}
        </ButtonLink>
        <Button variant="tertiary" onPress={state.reset}>
          {t('reportImport.running.another')}
        </Button>
      </span>
    </div>
  );
}

function CopyDetails({ current }: { current: IncidentImport }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const { id, file, problem, endedAt } = current;
  // Browsers have no clipboard on plain HTTP.
  if (!navigator.clipboard) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(
      [
        problem,
        `import ${id}`,
        `${file.name}, sha256 ${file.sha256}`,
        endedAt,
      ].join('\n'),
    );
    setCopied(true);
  };
  return (
    <Button variant="tertiary" onPress={() => copy().catch(() => {})}>
      {isCopied
        ? t('reportImport.running.copied')
        : t('reportImport.running.copy')}
    </Button>
  );
}

/** Why nothing was imported, and what to do next. */
export function ImportStopped({ current, state }: EndedProps) {
  const { t } = useTranslation();
  const isFailed = current.state === 'failed';
  const hasFile = state.started?.id === current.id && state.report;
  return (
    <div role={isFailed ? 'alert' : 'status'} className={page.ended}>
      <span className={page.reason}>
        <RiErrorWarningFill
          size={18}
          className={isFailed ? styles.bad : undefined}
          aria-hidden
        />
        <span>
          <b>{t('reportImport.running.failedHint')}</b>
          {isFailed && current.problem && <> {current.problem}.</>}{' '}
          {hasFile
            ? t('reportImport.running.kept')
            : t('reportImport.running.chooseHint')}
        </span>
      </span>
      <span className={page.actions}>
        {hasFile ? (
          <Button
            variant="secondary"
            iconStart={<RiRestartLine aria-hidden />}
            isDisabled={state.busy}
            onPress={() => state.start()}
          >
            {t('reportImport.running.again')}
          </Button>
        ) : (
          <FileButton
            variant="secondary"
            onChoose={file => state.chooseAgain(file, current)}
          >
            {t('reportImport.running.chooseAgain')}
          </FileButton>
        )}
        {isFailed && <CopyDetails current={current} />}
        <Button variant="tertiary" onPress={state.reset}>
          {t('reportImport.bar.reset')}
        </Button>
      </span>
      {state.problem && (
        <p role="alert" className={styles.bad}>
          {errorMessage(state.problem)}
        </p>
      )}
    </div>
  );
}
