import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Card, CardBody } from '@backstage/ui';
import {
  type ClauseReport,
  getRequirement,
  type IncidentCompleteness,
  reportsFreezePermission,
  type RequirementShare,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { reportsApiRef } from '../../api';
import { allPages } from '../../api/allPages';
import { useKeys, useKeysSetting, usePageTitle } from '../../hooks';
import { useClauseReport } from '../../queries';
import { useTranslation } from '../../translation';
import { PanelFailed, PanelLoading } from '../common';
import { FreezeButton } from '../FrozenReportsPage';
import { ReportBundle } from '../reports/ReportBundle';
import { ReportSheet } from '../reports/ReportSheet';
import { ReportsFrame } from '../reports/ReportsFrame';
import { ScopeBar } from '../reports/ScopeBar';
import {
  type ReportScopeState,
  useReportScope,
} from '../reports/useReportScope';
import { usePrintAll } from '../reports/usePrintAll';
import page from './ClausePage.module.css';
import { ExplainDialog } from './ExplainDialog';
import { MatrixCard } from './MatrixCard';
import { RequirementsCard } from './RequirementsCard';
import { AuditorCard, SampleCard } from './SampleCard';
import { VerdictCard } from './VerdictCard';

/** Focuses the gap after the one that has the focus, the first after the last. */
function goToNextGap() {
  const gaps = [...document.querySelectorAll<HTMLElement>('[data-gap]')];
  const at = gaps.findIndex(gap => gap === document.activeElement);
  const next = gaps[(at + 1) % gaps.length];
  next?.scrollIntoView?.({ block: 'center' });
  next?.focus({ preventScroll: true });
}

function Clause(props: {
  report: ClauseReport;
  state: ReportScopeState;
  printed?: IncidentCompleteness[];
}) {
  const { report, state } = props;
  const { clause } = report;
  const { t } = useTranslation();
  const { allowed } = usePermission({ permission: reportsFreezePermission });
  const [explaining, setExplaining] = useState<RequirementShare>();
  const sharesOf = (kind: 'requirement' | 'element') =>
    clause.requirements.filter(
      ({ requirement }) => getRequirement(requirement).kind === kind,
    );
  return (
    <>
      <ReportSheet title={t('reports.print.clause')} header={report} />
      <VerdictCard report={report} state={state} />
      {(['requirement', 'element'] as const).map(kind => (
        <RequirementsCard
          key={kind}
          kind={kind}
          shares={sharesOf(kind)}
          state={state}
          onExplain={allowed ? setExplaining : undefined}
        />
      ))}
      <div className={page.beside}>
        <MatrixCard
          clause={clause}
          state={state}
          redKeys={report.population.red.keys}
          printed={props.printed}
        />
        <div className={page.side}>
          <SampleCard state={state} />
          <AuditorCard />
        </div>
      </div>
      {explaining && (
        <ExplainDialog
          share={explaining}
          onClose={() => setExplaining(undefined)}
        />
      )}
    </>
  );
}

function Content() {
  const { t } = useTranslation();
  const state = useReportScope();
  const { data, error, reload } = useClauseReport(state.query);
  const [on] = useKeysSetting();
  useKeys(on ? { n: goToNextGap } : {});
  const api = useApi(reportsApiRef);
  const printing = usePrintAll(() =>
    allPages(rows =>
      api.listCompleteness({ ...state.query, complete: false, ...rows }),
    ),
  );
  return (
    <>
      <ScopeBar
        state={state}
        onPrint={printing.print}
        actions={
          <>
            <FreezeButton target={state} />
            <ReportBundle state={state} isPrimary />
          </>
        }
        keys={[{ keys: ['N'], does: t('reports.keys.gap') }]}
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
            <PanelLoading label={t('reports.loading')} rows={12} />
          </CardBody>
        </Card>
      )}
      {!error && data && (
        <Clause report={data} state={state} printed={printing.rows} />
      )}
    </>
  );
}

/**
 * Clause 8.7.3.3 in a period: the verdict, what it is about, each requirement with what proves and breaks it, each incident,
 * and a sample.
 *
 * @param props.framed - whether the platform's header is above the page
 */
export function ClausePage(props: { framed?: boolean }) {
  const { t } = useTranslation();
  usePageTitle(t('reportClause.title'));
  return (
    <ReportsFrame framed={props.framed}>
      <Content />
    </ReportsFrame>
  );
}
