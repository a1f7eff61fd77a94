import type { Common } from '../createCommon';
import type { DetectionPresenter } from '../detections/DetectionPresenter';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { DefaultObligationsService } from '../obligations/DefaultObligationsService';
import { ReviewLists } from '../reviews/ReviewLists';
import { DefaultPeriodReportsService } from './DefaultPeriodReportsService';
import { DefaultReportsService } from './DefaultReportsService';
import { ReportEvaluator } from './evaluate/ReportEvaluator';
import { DefaultListExportsService } from './exports/DefaultListExportsService';
import { DefaultFrozenReportsService } from './frozen/DefaultFrozenReportsService';
import { FreezeReportsTask } from './frozen/FreezeReportsTask';
import { readFreezeSchedule } from './frozen/settings';
import { ReportScopes } from './ReportScopes';

/** Builds reports, frozen reports and the exports of lists. */
export function createReports(
  given: Common & {
    calls: IncidentCalls;
    obligations: DefaultObligationsService;
    detections: DetectionPresenter;
  },
) {
  const { store, redaction, calls } = given;
  const settings = given.settings.serviceLevels;
  const facts = store.reportFacts;
  const evaluator = new ReportEvaluator({ ...given, facts, settings });
  const scopes = new ReportScopes(given);
  const periodReports = new DefaultPeriodReportsService({
    ...given,
    scopes,
    evaluator,
    facts,
    settings,
    analysis: store.analysis,
    services: store.serviceReports,
    incidents: store,
    changer: calls.changer,
  });
  const frozenReports = new DefaultFrozenReportsService({
    ...given,
    reports: periodReports,
    scopes,
    evaluator,
    frozen: store.frozenReports,
    schedule: readFreezeSchedule(given.config),
  });
  return {
    periodReports,
    frozenReports,
    freezeReports: new FreezeReportsTask({ ...given, frozen: frozenReports }),
    reports: new DefaultReportsService({
      ...given,
      history: store.history,
      due: store.due,
    }),
    listExports: new DefaultListExportsService({
      ...given,
      incidents: store,
      redaction,
      reviews: new ReviewLists({
        ...given,
        obligations: store.obligationRegister,
      }),
    }),
  };
}
