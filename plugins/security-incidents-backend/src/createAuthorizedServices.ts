import type {
  PermissionsService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { AccessService } from './access/AccessService';
import { AuthorizedAccessService } from './access/AuthorizedAccessService';
import { AuthorizedBundlesService } from './bundles/AuthorizedBundlesService';
import type { BundlesService } from './bundles/BundlesService';
import { AuthorizedCheckpointsService } from './checkpoints/AuthorizedCheckpointsService';
import type { CheckpointsService } from './checkpoints/CheckpointsService';
import { CallAuthorizer } from './authorization/CallAuthorizer';
import { PermissionDecider } from './authorization/CallerDecisions';
import { AuthorizedEntitiesService } from './entities/AuthorizedEntitiesService';
import type { EntitiesService } from './entities/EntitiesService';
import { AuthorizedErasureService } from './erasure/AuthorizedErasureService';
import type { ErasureService } from './erasure/ErasureService';
import { AuthorizedImportsService } from './imports/AuthorizedImportsService';
import type { ImportsService } from './imports/ImportsService';
import { AuthorizedIncidentsService } from './incidents/AuthorizedIncidentsService';
import type { IncidentsService } from './incidents/IncidentsService';
import { AuthorizedDetectionsService } from './detections/AuthorizedDetectionsService';
import type { DetectionsService } from './detections/DetectionsService';
import { AuthorizedDetectionRulesService } from './detections/rules/AuthorizedDetectionRulesService';
import type { DetectionRulesService } from './detections/rules/DetectionRulesService';
import { AuthorizedDetectionSourcesService } from './detections/sourceHealth/AuthorizedDetectionSourcesService';
import type { DetectionSourcesService } from './detections/sourceHealth/DetectionSourcesService';
import { AuthorizedEvidenceService } from './evidence/AuthorizedEvidenceService';
import { AuthorizedEvidenceUploadsService } from './evidence/AuthorizedEvidenceUploadsService';
import type {
  EvidenceService,
  EvidenceUploadsService,
} from './evidence/EvidenceService';
import type { DetectionIntake } from './detections/intake/DetectionIntake';
import type { RequestContext } from './kernel/contexts';
import { AuthorizedMyWorkService } from './myWork/AuthorizedMyWorkService';
import type { MyWorkService } from './myWork/MyWorkService';
import { AuthorizedMyReportsService } from './myReports/AuthorizedMyReportsService';
import type { MyReportsService } from './myReports/MyReportsService';
import { AuthorizedObligationsService } from './obligations/AuthorizedObligationsService';
import type { ObligationsService } from './obligations/ObligationsService';
import { AuthorizedFrozenReportsService } from './reports/frozen/AuthorizedFrozenReportsService';
import type { FrozenReportsService } from './reports/frozen/FrozenReportsService';
import { AuthorizedListExportsService } from './reports/exports/AuthorizedListExportsService';
import type { ListExportsService } from './reports/exports/ListExportsService';
import { AuthorizedPeriodReportsService } from './reports/AuthorizedPeriodReportsService';
import type { PeriodReportsService } from './reports/PeriodReportsService';
import { AuthorizedReportsService } from './reports/AuthorizedReportsService';
import type { ReportsService } from './reports/ReportsService';
import { AuthorizedReviewsService } from './reviews/AuthorizedReviewsService';
import type { ReviewsService } from './reviews/ReviewsService';
import { AuthorizedPlansService } from './responsePlans/AuthorizedPlansService';
import type { PlansService } from './responsePlans/PlansService';
import { AuthorizedPlanRunsService } from './responsePlans/runs/AuthorizedPlanRunsService';
import type { PlanRunsService } from './responsePlans/runs/PlanRunsService';
import { AuthorizedServiceLevelsService } from './serviceLevels/AuthorizedServiceLevelsService';
import type { ServiceLevelsService } from './serviceLevels/ServiceLevelsService';
import { readReadDecisionTtlMs, readServiceTimeoutMs } from './settings';
import type { InnerServices } from './createServices';

/** The authorized services: what routes, actions and other backend code may call. */
export interface AuthorizedServices {
  incidents: IncidentsService<RequestContext>;
  access: AccessService<RequestContext>;
  planRuns: PlanRunsService<RequestContext>;
  serviceLevels: ServiceLevelsService<RequestContext>;
  myWork: MyWorkService<RequestContext>;
  entities: EntitiesService<RequestContext>;
  obligations: ObligationsService<RequestContext>;
  reports: ReportsService<RequestContext>;
  listExports: ListExportsService<RequestContext>;
  reviews: ReviewsService<RequestContext>;
  periodReports: PeriodReportsService<RequestContext>;
  frozenReports: FrozenReportsService<RequestContext>;
  plans: PlansService<RequestContext>;
  myReports: MyReportsService<RequestContext>;
  checkpoints: CheckpointsService<RequestContext>;
  bundles: BundlesService<RequestContext>;
  erasure: ErasureService<RequestContext>;
  detections: DetectionsService<RequestContext>;
  detectionRules: DetectionRulesService<RequestContext>;
  detectionSources: DetectionSourcesService<RequestContext>;
  imports: ImportsService<RequestContext>;
  evidence: EvidenceService<RequestContext>;
  evidenceUploads: EvidenceUploadsService<RequestContext>;
  /** Authenticates each delivery itself. */
  detectionIntake: DetectionIntake;
}

/** Puts authorization in front of the inner services. */
export function createAuthorizedServices(
  inner: InnerServices,
  options: { permissions: PermissionsService; config: RootConfigService },
): AuthorizedServices {
  const { permissions, config } = options;
  const authorizer = new CallAuthorizer({
    decider: new PermissionDecider(permissions, inner.principals, {
      policy: config.getOptionalBoolean('permission.enabled') ?? false,
      readDecisionTtlMs: readReadDecisionTtlMs(config),
      timeoutMs: readServiceTimeoutMs(config),
    }),
    loadResource: (idOrKey, context) =>
      inner.incidents.getResource(idOrKey, context),
  });
  return {
    incidents: new AuthorizedIncidentsService(inner.incidents, authorizer),
    access: new AuthorizedAccessService(inner.access, authorizer),
    planRuns: new AuthorizedPlanRunsService(inner.planRuns, authorizer),
    serviceLevels: new AuthorizedServiceLevelsService(
      inner.serviceLevels,
      authorizer,
    ),
    myWork: new AuthorizedMyWorkService(inner.myWork, authorizer),
    entities: new AuthorizedEntitiesService(inner.entities, authorizer),
    obligations: new AuthorizedObligationsService(
      inner.obligations,
      authorizer,
    ),
    reports: new AuthorizedReportsService(inner.reports, authorizer),
    listExports: new AuthorizedListExportsService(
      inner.listExports,
      authorizer,
    ),
    reviews: new AuthorizedReviewsService(inner.reviews, authorizer),
    frozenReports: new AuthorizedFrozenReportsService(
      inner.frozenReports,
      authorizer,
    ),
    periodReports: new AuthorizedPeriodReportsService(
      inner.periodReports,
      authorizer,
    ),
    plans: new AuthorizedPlansService(inner.plans, authorizer),
    myReports: new AuthorizedMyReportsService(inner.myReports, authorizer),
    bundles: new AuthorizedBundlesService(inner.bundles, authorizer),
    erasure: new AuthorizedErasureService(inner.erasure, authorizer),
    checkpoints: new AuthorizedCheckpointsService(
      inner.checkpoints,
      authorizer,
    ),
    detections: new AuthorizedDetectionsService(inner.detections, authorizer),
    detectionSources: new AuthorizedDetectionSourcesService(
      inner.detectionSources,
      authorizer,
    ),
    detectionRules: new AuthorizedDetectionRulesService(
      inner.detectionRules,
      authorizer,
    ),
    imports: new AuthorizedImportsService(inner.imports, authorizer),
    evidence: new AuthorizedEvidenceService(inner.evidence, authorizer),
    evidenceUploads: new AuthorizedEvidenceUploadsService(
      inner.evidenceUploads,
      authorizer,
    ),
    detectionIntake: inner.detectionIntake,
  };
}
