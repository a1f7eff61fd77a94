import type {
  DetectionDetails,
  DetectionPage,
  DetectionProposal,
  DetectionSourceDetails,
  DetectionSourceStatus,
  DetectionSummary,
} from 'backstage-plugin-security-incidents-common';

const MINUTE_MS = 60_000;

/** An ISO time so many minutes ago. */
export const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * MINUTE_MS).toISOString();

/** A detection as the inbox lists it. */
export function detection(
  id: string,
  title: string,
  changes: Partial<DetectionSummary> = {},
): DetectionSummary {
  return {
    id,
    sourceId: 'guardduty',
    title,
    severity: 'high',
    ruleId: 'UnauthorizedAccess:IAMUser',
    ruleName: 'UnauthorizedAccess:IAMUser',
    status: 'new',
    sourceState: 'firing',
    entityRef: 'component:default/payments-api',
    mapping: { way: 'cloud', value: 'service=payments-api' },
    firstSeenAt: minutesAgo(113),
    lastSeenAt: minutesAgo(6),
    count: 12,
    isTest: false,
    version: 3,
    ...changes,
  };
}

/** An open incident that a detection may belong to. */
export const proposal: DetectionProposal = {
  incident: {
    id: 'incident-52',
    key: 'SEC-2026-0052',
    title: 'Live gateway key in a public repository',
    status: 'containment',
    severity: 'high',
  },
  reasons: [
    { kind: 'same-service', holds: true },
    { kind: 'close-in-time', holds: true, value: '49' },
    {
      kind: 'depends-on',
      holds: true,
      value: 'component:default/gateway-credentials',
    },
    { kind: 'class', holds: false },
  ],
};

/** What was found out about a detection. */
export function details(
  summary: DetectionSummary,
  changes: Partial<DetectionDetails> = {},
): DetectionDetails {
  return {
    ...summary,
    statedSeverity: '8.0 of 10',
    class: 'intrusions',
    url: 'https://console.example.com/finding',
    labels: { key: 'ASIA…Q7XN', address: '203.0.113.7', host: 'web-1' },
    fingerprint: '7d1e4c90aaaabbbbcccc0000a904',
    fingerprintBasis: 'finding id of the source',
    episode: 1,
    verifiedBy: 'hmac-sha256',
    redactions: 1,
    seenAt: [minutesAgo(113), minutesAgo(60), minutesAgo(6)],
    proposals: summary.proposal ? [summary.proposal] : [],
    mappingTried: ['label', 'repository', 'kubernetes'],
    likelyEntityRefs: [],
    history: [],
    payload: '{"id":"finding"}',
    payloadSha256: 'ab'.repeat(32),
    ...changes,
  };
}

/** A page of the inbox. */
export function detectionPage(
  items: DetectionSummary[],
  counts: Partial<DetectionPage['counts']> = {},
): DetectionPage {
  return {
    items,
    totalItems: items.length,
    pageInfo: {},
    counts: {
      new: items.length,
      unmapped: 0,
      suppressed: 0,
      decidedInLast24Hours: 0,
      ...counts,
    },
  };
}

/** A healthy source. */
export function source(
  id: string,
  title: string,
  changes: Partial<DetectionSourceStatus> = {},
): DetectionSourceStatus {
  return {
    id,
    type: id,
    title,
    state: 'healthy',
    lastEventAt: minutesAgo(6),
    counts: {
      received: 33,
      accepted: 26,
      duplicate: 3,
      rejected: 4,
      unmapped: 0,
      new: 4,
    },
    hours: Array.from({ length: 24 }, (_, hour) => ({
      at: minutesAgo(60 * (24 - hour)),
      accepted: hour % 3,
      duplicate: 0,
      rejected: hour === 20 ? 4 : 0,
    })),
    newDetections: {
      inbox: 3,
      unmapped: 0,
      suppressed: 0,
      byPeople: 1,
      byRules: 0,
    },
    precision: { real: 22, of: 31 },
    services: 22,
    secrets: 1,
    ...changes,
  };
}

/** A source with its deliveries. */
export function sourceDetails(
  status: DetectionSourceStatus,
  changes: Partial<DetectionSourceDetails> = {},
): DetectionSourceDetails {
  return {
    ...status,
    path: `/detections/${status.id}`,
    proof: 'HMAC-SHA256 over the raw bytes',
    secretsKey: `securityIncidents.detections.sources.${status.id}.secrets`,
    maxBodyBytes: 1_048_576,
    retentionDays: 90,
    days: Array.from({ length: 7 }, (_, day) => ({
      at: minutesAgo(24 * 60 * (6 - day)),
      accepted: 4 + day,
      duplicate: 1,
      rejected: day === 6 ? 14 : 0,
    })),
    deliveries: [],
    notifies: ['group:default/team-payments'],
    ...changes,
  };
}
