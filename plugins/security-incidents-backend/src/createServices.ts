import type {
  AuthService,
  BackstageCredentials,
  DatabaseService,
  LoggerService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ForwardedError, InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { explainPriority } from 'backstage-plugin-security-incidents-common';
import { AccessLogWriter } from './access/AccessLogWriter';
import { DefaultAccessService } from './access/DefaultAccessService';
import type { Finding } from './verification/DatabaseFindings';
import type { EndedBundle } from './bundles/BundlesService';
import { createBundles } from './bundles/createBundles';
import { createSections } from './bundles/createSections';
import { EvidenceForBundles } from './bundles/EvidenceForBundles';
import { createCheckpoints } from './checkpoints/createCheckpoints';
import { DefaultErasureService } from './erasure/DefaultErasureService';
import { FindingReporter } from './verification/FindingReporter';
import { VerificationTask } from './verification/VerificationTask';
import { PrincipalsCache } from './authorization/CallerDecisions';
import { EntityVisibility } from './authorization/EntityVisibility';
import { IncidentRedaction } from './authorization/IncidentRedaction';
import { DueRulesTask } from './database/readModel/DueRulesTask';
import { ReadModelCheckTask } from './database/readModel/ReadModelCheckTask';
import { ReadModelRebuildTask } from './database/readModel/ReadModelRebuildTask';
import { DirectoryReader } from './catalog/DirectoryReader';
import { EntityLookup } from './catalog/EntityLookup';
import { withoutStatement } from './database/databaseErrors';
import { type CatalogReader, ObservedCatalog } from './catalog/ObservedCatalog';
import type { Extensions } from './extensions/Extensions';
import { DefaultEntitiesService } from './entities/DefaultEntitiesService';
import { createImports } from './imports/createImports';
import { DefaultIncidentsService } from './incidents/DefaultIncidentsService';
import { IncidentCalls } from './incidents/IncidentCalls';
import { IncidentRecorder } from './incidents/IncidentRecorder';
import { IncidentPresenter } from './incidents/IncidentPresenter';
import { ServiceLookup } from './incidents/ServiceLookup';
import { SnapshotCompletionTask } from './incidents/SnapshotCompletionTask';
import { DatabaseIncidentsStore } from './incidents/store/DatabaseIncidentsStore';
import { createEvidence } from './evidence/createEvidence';
import { createDetections } from './detections/createDetections';
import { shippedSources } from './detections/sources';
import { IdempotencyKeyCleaner } from './kernel/IdempotencyKeyCleaner';
import { IncidentChanger as KernelChanger } from './kernel/IncidentChanger';
import type { IncidentChanger } from './incidents/IncidentChange';
import {
  type IncidentEventListener,
  IncidentEventPublisher,
} from './kernel/IncidentEventPublisher';
import { DefaultMyWorkService } from './myWork/DefaultMyWorkService';
import { AnswerWorkSource } from './myWork/sources/AnswerWorkSource';
import { ReviewWorkSource } from './myWork/sources/ReviewWorkSource';
import { ObligationWorkSource } from './myWork/sources/ObligationWorkSource';
import { TaskWorkSource } from './myWork/sources/TaskWorkSource';
import { DefaultMyReportsService } from './myReports/DefaultMyReportsService';
import { createNotices } from './notices/createNotices';
import type { IncidentNotice } from './notices/IncidentNotice';
import { NoticeListener } from './notices/NoticeDeliveries';
import { DefaultObligationsService } from './obligations/DefaultObligationsService';
import { ObligationFollower } from './obligations/ObligationFollower';
import { readObligationRules } from './obligations/settings';
import { DefaultPeriodReportsService } from './reports/DefaultPeriodReportsService';
import { ReportEvaluator } from './reports/evaluate/ReportEvaluator';
import { DefaultFrozenReportsService } from './reports/frozen/DefaultFrozenReportsService';
import { FreezeReportsTask } from './reports/frozen/FreezeReportsTask';
import { readFreezeSchedule } from './reports/frozen/settings';
import { ReportScopes } from './reports/ReportScopes';
import { DefaultReportsService } from './reports/DefaultReportsService';
import { DefaultListExportsService } from './reports/exports/DefaultListExportsService';
import { DefaultReviewsService } from './reviews/DefaultReviewsService';
import { ReviewFollower } from './reviews/ReviewFollower';
import { ReviewLists } from './reviews/ReviewLists';
import type { PlanCatalog } from './responsePlans/PlanCatalog';
import { DefaultPlanRunsService } from './responsePlans/runs/DefaultPlanRunsService';
import { PlanTaskFollower } from './responsePlans/runs/follow';
import { IncidentPlans } from './responsePlans/runs/IncidentPlans';
import { VisibleServices } from './responsePlans/VisibleServices';
import { DefaultServiceLevelsService } from './serviceLevels/DefaultServiceLevelsService';
import {
  EscalationDeliveries,
  type EscalationNotice,
} from './serviceLevels/EscalationDeliveries';
import { EscalationTask } from './serviceLevels/EscalationTask';
import { IncidentServiceLevels } from './serviceLevels/IncidentServiceLevels';
import { createDueRules } from './serviceLevels/nextDue';
import { EscalationRecipients } from './serviceLevels/recipients';
import {
  readCatalogSettings,
  readServiceTimeoutMs,
  readSettings,
  readTransactionLimits,
} from './settings';
import { createPlanServices } from './responsePlans/createPlanServices';

export interface ServicesOptions {
  database: DatabaseService;
  catalog: CatalogService;
  config: RootConfigService;
  auth: AuthService;
  userInfo: UserInfoService;
  logger?: LoggerService;
  /** Source of response plans for incidents; the plan index unless given. */
  plans?: PlanCatalog;
  /** The time of records; only tests and seeders set it. */
  clock?: () => Date;
  /** For seeded history: nothing fires and nobody is notified before this time. */
  quietUntil?: Date;
  /**
   * Notifies people of an escalation; without it escalations are recorded and wait. Returns why nobody was notified, if it
   * is not to be tried again.
   */
  notifyOfEscalation?: (
    notice: EscalationNotice,
  ) => Promise<string | undefined>;
  /** Notifies people of changes and due times, and says why not; without it nobody is notified of these. */
  sendNotice?: (notice: IncidentNotice) => Promise<string | undefined>;
  /** Whether the topic of escalations is switched on; then an escalation says that a clock is overdue. Default: true. */
  escalates?: boolean;
  /** What other modules added or replaced. */
  extensions?: Pick<Extensions, 'priorityPolicy' | 'transitionGuards'> &
    Partial<
      Pick<
        Extensions,
        'detectionSources' | 'evidenceStorage' | 'incidentImporters'
      >
    >;
  /** Receives each committed change. */
  listeners?: (dependencies: {
    deliveries: EscalationDeliveries;
    catalog: CatalogReader;
  }) => IncidentEventListener[];
  /** Counts records that the scheduled verification checked, by what it found. */
  countVerification?: (status: string) => void;
  /** Notifies people that a record does not verify. */
  notifyOfFinding?: (finding: Finding) => Promise<void>;
  /** Tells whoever asked for a bundle how it ended. */
  notifyOfBundle?: (bundle: EndedBundle) => Promise<void>;
  /** Tells open pages that detections changed. */
  detectionsChanged?: () => void;
  /** Notifies people of detections that wait, and of a source that is silent. */
  notifyOfDetections?: (notification: NotificationSendOptions) => Promise<void>;
  /** Counts catalog calls that failed. */
  countCatalogFailure?: (reason: 'error' | 'timeout') => void;
  /** Receives errors that must not fail a response. They are logged unless given, or thrown where there is no logger. */
  onProblem?: (message: string, error: Error) => void;
}

/** The name that a record keeps of a caller: the person, or the service. */
function toActor(auth: AuthService, credentials: BackstageCredentials): string {
  if (auth.isPrincipal(credentials, 'user')) {
    return credentials.principal.userEntityRef;
  }
  if (auth.isPrincipal(credentials, 'service')) {
    return credentials.principal.subject;
  }
  throw new InputError('The caller is neither a user nor a service');
}

function getProblemHandler({ onProblem, logger }: ServicesOptions) {
  return (message: string, cause: unknown) => {
    const error = withoutStatement(cause);
    if (onProblem) onProblem(message, error);
    else if (logger) logger.error(message, error);
    else throw new ForwardedError(message, error);
  };
}

/** Builds each inner service once. Runs the migrations. */
export async function createServices(given: ServicesOptions) {
  const { auth, config } = given;
  const { timeoutMs, hidesWhenDown } = readCatalogSettings(config);
  const catalog = new ObservedCatalog({
    catalog: given.catalog,
    timeoutMs,
    logger: given.logger,
    countFailure: given.countCatalogFailure,
  });
  const clock = given.clock ?? (() => new Date());
  const onProblem = getProblemHandler(given);
  const settings = readSettings(config);
  const obligationRules = readObligationRules(config);
  const priorityPolicy = given.extensions?.priorityPolicy ?? {
    explainPriority,
  };
  const limits = readTransactionLimits(config);
  const dueRules = createDueRules(settings.serviceLevels);
  const store = await DatabaseIncidentsStore.create(given.database, {
    limits,
    dueRules,
    clock,
  });
  const { readModel } = store;
  const principals = new PrincipalsCache(
    auth,
    given.userInfo,
    readServiceTimeoutMs(config),
  );
  const lookup = new EntityLookup(catalog);
  const common = {
    store,
    auth,
    lookup,
    clock,
    onProblem,
    actorOf: (credentials: BackstageCredentials) => toActor(auth, credentials),
    principalsOf: (credentials: BackstageCredentials) =>
      principals.get(credentials),
    isPerson: (credentials: BackstageCredentials) =>
      principals.isPerson(credentials),
    personOf: (credentials: BackstageCredentials) =>
      principals.isPerson(credentials)
        ? principals.nameOf(credentials)
        : undefined,
    logger: given.logger,
  };
  const directory = new DirectoryReader({ auth, catalog });
  const detections = await createDetections({
    ...common,
    database: given.database,
    config,
    limits,
    sources: given.extensions?.detectionSources ?? shippedSources,
    visible: new VisibleServices({ principals, catalog }),
    changed: given.detectionsChanged ?? (() => {}),
    notify: given.notifyOfDetections,
    directory,
    responders: settings.responders,
  });
  const { plans, planCatalog, readiness, planRefresh } =
    await createPlanServices({
      ...given,
      principals,
      lookup,
      visibleCatalog: catalog,
      clock,
      catalogRead: detections.catalogRead,
      watches: detections.watches,
    });

  const redaction = new IncidentRedaction({
    ...common,
    hidden: new EntityVisibility({
      auth,
      catalog,
      hidesWhenDown,
      personOf: common.personOf,
    }),
  });
  const levels = new IncidentServiceLevels({
    ...common,
    directory,
    settings: settings.serviceLevels,
    quietUntil: given.quietUntil,
  });
  const recipients = new EscalationRecipients({
    ...common,
    catalog,
    directory,
  });
  const notices = createNotices({
    ...common,
    recipients,
    levels,
    directory,
    responders: settings.responders,
    escalates: given.escalates ?? true,
    quietUntil: given.quietUntil,
    send: given.sendNotice,
  });
  // Listeners change incidents too, so they are added once there is a changer.
  const listeners: IncidentEventListener[] = [];
  const publisher = new IncidentEventPublisher(listeners, {
    error: (message, error) => onProblem(message, error),
  });
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
  const deliveries = new EscalationDeliveries({
    ...common,
    changer,
    recipients,
    levels,
    notify: given.notifyOfEscalation,
  });
  listeners.push(
    ...(given.listeners?.({ deliveries, catalog }) ?? []),
    ...(given.sendNotice ? [new NoticeListener(notices.deliveries)] : []),
  );
  const incidentPlans = new IncidentPlans({ ...common, plans: planCatalog });
  const imports = await createImports({
    ...common,
    ...given,
    clock,
    onProblem,
    limits,
    dueRules,
    priorityPolicy,
    keyPrefix: settings.keyPrefix,
    importers: given.extensions?.incidentImporters ?? [],
  });
  const views = new AccessLogWriter({ ...common, views: store.views });
  const calls = new IncidentCalls({
    ...common,
    changer,
    redaction,
    views,
    presenter: new IncidentPresenter({
      ...common,
      plans: incidentPlans,
      levels,
      redaction,
      provenance: imports.store,
    }),
    reopenWithinDays: settings.reopenWithinDays,
    customGuards: given.extensions?.transitionGuards ?? [],
  });
  const services = new ServiceLookup(store, lookup, redaction);
  const reporter = new FindingReporter({
    ...common,
    findings: store.findings,
    count: given.countVerification,
    notify: given.notifyOfFinding,
  });
  const checkpoints = await createCheckpoints({
    ...common,
    database: given.database,
    config,
    findings: store.findings,
  });
  const evaluator = new ReportEvaluator({
    facts: store.reportFacts,
    settings: settings.serviceLevels,
    clock,
  });
  const scopes = new ReportScopes({ redaction, clock });
  const periodReports = new DefaultPeriodReportsService({
    ...common,
    scopes,
    evaluator,
    facts: store.reportFacts,
    analysis: store.analysis,
    services: store.serviceReports,
    settings: settings.serviceLevels,
    incidents: store,
    changer,
  });
  const frozenReports = new DefaultFrozenReportsService({
    ...common,
    reports: periodReports,
    scopes,
    evaluator,
    frozen: store.frozenReports,
    schedule: readFreezeSchedule(config),
  });
  const shared = { ...common, calls, services };
  const recorder = new IncidentRecorder({
    ...shared,
    plans: incidentPlans,
    keyPrefix: settings.keyPrefix,
    responders: settings.responders,
    priorityPolicy,
  });
  const evidence = createEvidence({
    ...shared,
    config,
    store,
    reporter,
    storage: given.extensions?.evidenceStorage,
  });
  const detectionServices = detections.connect({
    ...shared,
    recorder,
    plans,
  });

  const incidents = new DefaultIncidentsService({
    ...shared,
    plans: incidentPlans,
    recorder,
    priorityPolicy,
  });
  const planRuns = new DefaultPlanRunsService({
    ...shared,
    plans: incidentPlans,
  });
  const serviceLevels = new DefaultServiceLevelsService({
    ...shared,
    levels,
    recipients,
  });
  const reviews = new DefaultReviewsService({
    ...shared,
    settings: settings.reviews,
    obligations: store.obligationRegister,
  });
  const obligations = new DefaultObligationsService({
    ...shared,
    register: store.obligationRegister,
    redaction,
    book: obligationRules,
  });
  const bundles = await createBundles({
    ...shared,
    database: given.database,
    incidentsStore: store,
    incidents,
    signing: checkpoints.writer.signing,
    notify: given.notifyOfBundle,
    sections: createSections({
      incidents,
      planRuns,
      serviceLevels,
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
    access: new DefaultAccessService({ ...shared, views }),
    planRuns,
    serviceLevels,
    bundles,
    erasure: new DefaultErasureService({ store, calls }),
    myWork: new DefaultMyWorkService({
      ...common,
      sources: [
        new TaskWorkSource(store.work),
        new ReviewWorkSource(store.reviewWork),
        new AnswerWorkSource({
          store: store.work,
          redaction,
          settings: settings.serviceLevels,
        }),
        new ObligationWorkSource({
          store: store.work,
          obligations: store.obligations,
          resources: store,
          redaction,
        }),
      ],
    }),
    entities: new DefaultEntitiesService({
      ...shared,
      plans,
      readiness,
      detections: detections.reader,
    }),
    obligations,
    reports: new DefaultReportsService({
      ...common,
      history: store.history,
      due: store.due,
      redaction,
    }),
    listExports: new DefaultListExportsService({
      ...common,
      incidents: store,
      redaction,
      obligations,
      reviews: new ReviewLists({
        ...shared,
        obligations: store.obligationRegister,
      }),
      detections: detectionServices.presenter,
    }),
    reviews,
    periodReports,
    frozenReports,
    plans,
    /** The plans that incidents take, and the facts that they are selected by. */
    planCatalog,
    myReports: new DefaultMyReportsService({
      ...shared,
      directory,
      levels: settings.serviceLevels,
      responders: settings.responders,
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
    principals,
    publisher,
    tasks: {
      ...detections.tasks,
      ...evidence.tasks,
      detectionFollowUp: detectionServices.followUp,
      planRefresh,
      escalation: new EscalationTask({
        ...common,
        changer,
        levels,
        recipients,
        deliveries,
      }),
      ...(given.sendNotice && { notices: notices.task }),
      freezeReports: new FreezeReportsTask({ frozen: frozenReports, auth }),
      keyCleaner: new IdempotencyKeyCleaner({ store, clock }),
      snapshotCompletion: new SnapshotCompletionTask({
        ...common,
        changer,
        priorityPolicy,
      }),
      imports: imports.task,
      dueRules: new DueRulesTask({ ...common, readModel }),
      readModelCheck: new ReadModelCheckTask({
        ...common,
        readModel,
        reporter,
      }),
      readModelRebuild: new ReadModelRebuildTask({
        ...common,
        readModel,
        reporter,
      }),
      checkpoints: checkpoints.task,
      verification: new VerificationTask({
        ...common,
        reader: store.verification,
        pass: store.verificationPass,
        checkpoints: checkpoints.verification,
        reporter,
      }),
    },
  };
}

/** All inner services, without authorization. */
export type InnerServices = Awaited<ReturnType<typeof createServices>>;
