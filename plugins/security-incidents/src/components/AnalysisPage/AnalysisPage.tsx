import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Card, CardBody } from '@backstage/ui';
import { reportsExportPermission } from 'backstage-plugin-security-incidents-common';
import { reportsApiRef } from '../../api';
import { usePageTitle } from '../../hooks';
import { useAnalysis } from '../../queries';
import { useTranslation } from '../../translation';
import { DownloadButton, PanelFailed, PanelLoading } from '../common';
import { MonthsCard } from '../reports/MonthsCard';
import { FreezeButton } from '../FrozenReportsPage';
import { ReportSheet } from '../reports/ReportSheet';
import { ReportsFrame } from '../reports/ReportsFrame';
import { ScopeBar } from '../reports/ScopeBar';
import {
  type ReportScopeState,
  useReportScope,
} from '../reports/useReportScope';
import page from './AnalysisPage.module.css';
import { ClauseTiles } from './ClauseTiles';
import { FigureStrip } from './FigureStrip';
import { HeatCard } from './HeatCard';
import {
  ClassCard,
  ImpactCard,
  LevelsCard,
  PrecisionCard,
  SourcesCard,
} from './TablesRow';
import { TimesCard } from './TimesCard';

/** Downloads the groups of the period as a file, for readers who may export. */
function ExportAnalysis({ state }: { state: ReportScopeState }) {
  const { t } = useTranslation();
  const api = useApi(reportsApiRef);
  const { allowed } = usePermission({ permission: reportsExportPermission });
  if (!allowed) return null;
  const { from, to } = state.scope;
  return (
    <DownloadButton
      subject={t('reportAnalysis.exportSubject')}
      load={async () => ({
        name: `analysis-${from}-${to}.csv`,
        content: await api.getAnalysisCsv({
          ...state.query,
          by: ['entity', 'class', 'month'],
        }),
        mediaType: 'text/csv',
      })}
    >
      {t('reportAnalysis.export')}
    </DownloadButton>
  );
}

function Content() {
  const { t } = useTranslation();
  const state = useReportScope();
  // What does not depend on rows and columns of the table below, so that choosing them loads nothing else again.
  const { data, error, reload } = useAnalysis(state.query, ['entity', 'class']);
  return (
    <>
      <ScopeBar
        state={state}
        actions={
          <>
            <FreezeButton target={state} />
            <ExportAnalysis state={state} />
          </>
        }
      />
      {error && (
        <Card>
          <CardBody>
            <PanelFailed
              title={t('reports.failed.title')}
              hint={t('reports.failed.hint')}
              subject={t('reports.subject')}
              error={error}
              onRetry={reload}
            />
          </CardBody>
        </Card>
      )}
      {!error && !data && (
        <Card>
          <CardBody>
            <PanelLoading label={t('reports.loading')} rows={6} />
          </CardBody>
        </Card>
      )}
      {data && (
        <ReportSheet title={t('reports.print.analysis')} header={data} />
      )}
      {!error && data && <FigureStrip report={data} state={state} />}
      <ClauseTiles state={state} />
      {!error && data && (
        <div className={page.two}>
          <MonthsCard
            months={data.months}
            bySeverity={data.bySeverity}
            state={state}
          />
          <TimesCard durations={data.durations} state={state} />
        </div>
      )}
      <HeatCard state={state} />
      {!error && data && (
        <>
          <div className={page.two}>
            <ClassCard report={data} state={state} />
            <SourcesCard report={data} state={state} />
          </div>
          <div className={page.two}>
            <ImpactCard report={data} state={state} />
            <LevelsCard report={data} state={state} />
          </div>
          <PrecisionCard report={data} state={state} />
        </>
      )}
    </>
  );
}

/**
 * A period by type, volume and impact.
 *
 * @param props.framed - whether the platform's header is above the page
 */
export function AnalysisPage(props: { framed?: boolean }) {
  const { t } = useTranslation();
  usePageTitle(t('reportAnalysis.title'));
  return (
    <ReportsFrame framed={props.framed}>
      <Content />
    </ReportsFrame>
  );
}
