import type {
  AuthService,
  BackstageCredentials,
  DatabaseService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { DetectionSource } from 'backstage-plugin-security-incidents-node/alpha';
import type { DirectoryReader } from '../catalog/DirectoryReader';
import type { TransactionLimits } from '../database/transactionLimits';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentRecorder } from '../incidents/IncidentRecorder';
import type { ServiceLookup } from '../incidents/ServiceLookup';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../kernel/contexts';
import type { IncidentRecord } from '../kernel/records';
import type { PlansService } from '../responsePlans/PlansService';
import type { CatalogEntities } from '../responsePlans/readCatalog';
import type { VisibleServices } from '../responsePlans/VisibleServices';
import { DefaultDetectionsService } from './DefaultDetectionsService';
import { DetectionNoticeTask } from './DetectionNoticeTask';
import { DetectionFollowUpTask } from './DetectionFollowUpTask';
import { DetectionPresenter } from './DetectionPresenter';
import { DetectionRetentionTask } from './DetectionRetentionTask';
import { DetectionVisibility } from './DetectionVisibility';
import { DetectionIntake } from './intake/DetectionIntake';
import { buildServiceKeys } from './mapping/serviceKeys';
import { ServiceMapper } from './mapping/ServiceMapper';
import {
  readConfiguredPatterns,
  readConfiguredRules,
} from './rules/configuredRules';
import { DefaultDetectionRulesService } from './rules/DefaultDetectionRulesService';
import { addPattern } from './rules/patternChanges';
import { findPlanTitle } from './rules/findPlanTitle';
import { MappingPatterns } from './rules/MappingPatterns';
import { PayloadTrial } from './rules/PayloadTrial';
import { RuleBook } from './rules/RuleBook';
import { readDetectionSources } from './settings';
import { DefaultDetectionSourcesService } from './sourceHealth/DefaultDetectionSourcesService';
import { EntityWatcher } from './sourceHealth/EntityWatcher';
import { ServiceWatches } from './sourceHealth/ServiceWatches';
import { TestEvents } from './sourceHealth/TestEvents';
import { SourceSilenceTask } from './SourceSilenceTask';
import { SuppressionNoticeTask } from './SuppressionNoticeTask';
import { DatabaseDetectionRules } from './store/DatabaseDetectionRules';
import { DatabaseDetectionNotices } from './store/DatabaseDetectionNotices';
import { DatabaseDetections } from './store/DatabaseDetections';
import { DatabaseSourceHealth } from './store/DatabaseSourceHealth';
import { DatabaseIntake } from './store/DatabaseIntake';
import { DatabaseRuleEffects } from './store/DatabaseRuleEffects';
import { DatabaseRetention } from './store/DatabaseRetention';
import { DatabaseServiceKeys } from './store/DatabaseServiceKeys';
import { DatabaseServiceWatches } from './store/DatabaseServiceWatches';

export interface DetectionsOptions {
  database: DatabaseService;
  auth: AuthService;
  config: RootConfigService;
  logger?: LoggerService;
  limits: TransactionLimits;
  /** Kinds of sources. */
  sources: readonly DetectionSource[];
  store: IncidentsStore;
  visible: VisibleServices;
  /** Signals to open pages that detections changed. */
  changed(): void;
  directory: DirectoryReader;
  /** Users and groups on duty. */
  responders: readonly string[];
  /** Notifies people of detections and of silent sources; without it nobody is notified. */
  notify?(notification: NotificationSendOptions): Promise<void>;
  clock(): Date;
  onProblem(message: string, error: Error): void;
  actorOf(credentials: BackstageCredentials): string;
  /** The user behind credentials; undefined for plugins. */
  personOf(credentials: BackstageCredentials): string | undefined;
}

/** What the services of detections need of the incidents. */
export interface IncidentServices {
  calls: IncidentCalls;
  recorder: IncidentRecorder;
  services: ServiceLookup;
  plans: Pick<PlansService<AuthorizedContext>, 'getApplicable'>;
}

/** Builds the services of detections. The migrations have run. */
export async function createDetections(options: DetectionsOptions) {
  const { config, limits, store, changed } = options;
  const db = await options.database.getClient();
  const sources = readDetectionSources(config, options.sources);
  const serviceKeys = new DatabaseServiceKeys(db);
  const rulesStore = new DatabaseDetectionRules(db);
  const reader = new DatabaseDetections(db);
  const health = new DatabaseSourceHealth(db);
  const watchesStore = new DatabaseServiceWatches(db);
  const watches = new ServiceWatches({
    ...options,
    sources,
    store: watchesStore,
  });
  const ruleBook = new RuleBook({
    ...options,
    store: rulesStore,
    configuredRules: readConfiguredRules(config),
    configuredPatterns: readConfiguredPatterns(config),
  });
  const mapper = new ServiceMapper({
    getPatterns: async () => (await ruleBook.get()).compiledPatterns,
  });
  const noticesStore = new DatabaseDetectionNotices(db);
  const visibility = new DetectionVisibility({
    ...options,
    viewers: noticesStore,
  });
  const sourceTitle = (id: string) => sources.get(id)?.title ?? id;
  let followUp: DetectionFollowUpTask | undefined;
  const intake = new DetectionIntake({
    ...options,
    sources,
    store: new DatabaseIntake(db, limits),
    mapper,
    getRules: () => ruleBook.get(),
    afterCommit: touched => {
      if (touched.some(({ isChanged }) => isChanged)) changed();
      followUp?.follow(
        touched
          .filter(({ record }) => record.pending)
          .map(({ record }) => record.id),
      );
    },
  });
  intake.logRefusingSources();

  return {
    intake,
    sources: [...sources.values()],
    reader,
    /** Follows each read of the catalog. */
    catalogRead: async (catalog: CatalogEntities) => {
      const keys = buildServiceKeys(catalog);
      await serviceKeys.save(keys);
      await watches.rebuild(keys);
    },
    watches,
    /** Builds what works on incidents. */
    connect: ({ calls, recorder, services, plans }: IncidentServices) => {
      followUp = new DetectionFollowUpTask({
        ...options,
        reader,
        calls,
        recorder,
        ruleBook,
        sourceTitle,
      });
      const getAffected = async (
        incident: IncidentRecord,
        context: AuthorizedContext,
      ) => {
        const { affected } = await store.getDetails(incident);
        const hidden = await calls.redaction.of(incident, context);
        return affected
          .map(({ entityRef }) => entityRef)
          .filter(ref => !hidden.has(ref));
      };
      const presenter = new DetectionPresenter({
        ...options,
        reader,
        visibility,
        serviceKeys,
        mapper,
        getAffected,
      });
      const sourcesService = new DefaultDetectionSourcesService({
        ...options,
        sources,
        health,
        rules: rulesStore,
        visibility,
        presenter,
        calls,
        watches: watchesStore,
        tests: new TestEvents({ ...options, intake, presenter }),
        watcher: new EntityWatcher({
          ...options,
          health,
          reader,
          watches: watchesStore,
          presenter,
        }),
      });
      return {
        presenter,
        sources: sourcesService,
        detections: new DefaultDetectionsService({
          ...options,
          calls,
          recorder,
          services,
          presenter,
          sourceTitle,
          getSources: async (incident, context) =>
            sourcesService.listWatching(
              await getAffected(incident, context),
              context,
            ),
          addPattern: async (pattern, actor) => {
            await addPattern(
              rulesStore,
              pattern,
              actor,
              options.clock(),
              'asPattern',
            );
            ruleBook.forget();
          },
        }),
        followUp,
        rules: new DefaultDetectionRulesService({
          ...options,
          store: rulesStore,
          effects: new DatabaseRuleEffects(db),
          ruleBook,
          visibility,
          calls,
          patterns: new MappingPatterns({
            ...options,
            store: rulesStore,
            ruleBook,
            calls,
          }),
          trial: new PayloadTrial({
            ...options,
            reader,
            sources,
            mapper,
            serviceKeys,
            ruleBook,
            findPlanTitle: (incident, context) =>
              findPlanTitle(plans, incident, context),
          }),
        }),
      };
    },
    tasks: {
      silence: new SourceSilenceTask({ ...options, sources, health }),
      detectionNotices: new DetectionNoticeTask({
        ...options,
        sources,
        store: noticesStore,
      }),
      suppressionNotices: new SuppressionNoticeTask({
        ...options,
        store: noticesStore,
      }),
      retention: new DetectionRetentionTask({
        ...options,
        store: new DatabaseRetention(db),
        notices: noticesStore,
        rules: rulesStore,
      }),
    },
  };
}
