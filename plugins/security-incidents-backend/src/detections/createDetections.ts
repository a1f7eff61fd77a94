import type {
  DatabaseService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { DetectionSource } from 'backstage-plugin-security-incidents-node/alpha';
import type { TransactionLimits } from '../database/transactionLimits';
import type { CatalogEntities } from '../responsePlans/readCatalog';
import { DetectionIntake } from './intake/DetectionIntake';
import { buildServiceKeys } from './mapping/serviceKeys';
import { ServiceMapper } from './mapping/ServiceMapper';
import { RuleBook } from './rules/RuleBook';
import { DetectionRetentionTask } from './DetectionRetentionTask';
import { readDetectionSources } from './settings';
import { DatabaseDetectionRules } from './store/DatabaseDetectionRules';
import { DatabaseIntake } from './store/DatabaseIntake';
import { DatabaseRetention } from './store/DatabaseRetention';
import { DatabaseServiceKeys } from './store/DatabaseServiceKeys';

export interface DetectionsOptions {
  database: DatabaseService;
  config: RootConfigService;
  logger?: LoggerService;
  limits: TransactionLimits;
  /** Kinds of sources. */
  sources: readonly DetectionSource[];
  clock(): Date;
  onProblem(message: string, error: Error): void;
}

/** Builds the services of detections. The migrations have run. */
export async function createDetections(options: DetectionsOptions) {
  const { config, limits } = options;
  const db = await options.database.getClient();
  const sources = readDetectionSources(config, options.sources);
  const serviceKeys = new DatabaseServiceKeys(db);
  const rulesStore = new DatabaseDetectionRules(db);
  const ruleBook = new RuleBook({
    ...options,
    store: rulesStore,
    configuredRules: [],
    configuredPatterns: [],
  });
  const mapper = new ServiceMapper({
    getPatterns: async () => (await ruleBook.get()).compiledPatterns,
  });
  const intake = new DetectionIntake({
    ...options,
    sources,
    store: new DatabaseIntake(db, limits),
    mapper,
    getSuppressions: async () => (await ruleBook.get()).suppressions,
    afterCommit: () => {},
  });
  intake.logSourcesWithoutSecret();

  return {
    intake,
    /** Follows each read of the catalog. */
    catalogRead: (catalog: CatalogEntities) =>
      serviceKeys.save(buildServiceKeys(catalog)),
    tasks: {
      retention: new DetectionRetentionTask({
        ...options,
        store: new DatabaseRetention(db),
        rules: rulesStore,
      }),
    },
  };
}
