import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { EvidenceStorage } from 'backstage-plugin-security-incidents-node/alpha';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { ServiceLookup } from '../incidents/ServiceLookup';
import type { DatabaseIncidentsStore } from '../incidents/store/DatabaseIncidentsStore';
import type { FindingReporter } from '../verification/FindingReporter';
import { DefaultEvidenceService } from './DefaultEvidenceService';
import { DefaultEvidenceUploadsService } from './DefaultEvidenceUploadsService';
import { EvidenceCheckTask } from './EvidenceCheckTask';
import { EvidenceCleanupTask } from './EvidenceCleanupTask';
import { EvidenceFiles } from './EvidenceFiles';
import { EvidenceRecorder } from './EvidenceRecorder';
import { readEvidenceKeeping, readEvidenceSettings } from './settings';

/** Builds the services and tasks of evidence. */
export function createEvidence(given: {
  config: RootConfigService;
  store: DatabaseIncidentsStore;
  calls: IncidentCalls;
  services: ServiceLookup;
  reporter: FindingReporter;
  /** In place of the database. */
  storage?: EvidenceStorage;
  logger?: LoggerService;
  clock(): Date;
}) {
  const { config, store } = given;
  const settings = readEvidenceSettings(config);
  const database = store.evidenceStorage;
  // Files from before another storage was installed stay readable.
  const files = new EvidenceFiles(given.storage ?? database, [database]);
  const uploads = store.evidenceUploads;
  const cleanup = new EvidenceCleanupTask({ ...given, uploads, files });
  const recorder = new EvidenceRecorder({ ...given, files, settings });
  return {
    files,
    evidence: new DefaultEvidenceService({
      ...given,
      files,
      recorder,
      settings,
      keeping: readEvidenceKeeping(config),
      deleteRequested: () => cleanup.deleteRequested(),
    }),
    uploads: new DefaultEvidenceUploadsService({ ...given, files, recorder }),
    tasks: {
      evidenceCleanup: cleanup,
      evidenceCheck: new EvidenceCheckTask({
        ...given,
        checks: store.evidenceChecks,
        files,
      }),
    },
  };
}
