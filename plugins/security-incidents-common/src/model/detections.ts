import type {
  DetectionSourceState,
  DetectionStatus,
  DismissalDisposition,
  IncidentStatus,
  MappingWay,
  RsitClass,
  Severity,
} from '../rules';

/** An incident as a detection names it, for readers of the incident only. @public */
export interface DetectionIncident {
  id: string;
  key: string;
  title: string;
  status: IncidentStatus;
  severity?: Severity;
}

/** How the service of a detection was found. @public */
export interface DetectionMappingResult {
  way: MappingWay;
  /** The label, slug, id or pattern that matched, such as `service=payments-api`. */
  value?: string;
  /** Name of the pattern, when `way` is `pattern`. */
  patternName?: string;
  /** Entity ref of who chose it, when `way` is `person`. */
  by?: string;
}

/** One reason for or against attaching a detection to an incident. @public */
export interface ProposalReason {
  kind: 'same-service' | 'depends-on' | 'same-rule' | 'close-in-time' | 'class';
  holds: boolean;
  /** The service for `depends-on`, as a full entity ref; the number of minutes for `close-in-time`. */
  value?: string;
}

/** An open incident that a detection may belong to. @public */
export interface DetectionProposal {
  incident: DetectionIncident;
  reasons: ProposalReason[];
  /** Name of the rule that proposed it; absent when the similarity did. */
  ruleName?: string;
}

/** Who or what decided about a detection, and why. @public */
export interface DetectionDecision {
  at: string;
  /** Entity ref of the person; absent when a rule decided. */
  by?: string;
  rule?: { id: string; name: string };
  disposition?: DismissalDisposition;
  reason?: string;
}

/** A detection as a row of the inbox. @public */
export interface DetectionSummary {
  id: string;
  sourceId: string;
  title: string;
  severity: Severity;
  ruleId?: string;
  ruleName?: string;
  status: DetectionStatus;
  sourceState: DetectionSourceState;
  /** Full entity ref of the service; absent while none was found. */
  entityRef?: string;
  mapping?: DetectionMappingResult;
  /** When it was received first. */
  firstSeenAt: string;
  lastSeenAt: string;
  /** How often it was seen in this episode. */
  count: number;
  /** A test event: shown as such, counted nowhere, and removed after an hour. */
  isTest: boolean;
  /** The incident that it was attached or promoted to. */
  incident?: DetectionIncident;
  /** The open incident that fits best, while the detection is new. */
  proposal?: DetectionProposal;
  decision?: DetectionDecision;
  /** The suppression that holds it back. */
  suppressionId?: string;
  /** Grows with each change; decisions send it as `If-Match`. */
  version: number;
}

/** What was found out about a detection. @public */
export interface DetectionDetails extends DetectionSummary {
  description?: string;
  /** How the source states the severity, such as `8.0 of 10`. */
  statedSeverity?: string;
  class?: RsitClass;
  /** When the activity was seen first, as the source states it. */
  occurredAt?: string;
  /** Where a person reads more. */
  url?: string;
  /** What the source says of the place and of what was seen, by name. Secrets are removed. */
  labels: Record<string, string>;
  fingerprint: string;
  /** How the fingerprint was made, such as `secret_scanning_alert:acme/payments-api:131`. */
  fingerprintBasis: string;
  /** 1 for the first; a finding that fires again after it was resolved begins the next one. */
  episode: number;
  /** How the delivery was verified, such as `hmac-sha256`. */
  verifiedBy: string;
  /** Number of secrets that were removed before storing. */
  redactions: number;
  /** Times at which it was seen, oldest first, the last 200. */
  seenAt: string[];
  /** When the source said that it is resolved. */
  resolvedAt?: string;
  /** Other open incidents that it may belong to, the best first, at most five. */
  proposals: DetectionProposal[];
  /** Each way that was tried without success, in order. */
  mappingTried: MappingWay[];
  /** Services that it may be about, while none was found: full entity refs, at most three. */
  likelyEntityRefs: string[];
  /** Decided detections of the same rule in the last 90 days, newest first, at most ten. */
  history: DetectionSummary[];
  /** The kept payload, redacted and at most 64 KiB; absent once it was removed. */
  payload?: string;
  /** Hex sha256 of the payload as it was received. */
  payloadSha256: string;
}

/** A page of the inbox. @public */
export interface DetectionPage {
  items: DetectionSummary[];
  totalItems: number;
  pageInfo: { nextCursor?: string };
  /** Totals of each view, with the filters of source and service only. Tests are not counted. */
  counts: {
    new: number;
    unmapped: number;
    suppressed: number;
    decidedInLast24Hours: number;
  };
}

/** What became of one decision of many. @public */
export interface DetectionDecisionResult {
  id: string;
  /** The detection after the decision. */
  detection?: DetectionSummary;
  /** Why nothing was decided about this one. */
  error?: { name: string; message: string; currentVersion?: number };
}
