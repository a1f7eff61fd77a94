import type {
  DetectionDetails,
  DetectionSummary,
} from 'backstage-plugin-security-incidents-common';

/*
 * Examples of the API document.
 */

export const EXAMPLE_ID = '7b0c4b7e-6a0e-4f0e-8a51-1f1f6d7c0a11';

export const exampleDetection: DetectionSummary = {
  id: EXAMPLE_ID,
  sourceId: 'github',
  title: 'Cloud access key committed',
  severity: 'high',
  ruleId: 'aws_access_key_id',
  status: 'new',
  sourceState: 'firing',
  entityRef: 'component:default/payments-api',
  mapping: { way: 'repository', value: 'acme/payments-api' },
  firstSeenAt: '2026-11-30T10:08:00.000Z',
  lastSeenAt: '2026-11-30T10:08:00.000Z',
  count: 1,
  isTest: false,
  version: 1,
};

export const exampleDetectionDetails: DetectionDetails = {
  ...exampleDetection,
  class: 'information-content-security',
  url: 'https://github.com/acme/payments-api/security/secret-scanning/131',
  labels: { repository: 'acme/payments-api' },
  fingerprint:
    '7d1e4c9042f0b6a1d6d1f57b8a4f0e9c0a3b5d7e9f1a2b3c4d5e6f708192a904',
  fingerprintBasis: 'secret_scanning_alert:acme/payments-api:131',
  episode: 1,
  verifiedBy: 'hmac-sha256',
  redactions: 1,
  seenAt: ['2026-11-30T10:08:00.000Z'],
  proposals: [],
  mappingTried: [],
  likelyEntityRefs: [],
  history: [],
  payloadSha256:
    '0a4f5f2e8f2c4a0e9d580e6a0f4d9f017b0c4b7e6a0e4f0e8a511f1f6d7c0a11',
};
