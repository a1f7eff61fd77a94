import {
  type ApiRef,
  createApiFactory,
  type DiscoveryApi,
  discoveryApiRef,
  type FetchApi,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import {
  EntitiesClient,
  type SecurityIncidentsApi,
} from 'backstage-plugin-security-incidents-common';
import {
  detectionsApiRef,
  evidenceApiRef,
  importsApiRef,
  obligationsApiRef,
  proofApiRef,
  reportsApiRef,
  reviewsApiRef,
  securityIncidentsApiRef,
} from './index';
import { type Clients, lazyClient } from './lazyClient';
import { withShownTexts } from './shownTexts';

type Deps = {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
};

/** How an API is made in both frontend systems. */
function createFactory<T>(api: ApiRef<T>, factory: (deps: Deps) => T) {
  return createApiFactory({
    api,
    deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
    factory,
  });
}

/** The same for a client that is loaded with its first call. */
function createLazyFactory<T extends object>(
  api: ApiRef<T>,
  create: (clients: Clients, deps: Deps) => T,
) {
  return createFactory(api, deps =>
    lazyClient(clients => withShownTexts(create(clients, deps))),
  );
}

/** The factories of all our APIs. */
export const apiFactories = {
  incidents: createFactory(securityIncidentsApiRef, deps =>
    withShownTexts(
      lazyClient<SecurityIncidentsApi>(
        clients => new clients.SecurityIncidentsClient(deps),
        new EntitiesClient(deps),
      ),
    ),
  ),
  detections: createLazyFactory(
    detectionsApiRef,
    (clients, deps) => new clients.DetectionsClient(deps),
  ),
  evidence: createLazyFactory(
    evidenceApiRef,
    (clients, deps) => new clients.EvidenceClient(deps),
  ),
  // Proofs are shown as they are.
  proof: createFactory(proofApiRef, deps =>
    lazyClient(clients => new clients.ProofClient(deps)),
  ),
  reviews: createLazyFactory(
    reviewsApiRef,
    (clients, deps) => new clients.ReviewsClient(deps),
  ),
  obligations: createLazyFactory(
    obligationsApiRef,
    (clients, deps) => new clients.ObligationsClient(deps),
  ),
  reports: createLazyFactory(
    reportsApiRef,
    (clients, deps) => new clients.ReportsClient(deps),
  ),
  imports: createLazyFactory(
    importsApiRef,
    (clients, deps) => new clients.ImportsClient(deps),
  ),
};
