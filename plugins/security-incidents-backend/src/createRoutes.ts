import { createAccessRoutes } from './access/routes';
import type { AuthorizedServices } from './createAuthorizedServices';
import { createBundleRoutes } from './bundles/routes';
import { createCheckpointRoutes } from './checkpoints/routes';
import { createIncidentDetectionRoutes } from './detections/incidentRoutes';
import { createDetectionRoutes } from './detections/routes';
import { createDetectionRuleRoutes } from './detections/rules/routes';
import { createDetectionSourceRoutes } from './detections/sourceHealth/routes';
import { createIntakeRoutes } from './detections/intake/routes';
import { createEntityRoutes } from './entities/routes';
import { createEvidenceRoutes } from './evidence/routes';
import { createEvidenceUploadRoutes } from './evidence/uploadRoutes';
import { createErasureRoutes } from './erasure/routes';
import type { Route } from './http/Route';
import { createImportRoutes } from './imports/routes';
import { createIncidentRoutes } from './incidents/routes';
import { createMyWorkRoutes } from './myWork/routes';
import { createMyReportRoutes } from './myReports/routes';
import { createObligationRoutes } from './obligations/routes';
import { createListExportRoutes } from './reports/exports/routes';
import { createFrozenReportRoutes } from './reports/frozen/routes';
import { createPeriodReportRoutes } from './reports/periodRoutes';
import { createReportRoutes } from './reports/routes';
import { createReviewsRoutes } from './reviews/routes';
import { createPlanRoutes } from './responsePlans/routes';
import { createPlanRunRoutes } from './responsePlans/runs/routes';
import { createServiceLevelRoutes } from './serviceLevels/routes';

/** Every route of the API; a feature adds its group here. */
export function createRoutes(services: AuthorizedServices): Route[] {
  return [
    ...createIncidentRoutes(services.incidents),
    ...createAccessRoutes(services.access),
    ...createPlanRunRoutes(services.planRuns),
    ...createServiceLevelRoutes(services.serviceLevels),
    ...createMyWorkRoutes(services.myWork),
    ...createEntityRoutes(services.entities),
    ...createObligationRoutes(services.obligations),
    ...createReportRoutes(services.reports),
    ...createListExportRoutes(services.listExports),
    ...createReviewsRoutes(services.reviews),
    ...createPeriodReportRoutes(services.periodReports),
    ...createFrozenReportRoutes(services.frozenReports),
    ...createPlanRoutes(services.plans),
    ...createMyReportRoutes(services.myReports),
    ...createBundleRoutes(services.bundles),
    ...createErasureRoutes(services.erasure),
    ...createCheckpointRoutes(services.checkpoints),
    ...createIncidentDetectionRoutes(services.detections),
    ...createDetectionRoutes(services.detections),
    ...createDetectionRuleRoutes(services.detectionRules),
    ...createDetectionSourceRoutes(services.detectionSources),
    ...createEvidenceRoutes(services.evidence),
    ...createEvidenceUploadRoutes(services.evidenceUploads),
    ...createImportRoutes(services.imports),
    ...createIntakeRoutes(services.detectionIntake),
  ];
}
