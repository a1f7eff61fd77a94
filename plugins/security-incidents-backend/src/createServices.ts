import { createBundles } from './bundles/createBundles';
import { createSections } from './bundles/createSections';
import { EvidenceForBundles } from './bundles/EvidenceForBundles';
import { createCheckpoints } from './checkpoints/createCheckpoints';
import { createCommon } from './createCommon';
import { createDetections } from './detections/createDetections';
import { shippedSources } from './detections/sources';
import { DefaultEntitiesService } from './entities/DefaultEntitiesService';
import { DefaultErasureService } from './erasure/DefaultErasureService';
import { createEvidence } from './evidence/createEvidence';
import { createImports } from './imports/createImports';
import { createIncidents } from './incidents/createIncidents';
import type { IncidentChanger } from './incidents/IncidentChange';
import { IdempotencyKeyCleaner } from './kernel/IdempotencyKeyCleaner';
import { IncidentChanger as KernelChanger } from './kernel/IncidentChanger';
import {
  type IncidentEventListener,
  IncidentEventPublisher,
} from './kernel/IncidentEventPublisher';
import { DefaultMyReportsService } from './myReports/DefaultMyReportsService';
import { createMyWork } from './myWork/createMyWork';
import { createNotices } from './notices/createNotices';
import { NoticeListener } from './notices/NoticeDeliveries';
import { DefaultObligationsService } from './obligations/DefaultObligationsService';
import { ObligationFollower } from './obligations/ObligationFollower';
import { readObligationRules } from './obligations/settings';
import { createReports } from './reports/createReports';
import { createPlanServices } from './responsePlans/createPlanServices';
import { PlanTaskFollower } from './responsePlans/runs/follow';
import { VisibleServices } from './responsePlans/VisibleServices';
import { DefaultReviewsService } from './reviews/DefaultReviewsService';
import { ReviewFollower } from './reviews/ReviewFollower';
import { createServiceLevels } from './serviceLevels/createServiceLevels';
import type { ServicesOptions } from './ServicesOptions';
import { createVerification } from './verification/createVerification';

/** Builds each inner service once. Runs the migrations. */
export async function createServices(given: ServicesOptions) {
  const common = await createCommon(given);
  const { store, settings, clock, catalog, onProblem } = common;
  const { responders } = settings;
  const visible = new VisibleServices(common);
  const detections = await createDetections({
    ...common,
    sources: given.extensions?.detectionSources ?? shippedSources,
    visible,
    changed: given.detectionsChanged ?? (() => {}),
    notify: given.notifyOfDetections,
    responders,
  });
  const plans = await createPlanServices({
    ...common,
    visible,
    backgroundCatalog: given.catalog,
    planCatalog: given.plans,
    catalogRead: detections.catalogRead,
    watches: detections.watches,
  });
  const serviceLevels = createServiceLevels(common);
  const { levels, recipients } = serviceLevels;
  const notices = createNotices({
    ...common,
    recipients,
    levels,
    responders,
    escalates: given.escalates ?? true,
    send: given.sendNotice,
  });

  // Listeners change incidents too, so they are added once there is a changer.
  const listeners: IncidentEventListener[] = [];
  const publisher = new IncidentEventPublisher(listeners, {
    error: (message, error) => onProblem(message, error),
  });
  const obligationRules = readObligationRules(common.config);
  const changer: IncidentChanger = new KernelChanger({
    store,
    clock,
    followers: [
      new PlanTaskFollower(),
      new ReviewFollower(settings.reviews),
      levels,
      // After the levels, which propose a major incident.
      new ObligationFollower(obligationRules),
      notices.follower,
    ],
    publish: event => publisher.publish(event),
  });
  const escalations = serviceLevels.connect({
    changer,
    notify: given.notifyOfEscalation,
  });
  const { deliveries } = escalations;
  listeners.push(
    ...(given.listeners?.({ deliveries, catalog }) ?? []),
    ...(given.sendNotice ? [new NoticeListener(notices.deliveries)] : []),
  );

  const imports = await createImports({
    ...common,
    keyPrefix: settings.keyPrefix,
    notify: given.notifyOfImport,
    importers: given.extensions?.incidentImporters ?? [],
  });
  const { incidents, access, calls, services, recorder, snapshotCompletion } =
    createIncidents({
      ...common,
      changer,
      plans: plans.incidentPlans,
      levels,
      provenance: imports.store,
      customGuards: given.extensions?.transitionGuards,
    });
  const shared = { ...common, calls, services };
  const verification = createVerification({ ...given, ...common });
  const checkpoints = await createCheckpoints({
    ...common,
    findings: store.findings,
  });
  const evidence = createEvidence({
    ...shared,
    reporter: verification.reporter,
    storage: given.extensions?.evidenceStorage,
  });
  const detectionServices = detections.connect({
    ...shared,
    recorder,
    plans: plans.plans,
  });
  const planRuns = plans.createPlanRuns(calls, services);
  const levelsService = serviceLevels.createService(calls, services);
  const reviews = new DefaultReviewsService({
    ...shared,
    settings: settings.reviews,
    obligations: store.obligationRegister,
  });
  const obligations = new DefaultObligationsService({
    ...shared,
    register: store.obligationRegister,
    book: obligationRules,
  });
  const reports = createReports({
    ...shared,
    obligations,
    detections: detectionServices.presenter,
  });
  const bundles = await createBundles({
    ...shared,
    incidentsStore: store,
    incidents,
    signing: checkpoints.writer.signing,
    notify: given.notifyOfBundle,
    sections: createSections({
      incidents,
      planRuns,
      serviceLevels: levelsService,
      obligations,
      reviews,
    }),
    evidence: new EvidenceForBundles({
      service: evidence.evidence,
      store: store.evidence,
      files: evidence.files,
    }),
  });

  return {
    incidents,
    access,
    planRuns,
    serviceLevels: levelsService,
    bundles,
    erasure: new DefaultErasureService({ store, calls }),
    myWork: createMyWork(common),
    entities: new DefaultEntitiesService({
      ...shared,
      plans: plans.plans,
      readiness: plans.readiness,
      detections: detections.reader,
    }),
    obligations,
    reports: reports.reports,
    listExports: reports.listExports,
    reviews,
    periodReports: reports.periodReports,
    frozenReports: reports.frozenReports,
    plans: plans.plans,
    /** The plans that incidents take, and the facts that they are selected by. */
    planCatalog: plans.planCatalog,
    myReports: new DefaultMyReportsService({
      ...shared,
      levels: settings.serviceLevels,
      responders,
    }),
    checkpoints: checkpoints.service,
    /** Writes a checkpoint at once. */
    checkpointWriter: checkpoints.writer,
    detections: detectionServices.detections,
    detectionRules: detectionServices.rules,
    detectionSources: detectionServices.sources,
    detectionIntake: detections.intake,
    configuredDetectionSources: detections.sources,
    imports: imports.service,
    evidence: evidence.evidence,
    evidenceUploads: evidence.uploads,
    /** Reads the bytes of evidence for other features. */
    evidenceFiles: evidence.files,
    deliveries,
    notices,
    principals: common.principals,
    publisher,
    tasks: {
      ...detections.tasks,
      ...evidence.tasks,
      detectionFollowUp: detectionServices.followUp,
      planRefresh: plans.planRefresh,
      escalation: escalations.task,
      ...(given.sendNotice && { notices: notices.task }),
      freezeReports: reports.freezeReports,
      keyCleaner: new IdempotencyKeyCleaner({ store, clock }),
      snapshotCompletion,
      imports: imports.task,
      ...verification.createTasks(checkpoints.verification),
      checkpoints: checkpoints.task,
    },
  };
}

/** All inner services, without authorization. */
export type InnerServices = Awaited<ReturnType<typeof createServices>>;
