/** The clients that only our pages need. They are loaded with the first call; see `lazyClient`. */
export {
  DetectionsClient,
  EvidenceClient,
  ImportsClient,
  ObligationsClient,
  ProofClient,
  ReportsClient,
  ReviewsClient,
  SecurityIncidentsClient,
} from 'backstage-plugin-security-incidents-common';
