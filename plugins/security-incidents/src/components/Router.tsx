import { ErrorPage } from '@backstage/core-components';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { QueryProvider } from '../queries';
import { useTranslation } from '../translation';
import { classNames } from './common';
import print from './common/print.module.css';
import head from './UnframedHead.module.css';
import { ActionsPage } from './ActionsPage';
import { AnalysisPage } from './AnalysisPage';
import { ClausePage } from './ClausePage';
import { CoveragePage } from './CoveragePage';
import { FrozenReportPage, FrozenReportsPage } from './FrozenReportsPage';
import { GoKeys } from './GoKeys';
import { ImportExportPage } from './ImportExportPage';
import { InboxPage } from './InboxPage';
import { IncidentPage } from './IncidentPage';
import { IncidentsPage } from './IncidentsPage';
import { MyWorkPage } from './MyWorkPage';
import { MyReportsPage } from './MyReportsPage';
import { FollowUpStart } from './FollowUpStart';
import { ObligationsPage } from './ObligationsPage';
import { PlansPage } from './PlansPage';
import { ReviewsPage } from './ReviewsPage';
import { ReportsPage } from './ReportsPage';
import { RulesPage } from './RulesPage';
import { ServiceReportsPage } from './ServiceReportsPage';
import { ServiceYearPage } from './ServiceYearPage';
import { SourcePage, SourcesPage } from './SourcesPage';

/** Leads links to the former place of the coverage to the present one, with their filters. */
function MovedCoverage() {
  const { search, hash } = useLocation();
  return (
    <Navigate to={{ pathname: '../plans/coverage', search, hash }} replace />
  );
}

function NoPage() {
  const { t } = useTranslation();
  return <ErrorPage status="404" statusMessage={t('panel.noPage')} />;
}

/**
 * The pages of the plugin. It brings the main landmark, which the app's page layout lacks.
 *
 * @param props.framed - whether the app shows a header above the pages
 */
export function Router(props: { framed?: boolean } = {}) {
  return (
    <QueryProvider>
      <GoKeys />
      <main className={classNames(print.sheet, props.framed && head.framed)}>
        <Routes>
          <Route path="/" element={<IncidentsPage framed={props.framed} />} />
          <Route
            path="/my-work"
            element={<MyWorkPage framed={props.framed} />}
          />
          <Route
            path="/inbox/:id?"
            element={<InboxPage framed={props.framed} />}
          />
          <Route
            path="/inbox/sources"
            element={<SourcesPage framed={props.framed} />}
          />
          <Route
            path="/inbox/sources/:id"
            element={<SourcePage framed={props.framed} />}
          />
          <Route
            path="/inbox/rules"
            element={<RulesPage framed={props.framed} />}
          />
          <Route path="/plans" element={<PlansPage framed={props.framed} />} />
          <Route
            path="/plans/coverage"
            element={<CoveragePage framed={props.framed} />}
          />
          <Route path="/coverage" element={<MovedCoverage />} />
          <Route path="/follow-up" element={<FollowUpStart />} />
          <Route
            path="/follow-up/reviews"
            element={<ReviewsPage framed={props.framed} />}
          />
          <Route
            path="/follow-up/actions"
            element={<ActionsPage framed={props.framed} />}
          />
          <Route
            path="/follow-up/obligations"
            element={<ObligationsPage framed={props.framed} />}
          />
          <Route
            path="/reports"
            element={<ReportsPage framed={props.framed} />}
          />
          <Route
            path="/reports/analysis"
            element={<AnalysisPage framed={props.framed} />}
          />
          <Route
            path="/reports/services"
            element={<ServiceReportsPage framed={props.framed} />}
          />
          <Route
            path="/reports/services/:kind/:namespace/:name"
            element={<ServiceYearPage framed={props.framed} />}
          />
          <Route
            path="/reports/clause-8.7.3.3"
            element={<ClausePage framed={props.framed} />}
          />
          <Route
            path="/reports/frozen"
            element={<FrozenReportsPage framed={props.framed} />}
          />
          <Route
            path="/reports/frozen/:id"
            element={<FrozenReportPage framed={props.framed} />}
          />
          <Route
            path="/reports/import-export"
            element={<ImportExportPage framed={props.framed} />}
          />
          <Route
            path="/my-reports/:key?"
            element={<MyReportsPage framed={props.framed} />}
          />
          <Route
            path="/:key/:view?"
            element={<IncidentPage framed={props.framed} />}
          />
          <Route path="*" element={<NoPage />} />
        </Routes>
      </main>
    </QueryProvider>
  );
}
