import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { CheckpointSigning } from 'backstage-plugin-security-incidents-common';
import type { EntityLookup } from '../catalog/EntityLookup';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentsService } from '../incidents/IncidentsService';
import type { DatabaseIncidentsStore } from '../incidents/store/DatabaseIncidentsStore';
import type { AuthorizedContext } from '../kernel/contexts';
import { BundleMaker } from './BundleMaker';
import { BundleReader } from './BundleReader';
import type { EndedBundle } from './BundlesService';
import { DefaultBundlesService } from './DefaultBundlesService';
import type { BundleEvidence, BundleSection } from './sections';
import { DatabaseBundles } from './store/DatabaseBundles';

/** Builds the service of auditor bundles. The migrations must have run. */
export async function createBundles(options: {
  database: DatabaseService;
  incidentsStore: DatabaseIncidentsStore;
  incidents: IncidentsService<AuthorizedContext>;
  calls: IncidentCalls;
  lookup: EntityLookup;
  signing: CheckpointSigning;
  /** What other features put into bundles. */
  sections: readonly BundleSection[];
  evidence: BundleEvidence;
  notify?(bundle: EndedBundle): Promise<void>;
  onProblem(message: string, error: Error): void;
  clock(): Date;
}) {
  const { incidentsStore } = options;
  const store = new DatabaseBundles(await options.database.getClient());
  const reader = new BundleReader({
    ...options,
    verification: incidentsStore.verification,
  });
  return new DefaultBundlesService({
    ...options,
    store,
    reader,
    maker: new BundleMaker({ ...options, store, reader }),
  });
}
