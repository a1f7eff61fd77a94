import type {
  AuthService,
  BackstageCredentials,
  DatabaseService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { PriorityPolicy } from 'backstage-plugin-security-incidents-node';
import type { IncidentImporter } from 'backstage-plugin-security-incidents-node/alpha';
import type { EntityLookup } from '../catalog/EntityLookup';
import type { DueRules } from '../database/readModel/due';
import type { TransactionLimits } from '../database/transactionLimits';
import { DefaultImportsService } from './DefaultImportsService';
import { FileReader } from './file/readFile';
import { ImportChecker } from './ImportChecker';
import { ImportPresenter } from './ImportPresenter';
import { ImportRunner } from './ImportRunner';
import type { EndedImport } from './ImportsService';
import { ImportTask } from './ImportTask';
import { NameResolver } from './NameResolver';
import { readImportMaxBytes } from './settings';
import { DatabaseImportMappings } from './store/DatabaseImportMappings';
import { DatabaseImports } from './store/DatabaseImports';

/** Builds the services of imports. The migrations have run. */
export async function createImports(options: {
  database: DatabaseService;
  config: RootConfigService;
  auth: AuthService;
  lookup: EntityLookup;
  limits: TransactionLimits;
  dueRules: DueRules;
  priorityPolicy: PriorityPolicy;
  keyPrefix: string;
  /** What modules added. */
  importers: readonly IncidentImporter[];
  /** Notifies who started an import when it ended. */
  notify?(ended: EndedImport): Promise<void>;
  clock(): Date;
  actorOf(credentials: BackstageCredentials): string;
  onProblem(message: string, cause: unknown): void;
}) {
  const client = await options.database.getClient();
  const store = new DatabaseImports(client, options);
  const files = new FileReader(options.importers);
  const checker = new ImportChecker({ ...options, files, store });
  const onEnded = async (ended: EndedImport) => {
    try {
      await options.notify?.(ended);
    } catch (error) {
      // The import has ended all the same.
      options.onProblem('Nobody was notified that an import ended', error);
    }
  };
  const runner = new ImportRunner({ ...options, store, checker, onEnded });
  return {
    store,
    service: new DefaultImportsService({
      ...options,
      store,
      mappings: new DatabaseImportMappings(client),
      files,
      checker,
      runner,
      onEnded,
      names: new NameResolver(options.lookup),
      presenter: new ImportPresenter({ ...options, store }),
      maxBytes: readImportMaxBytes(options.config),
    }),
    runner,
    task: new ImportTask(runner),
  };
}
