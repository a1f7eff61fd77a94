import type {
  AffectedEntity,
  Classification,
  Detection,
  Determination,
  Impact,
  IncidentMember,
  IncidentMode,
  IncidentStatus,
  IncidentTimestamps,
  Level,
  PersonalData,
  Priority,
  PriorityExplanation,
  PriorityOverride,
  Resolution,
  ResolutionStep,
  RoleAssignment,
  Severity,
  Tlp,
  Tristate,
  Visibility,
} from 'backstage-plugin-security-incidents-common';
import type { PlanState } from '../../responsePlans/store/planRecords';

export type { ReadAccess, Unfindable } from '../../authorization/ReadAccess';

/** What proposes to make it a major incident, and what was decided about that. @public */
export interface MajorStandingRecord {
  state: 'proposed' | 'declared' | 'declined' | 'ended';
  at: string;
  by?: string;
  reason?: string;
  /** Why it was proposed, in words. */
  because: string[];
  /** What of that the ladder of a plan said; it does not pass with the facts. */
  raised: string[];
}

/** The stored part of an incident; everything derived is computed from it by the service. @public */
export interface IncidentRecord extends IncidentTimestamps {
  /** Internal key; only grows. */
  seq: number;
  id: string;
  key: string;
  title: string;
  summary?: string;
  codename?: string;
  mode: IncidentMode;
  status: IncidentStatus;
  mergedFromStatus?: IncidentStatus;
  mergedIntoId?: string;
  determination: Determination;
  classification?: Classification;
  severity?: Severity;
  impact?: Impact;
  urgency?: Level;
  ongoing: Tristate;
  priority?: Priority;
  priorityInputs: PriorityExplanation;
  priorityOverride?: PriorityOverride;
  tlp: Tlp;
  visibility: Visibility;
  personalData: PersonalData;
  suspectedMalicious: Tristate;
  crossBorder: Tristate;
  isMajor: boolean;
  majorReason?: string;
  /** Since when it is a major incident. */
  majorAt?: string;
  majorStanding?: MajorStandingRecord;
  unknownService: boolean;
  detection?: Detection;
  resolution?: Resolution;
  /** Who moved it to `resolved` last. */
  resolvedBy?: string;
  reportedBy: string;
  updatedAt: string;
  version: number;
  /** Number of timeline entries, and the hash of the last. */
  chainLength: number;
  chainHead: string;
}

export type NewIncidentRecord = Omit<IncidentRecord, 'seq'>;

/** The fields that lists read. What is long or structured is left to the page of an incident. */
export const LISTED_FIELDS = [
  'seq',
  'id',
  'key',
  'title',
  'mode',
  'status',
  'determination',
  'classification',
  'severity',
  'urgency',
  'priority',
  'tlp',
  'visibility',
  'isMajor',
  'unknownService',
  'resolvedBy',
  'reportedBy',
  'occurredAt',
  'detectedAt',
  'reportedAt',
  'recordedAt',
  'acknowledgedAt',
  'declaredAt',
  'containedAt',
  'eradicatedAt',
  'recoveredAt',
  'resolvedAt',
  'closedAt',
  'awareAt',
  'updatedAt',
  'version',
] as const satisfies ReadonlyArray<keyof IncidentRecord>;

/** What a list reads of an incident. */
export type ListedRecord = Pick<IncidentRecord, (typeof LISTED_FIELDS)[number]>;

/** A system, domain, owner or parent of one that an affected entity counts for. */
export interface EntityScope {
  scopeRef: string;
  relation:
    | 'entity'
    | 'system'
    | 'domain'
    | 'part-of'
    | 'owner'
    | 'owner-parent';
}

export type AffectedRecord = AffectedEntity;
export type RoleRecord = RoleAssignment;
export type MemberRecord = IncidentMember;
export type StepRecord = Omit<ResolutionStep, 'supersededBy'>;

/** Everything of one incident that its page and its guards need. */
export interface IncidentDetails {
  incident: IncidentRecord;
  affected: AffectedRecord[];
  /** Past ones included, oldest first. */
  roles: RoleRecord[];
  members: MemberRecord[];
  stepCount: number;
  containmentSteps: number;
  statusChanges: Array<{ at: string; to: IncidentStatus }>;
  mergedIntoKey?: string;
  plans: PlanState;
}

/** The part of the details that the guards of the status machine look at. */
export interface GuardedRecord
  extends Pick<
    IncidentDetails,
    'affected' | 'roles' | 'containmentSteps' | 'statusChanges' | 'plans'
  > {
  incident: ListedRecord;
}
