import type {
  DeliveryOutcome,
  DetectionSourceState,
  DetectionStatus,
  DismissalDisposition,
  IncidentStatus,
  MappingWay,
  RejectionReason,
  RsitClass,
  RuleAction,
  Severity,
  SourceState,
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

/** Deliveries of a source in an hour. @public */
export interface SourceHour {
  /** Begin of the hour. */
  at: string;
  accepted: number;
  duplicate: number;
  rejected: number;
}

/** Where the new detections of a period are now. They sum up to their number. @public */
export interface NewDetectionsNow {
  inbox: number;
  unmapped: number;
  suppressed: number;
  byPeople: number;
  byRules: number;
}

/** A source with its health. @public */
export interface DetectionSourceStatus {
  id: string;
  type: string;
  title: string;
  state: SourceState;
  /** Since when it is silent or rejecting; until when it is muted. */
  stateSince?: string;
  mutedUntil?: string;
  lastEventAt?: string;
  lastRejection?: { at: string; reason: RejectionReason };
  /** A `silent` alarm comes when no event was accepted for this long, in milliseconds; absent: never. */
  expectedEveryMs?: number;
  /** Counts of the period asked for, 24 hours unless stated. `accepted` has the unmapped and ignored ones in it. */
  counts: {
    received: number;
    accepted: number;
    duplicate: number;
    rejected: number;
    /** Detections that wait without a service, and shapes that nobody could read. */
    unmapped: number;
    /** New detections. */
    new: number;
  };
  /** Where the new detections of the period are now. */
  newDetections: NewDetectionsNow;
  hours: SourceHour[];
  /** Attached or promoted, of all that were decided by people or rules in 90 days; `of` is 0 while none was. */
  precision: { real: number; of: number };
  /** Number of services for which it had a detection in 90 days, of those that the caller may see. */
  services: number;
  /** Number of secrets that are configured. */
  secrets: number;
  /** While it is silent or rejecting: services that no other source finds that sends, of those that the caller may see. */
  blind?: number;
  /** Who was notified of its silence, and when. */
  notified?: { at: string; who: string[] };
}

/** A delivery, or a run of rejections with one reason. @public */
export interface DetectionDelivery {
  id: string;
  at: string;
  /** The last of a run of rejections. */
  lastAt?: string;
  outcome: DeliveryOutcome;
  /** More than 1 only for rejections. */
  count: number;
  reason?: RejectionReason | string;
  deliveryId?: string;
  size?: number;
  sha256?: string;
  isTest: boolean;
  detections: DetectionSummary[];
}

/** A source with what a person needs to connect and mend it. @public */
export interface DetectionSourceDetails extends DetectionSourceStatus {
  /** Path of the webhook below the API's base. */
  path: string;
  /** How it proves who sends, in a sentence. */
  proof: string;
  /** Where the secrets are in the configuration. */
  secretsKey: string;
  maxBodyBytes: number;
  retentionDays: number;
  /**
   * A finding that fires again within this time after it was resolved goes on as the same detection, in milliseconds. Absent: each
   * time begins a new episode.
   */
  reopenWithinMs?: number;
  /** The last seven days, in UTC. */
  days: SourceHour[];
  /** Newest first, at most 200. */
  deliveries: DetectionDelivery[];
  mute?: { until: string; reason: string; by: string };
  /** Entity refs of who is notified of silence. */
  notifies: string[];
}

/** One station of a test event. @public */
export interface TestEventStation {
  station: 'received' | 'verified' | 'mapped' | 'inbox';
  ok: boolean;
  at?: string;
  /** What happened, or what to do. */
  text: string;
}

/** How far a test event came. @public */
export interface TestEventResult {
  stations: TestEventStation[];
  /** The detection, when it came the whole way. */
  detection?: DetectionSummary;
  durationMs: number;
}

/** What a detection must have for a rule, a suppression or a pattern. All that are given must hold. @public */
export interface DetectionCondition {
  sourceIds?: string[];
  ruleIds?: string[];
  severities?: Severity[];
  entityRefs?: string[];
  /** Label name to value; `*` at the end stands for anything. */
  labels?: Record<string, string>;
}

/** What happens with new detections that fit. The first rule that fits wins. @public */
export interface DetectionRule {
  id: string;
  name: string;
  /** From configuration: can be changed only there. */
  isConfigured: boolean;
  position: number;
  isEnabled: boolean;
  condition: DetectionCondition;
  /** Needs this many detections of one service within the time; 1 unless stated. */
  threshold?: { count: number; withinMinutes: number };
  action: RuleAction;
  /** For `attach` and `suggest`: only incidents with a detection of the same source rule, or any open one of the service. */
  attachTo?: 'same-rule' | 'same-service';
  /** Hours around the detection of the incident in which it fits; 24 unless stated. */
  withinHours?: number;
  /** For `create`. */
  incident?: { severity?: Severity; class?: RsitClass };
  /** Detections that it took in 30 days, and how many of these people undid, or followed for `suggest`. */
  effect: { count: number; undone: number; followed: number };
  updatedBy?: string;
  updatedAt?: string;
  version: number;
}

/** Holds back detections until it ends. @public */
export interface DetectionSuppression {
  id: string;
  name: string;
  condition: DetectionCondition;
  reason: string;
  createdBy: string;
  createdAt: string;
  endsAt: string;
  isEnded: boolean;
  /** Detections that it held back. */
  heldBack: number;
  /** Detections that would have fitted since it ended. */
  sinceEnd: number;
  version: number;
}

/** Finds the service of detections whose label matches. @public */
export interface MappingPattern {
  id: string;
  name: string;
  isConfigured: boolean;
  position: number;
  /** Name of the label, such as `repository` or `host`. */
  label: string;
  /** A linear regular expression for the whole value. */
  pattern: string;
  /** Full entity ref; `$1` to `$9` stand for groups of the pattern. */
  entityRef: string;
  updatedBy?: string;
  updatedAt?: string;
  version: number;
}

/** A change to rules, suppressions or patterns. @public */
export interface DetectionRuleChange {
  at: string;
  by: string;
  kind: 'rule' | 'suppression' | 'pattern' | 'source';
  action: 'added' | 'changed' | 'moved' | 'removed';
  name: string;
}

/** Everything on the page of rules. @public */
export interface DetectionRules {
  /** Where new detections of 30 days went. */
  flow: {
    total: number;
    inbox: number;
    suggested: number;
    attached: number;
    created: number;
    ignored: number;
    suppressed: number;
    unmapped: number;
  };
  /** Detections of 30 days by the way in which their service was found. */
  ways: Array<{ way: MappingWay | 'none'; count: number }>;
  patterns: MappingPattern[];
  suppressions: DetectionSuppression[];
  rules: DetectionRule[];
  /** Newest first, at most 50. */
  changes: DetectionRuleChange[];
  /** Whether the caller may change them. */
  mayChange: boolean;
}

/** One step of the explanation of a payload. @public */
export interface TryStep {
  step: 'read' | 'fingerprint' | 'service' | 'suppression' | 'rule';
  ok: boolean;
  text: string;
  /** What was tried in order, with the reason why it did not fit. */
  tried: Array<{
    name: string;
    result: 'fits' | 'no' | 'skipped';
    why: string;
  }>;
}

/** What would happen with a payload. Nothing is stored. @public */
export interface TryPayloadResult {
  /** In a sentence. */
  conclusion: string;
  steps: TryStep[];
  /** The payload with secrets removed. */
  payload: string;
  redactions: number;
  incident?: { title: string; severity?: Severity; planTitle?: string };
}

/** A source that watches a service. @public */
export interface WatchingSource {
  sourceId: string;
  title: string;
  state: SourceState;
  stateSince?: string;
  lastEventAt?: string;
  /** How it finds the service, such as `repository acme/payments-api`. */
  way: MappingWay;
  value: string;
  /** Detections of the service in 90 days, and how many of these were real. */
  detections: number;
  real: number;
}

/** Who would report a problem of a service, and what waits. @public */
export interface EntityWatch {
  entityRef: string;
  sources: WatchingSource[];
  /** Titles of the sources that do not find the service, and what would make them find it. */
  missing: Array<{ sourceId: string; title: string; remedy: string }>;
  /** New detections about the service, most severe first, at most ten. Absent without the permission. */
  waiting?: DetectionSummary[];
}

/** The detections of an incident, with those proposed for it. @public */
export interface IncidentDetections {
  attached: DetectionDetails[];
  proposed: DetectionSummary[];
  /** Number of detections about services that are redacted for the caller. */
  withheld: number;
  sources: WatchingSource[];
  /** The titles of the sources of these detections, by source id. */
  sourceTitles: Record<string, string>;
}
