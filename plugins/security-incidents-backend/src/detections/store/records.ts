import type {
  DeliveryOutcome,
  DetectionCondition,
  DetectionMappingResult,
  DetectionRule,
  DetectionRuleChange,
  DetectionSourceState,
  DetectionStatus,
  DismissalDisposition,
  MappingWay,
  RejectionReason,
  RsitClass,
  Severity,
} from 'backstage-plugin-security-incidents-common';

/**
 * What is to be done about a detection after its delivery was stored: rules may apply to it, or its incident is to be told
 * that it was seen again, that it is over, or both.
 */
export type PendingWork = 'rules' | 'repeat' | 'resolved' | 'both';

/** What a source reported, in one episode. */
export interface DetectionRecord {
  /** Internal key; it only grows. */
  seq: number;
  id: string;
  sourceId: string;
  fingerprint: string;
  fingerprintBasis: string;
  episode: number;
  isLatest: boolean;
  title: string;
  description?: string;
  severity: Severity;
  severityRank: number;
  statedSeverity?: string;
  class?: RsitClass;
  ruleId?: string;
  ruleName?: string;
  status: DetectionStatus;
  sourceState: DetectionSourceState;
  /** By the clock of the source. */
  stateAt?: string;
  entityRef?: string;
  mapping?: DetectionMappingResult;
  mappingTried: MappingWay[];
  occurredAt?: string;
  firstSeenAt: string;
  lastSeenAt: string;
  count: number;
  isTest: boolean;
  url?: string;
  labels: Record<string, string>;
  searchText: string;
  verifiedBy: string;
  redactions: number;
  deliveryId: string;
  payloadSha256: string;
  resolvedAt?: string;
  incidentSeq?: number;
  decidedAt?: string;
  decidedBy?: string;
  decidedRule?: { id: string; name: string };
  disposition?: DismissalDisposition;
  reason?: string;
  suppressionId?: string;
  /** The incident that a rule suggests, and the name of the rule. */
  suggestedSeq?: number;
  suggestedBy?: string;
  /** When the timeline of the incident got the first repeat after the containment began. */
  repeatNotedAt?: string;
  /** When people on duty were notified of it last, and how often it had been seen then. */
  notifiedAt?: string;
  notifiedCount?: number;
  pending?: PendingWork;
  version: number;
}

export type NewDetectionRecord = Omit<DetectionRecord, 'seq'>;

/** A delivery that a detection was in. */
export interface SightingRecord {
  detectionSeq: number;
  deliveryId: string;
  at: string;
  sourceState: DetectionSourceState;
}

/** A verified request of a source. */
export interface DeliveryRecord {
  id: string;
  sourceId: string;
  receivedAt: string;
  outcome: DeliveryOutcome;
  deliveryKey?: string;
  size: number;
  sha256: string;
  /** Redacted and cut; absent once it was removed. */
  payload?: string;
  redactions: number;
  verifiedBy: string;
  note?: string;
  isTest: boolean;
  /** Number of findings in it. */
  detections: number;
}

/** What a minute of a source is counted under, besides accepted deliveries. */
export type CountedReason = RejectionReason | 'duplicate' | 'ignored';

/** Deliveries of a minute of which nothing is kept. */
export interface RejectionRecord {
  sourceId: string;
  minute: string;
  reason: CountedReason;
  total: number;
  lastAt: string;
}

/** A decision about a detection. */
export interface DecisionRecord {
  detectionSeq: number;
  at: string;
  kind:
    | 'promoted'
    | 'attached'
    | 'dismissed'
    | 'mapped'
    | 'suppressed'
    | 'ignored'
    | 'suggested'
    | 'declined'
    | 'restored'
    | 'undone';
  actor?: string;
  ruleId?: string;
  ruleName?: string;
  disposition?: DismissalDisposition;
  reason?: string;
  incidentSeq?: number;
  entityRef?: string;
}

/** The mute and the alarm of a source. */
export interface SourceStateRecord {
  sourceId: string;
  mutedUntil?: string;
  muteReason?: string;
  mutedBy?: string;
  silentSince?: string;
  notifiedAt?: string;
}

/** How a name of a service is used. */
export type ServiceKeyKind =
  | 'ref'
  | 'name'
  | 'owner'
  | 'related'
  | 'repository'
  | 'kubernetes'
  | 'namespace'
  | 'cloud'
  | 'host';

/** A name by which a service of the catalog is found. */
export interface ServiceKeyRecord {
  kind: ServiceKeyKind;
  key: string;
  entityRef: string;
  /** Folder within the repository, with a slash at its end; empty for all of it. */
  path: string;
}

/** The parts of a rule that its table keeps as one value. */
export type RuleDefinition = Pick<
  DetectionRule,
  'condition' | 'threshold' | 'action' | 'attachTo' | 'withinHours' | 'incident'
>;

/** A source that finds a service, and how. */
export interface ServiceWatchRecord {
  entityRef: string;
  sourceId: string;
  way: MappingWay;
  value: string;
}

/** What somebody who decides about detections could see when they last looked. */
export interface DetectionViewerRecord {
  principalRef: string;
  /** Absent: all services. */
  services?: string[];
  seenAt: string;
}

export interface RuleRecord {
  id: string;
  position: number;
  name: string;
  isEnabled: boolean;
  definition: RuleDefinition;
  updatedBy: string;
  updatedAt: string;
  version: number;
}

export interface SuppressionRecord {
  id: string;
  name: string;
  condition: DetectionCondition;
  reason: string;
  createdBy: string;
  createdAt: string;
  endsAt: string;
  version: number;
}

export interface PatternRecord {
  id: string;
  position: number;
  name: string;
  label: string;
  pattern: string;
  entityRef: string;
  updatedBy: string;
  updatedAt: string;
  version: number;
}

/** A change of rules, suppressions, patterns or mutes. */
export type ChangeRecord = DetectionRuleChange & {
  data: Record<string, unknown>;
};
