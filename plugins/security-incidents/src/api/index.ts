import { createApiRef } from '@backstage/core-plugin-api';
import type {
  DetectionsApi,
  EvidenceApi,
  ImportsApi,
  ProofApi,
  ReviewsApi,
  ObligationsApi,
  ReportsApi,
  SecurityIncidentsApi,
} from 'backstage-plugin-security-incidents-common';

/** The HTTP API of the backend, as the pages use it. @public */
export const securityIncidentsApiRef = createApiRef<SecurityIncidentsApi>({
  id: 'plugin.security-incidents.client',
});

/** The part of the HTTP API about detections, their sources and their rules. @public */
export const detectionsApiRef = createApiRef<DetectionsApi>({
  id: 'plugin.security-incidents.detections-client',
});

/** The part of the HTTP API about evidence. @public */
export const evidenceApiRef = createApiRef<EvidenceApi>({
  id: 'plugin.security-incidents.evidence-client',
});

/** The part of the HTTP API that proves what was recorded: checkpoints, auditor bundles, erasure. @public */
export const proofApiRef = createApiRef<ProofApi>({
  id: 'plugin.security-incidents.proof-client',
});

/** The part of the HTTP API about reviews and improvement actions. @public */
export const reviewsApiRef = createApiRef<ReviewsApi>({
  id: 'plugin.security-incidents.reviews-client',
});

/** The part of the HTTP API about obligations and their decisions. @public */
export const obligationsApiRef = createApiRef<ObligationsApi>({
  id: 'plugin.security-incidents.obligations-client',
});

/** The part of the HTTP API about imports of incidents. @public */
export const importsApiRef = createApiRef<ImportsApi>({
  id: 'plugin.security-incidents.imports-client',
});

/** The part of the HTTP API about reports. @public */
export const reportsApiRef = createApiRef<ReportsApi>({
  id: 'plugin.security-incidents.reports-client',
});
