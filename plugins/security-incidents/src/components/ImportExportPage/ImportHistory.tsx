import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { Button, Card, CardBody, CardHeader } from '@backstage/ui';
import type { DragEvent } from 'react';
import { useWideScreen } from '../../hooks';
import { useTranslation } from '../../translation';
import { classNames, errorMessage, PanelFailed, PanelLoading } from '../common';
import { formatBytes } from '../../formatBytes';
import styles from '../reports/reports.module.css';
import { ColumnsCard } from './ColumnsCard';
import { useImports } from './EarlierImports';
import { FileButton } from './FileButton';
import { FindingsCard } from './FindingsCard';
import page from './ImportExportPage.module.css';
import { ImportedIncidents } from './ImportedIncidents';
import { ImportRunning } from './ImportRunning';
import { ImportFacts, SideCards } from './SideCards';
import { StepsCard } from './StepsCard';
import { useImportAddress } from './useImportAddress';
import { type ImportFile, useImportFile } from './useImportFile';
import { useImportProgress } from './useImportProgress';

/** The way in: drop a file, or choose one. */
function FileCard({ state }: { state: ImportFile }) {
  const { t } = useTranslation();
  const { data } = useImports();
  const { busy, problem, file } = state;
  const takeDropped = (event: DragEvent) => {
    event.preventDefault();
    const [dropped] = event.dataTransfer.files;
    if (dropped && !busy) state.choose(dropped);
  };
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.titles}>
          <h2 className={styles.title}>{t('reportImport.history.title')}</h2>
          <span className={styles.quiet}>{t('reportImport.history.note')}</span>
        </div>
      </CardHeader>
      <CardBody>
        <div
          className={page.drop}
          onDragOver={event => event.preventDefault()}
          onDrop={takeDropped}
        >
          {busy && (
            <PanelLoading label={t('reportImport.history.checking')} rows={2} />
          )}
          {!busy && problem && (
            <div role="alert" className={page.problem}>
              <b>{t('reportImport.history.failed')}</b>
              <span>{file?.name}</span>
              <span className={styles.bad}>{errorMessage(problem)}</span>
            </div>
          )}
          {!busy && (
            <>
              <p className={styles.quiet}>
                {data &&
                  t('reportImport.history.drop', {
                    size: formatBytes(data.maxBytes),
                  })}
              </p>
              <FileButton
                variant="primary"
                onChoose={chosen => state.choose(chosen)}
              >
                {problem
                  ? t('reportImport.history.again')
                  : t('reportImport.history.choose')}
              </FileButton>
            </>
          )}
        </div>
        <p className={classNames(styles.quiet, page.foot)}>
          {t('reportImport.history.hint')}
        </p>
      </CardBody>
    </Card>
  );
}

/** What is left, and the one button that it blocks. */
function ActionBar({ state }: { state: ImportFile }) {
  const { t } = useTranslation();
  const { report, busy, problem } = state;
  if (!report) return null;
  const { findingCounts, totals, findings } = report;
  const errors = findingCounts.error;
  const rows = [
    ...new Set(
      findings.flatMap(({ level, row }) =>
        level === 'error' && row !== undefined ? [row] : [],
      ),
    ),
  ];
  // Leaving out rows settles all errors when each is of a row that is listed.
  const canLeaveOut =
    errors > 0 && rows.length === totals.withErrors && totals.toImport > 0;
  const title =
    errors > 0
      ? t('reportImport.bar.errors', { count: errors })
      : t('reportImport.bar.ready');
  const hint =
    errors > 0
      ? t('reportImport.bar.errorsHint')
      : t(
          totals.toImport > 0
            ? 'reportImport.bar.readyHint'
            : 'reportImport.bar.nothing',
        );
  return (
    <Card>
      <CardBody>
        <div className={page.bar}>
          <p className={page.barText} role="status">
            <b>{title}</b> <span className={styles.quiet}>{hint}</span>
          </p>
          <span className={page.actions}>
            <Button variant="tertiary" onPress={state.reset}>
              {t('reportImport.bar.reset')}
            </Button>
            <FileButton onChoose={file => state.choose(file, true)}>
              {t('reportImport.bar.upload')}
            </FileButton>
            {canLeaveOut && (
              <Button
                variant="secondary"
                isDisabled={busy}
                onPress={() => state.start(rows)}
              >
                {t('reportImport.bar.leaveOut', {
                  count: rows.length,
                  rest: totals.toImport,
                })}
              </Button>
            )}
            <Button
              variant="primary"
              isDisabled={busy || errors > 0 || totals.toImport === 0}
              onPress={() => state.start()}
            >
              {t('reportImport.bar.import', {
                count: totals.toImport + (errors > 0 ? totals.withErrors : 0),
              })}
            </Button>
          </span>
        </div>
        {problem && (
          <p role="alert" className={styles.bad}>
            {errorMessage(problem)}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

/** An import that was started, whoever started it. */
function StartedImport(props: { id: string; state: ImportFile }) {
  const { t } = useTranslation();
  const { id, state } = props;
  const { current, error, reload, stop } = useImportProgress(id);
  const { hrefOf } = useImportAddress();
  const isWide = useWideScreen();
  // Only the page that started it knows more than what is stored.
  const report = state.started?.id === id ? state.report : undefined;
  if (!current) {
    return (
      <Card>
        <CardBody>
          {error ? (
            <PanelFailed
              title={t('reportImport.running.unread')}
              subject={t('reportImport.running.subject')}
              error={error}
              onRetry={reload}
            />
          ) : (
            <PanelLoading label={t('reportImport.running.subject')} rows={4} />
          )}
        </CardBody>
      </Card>
    );
  }
  return (
    <BreadcrumbEntry
      entry={
        isWide
          ? { label: current.file.name, href: hrefOf(current.id) }
          : undefined
      }
    >
      {report && (
        <StepsCard
          report={report}
          isStarted
          isImported={current.state === 'done'}
        />
      )}
      <div className={page.columns}>
        <div className={page.main}>
          <ImportRunning current={current} stop={stop} state={state} />
          {current.state === 'done' && <ImportedIncidents current={current} />}
        </div>
        {report ? (
          <SideCards state={state} report={report} />
        ) : (
          <ImportFacts current={current} />
        )}
      </div>
    </BreadcrumbEntry>
  );
}

/** Leads from a file through its dry run to the import. */
export function ImportHistory() {
  const state = useImportFile();
  const { id } = useImportAddress();
  const { report } = state;
  if (id) return <StartedImport key={id} id={id} state={state} />;
  if (!report) return <FileCard state={state} />;
  return (
    <>
      <StepsCard report={report} />
      <ActionBar state={state} />
      <div className={page.columns} aria-busy={state.busy}>
        <div className={page.main}>
          <FindingsCard state={state} report={report} />
          <ColumnsCard state={state} report={report} />
        </div>
        <SideCards state={state} report={report} />
      </div>
    </>
  );
}
