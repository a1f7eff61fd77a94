import type { PlanSummary } from '../plans/run';
import type { PlanClock } from '../plans/schedule';
import type {
  AffectedRole,
  CompromiseState,
  DetectionMethod,
  Determination,
  Impact,
  IncidentMode,
  IncidentRole,
  IncidentStatus,
  Level,
  Priority,
  PriorityExplanation,
  ReportCertainty,
  ResolutionCode,
  RsitClass,
  Severity,
  Tlp,
  TransitionGuardId,
  TransitionInput,
  TransitionKind,
  TransitionPermission,
  Tristate,
  Visibility,
} from '../rules';
import type { IncidentProvenance } from './imports';
import type { MajorIncidentStatus, ServiceLevels } from './serviceLevels';

/*
 * Answers of the API. Times are ISO-8601 UTC with milliseconds; people and services are full entity refs; unknown values are
 * absent.
 */

/** @public */
export interface Classification {
  scheme: 'rsit';
  class: RsitClass;
  type?: string;
}

/** @public */
export interface Detection {
  method: DetectionMethod;
  /** How certain the reporter was. */
  certainty?: ReportCertainty;
}

/** @public */
export interface PersonalData {
  involved: Tristate;
  categories?: string[];
  subjectsEstimate?: number;
  recordsEstimate?: number;
}

/** @public */
export interface Resolution {
  code: ResolutionCode;
  summary: string;
  rootCause?: string;
}

/** A priority set by a person in place of the computed one; both are stored. @public */
export interface PriorityOverride {
  priority: Priority;
  reason: string;
  by: string;
  at: string;
}

/** The entity as the catalog described it when it was linked. @public */
export interface EntitySnapshot {
  title?: string;
  type?: string;
  ownerRef?: string;
  systemRef?: string;
  domainRef?: string;
  lifecycle?: string;
  /** Annotation `security-incidents/tier`. */
  tier?: string;
  /** Annotation `security-incidents/exposure`; `public` is reachable from outside. */
  exposure?: string;
  /** Annotation `security-incidents/data-classification`. */
  dataClassification?: string;
  takenAt?: string;
}

/** Whether the snapshot was taken. `pending` ones are completed as soon as the catalog answers. @public */
export type SnapshotState = 'complete' | 'pending' | 'missing';

/** The entity as the caller sees it in the catalog now. @public */
export interface CurrentEntityState {
  /** `orphaned`: not in the catalog any more, or not visible; `unknown`: the catalog did not answer. */
  state: 'present' | 'orphaned' | 'unknown';
  ownerRef?: string;
}

/** An affected service. @public */
export interface AffectedEntity {
  withheld?: false;
  entityRef: string;
  role: AffectedRole;
  compromise: CompromiseState;
  impactNote?: string;
  snapshot: EntitySnapshot;
  snapshotState: SnapshotState;
  addedAt: string;
  addedBy: string;
  /** Only on a single incident. */
  now?: CurrentEntityState;
  /**
   * Only in a list that was asked for an `entityRef`: whether the incident counts for that entity because of this
   * service. These come first.
   */
  inScope?: boolean;
}

/**
 * An affected service that the caller may not see in the catalog. It says nothing about which service it is. Redacted
 * entities come last in lists.
 *
 * @public
 */
export interface RedactedEntity {
  withheld: true;
  role: AffectedRole;
  compromise: CompromiseState;
}

/** An affected service as the caller may see it. @public */
export type MaybeRedactedEntity = AffectedEntity | RedactedEntity;

/** Shown in place of the name of a redacted service. @public */
export const REDACTED_ENTITY_LABEL =
  'A service that you may not see in the catalog';

/** The affected services without the redacted ones. @public */
export function getVisibleEntities(
  affected: readonly MaybeRedactedEntity[],
): AffectedEntity[] {
  return affected.filter(
    (entity): entity is AffectedEntity => !entity.withheld,
  );
}

/** A person or group in a role; past assignments have `renouncedAt`. @public */
export interface RoleAssignment {
  role: IncidentRole;
  principalRef: string;
  assumedAt: string;
  assignedBy: string;
  renouncedAt?: string;
}

/** Why somebody may read a restricted incident. @public */
export type MemberSource = 'reporter' | 'role' | 'manual' | 'break-glass';

/** Somebody who may read the incident while it is restricted. @public */
export interface IncidentMember {
  principalRef: string;
  source: MemberSource;
  addedAt: string;
  addedBy: string;
}

/** A reader of a restricted incident; one entry for each reader and hour. @public */
export interface IncidentView {
  /** Entity ref of a person, or the subject of a service. */
  viewer: string;
  /** First view in that hour. */
  at: string;
}

/** What blocks a transition. @public */
export interface TransitionBlocker {
  /** `custom:` guards come from modules of the company. */
  guard:
    | TransitionGuardId
    | 'permission'
    | 'no-such-transition'
    | `custom:${string}`;
  /** What is missing, and what to do about it. */
  message: string;
  /** The services concerned, without redacted ones. */
  entityRefs?: string[];
  /** True when a reason in the request waives it. */
  waivedByReason?: boolean;
}

/** A transition from the current status, with what blocks it. @public */
export interface TransitionOption {
  to: IncidentStatus;
  kind: TransitionKind;
  /** What the request must carry. */
  requires: TransitionInput[];
  /** The permission that it needs. */
  right: TransitionPermission;
  /** False while a blocker remains that no reason waives. */
  allowed: boolean;
  blockedBy: TransitionBlocker[];
}

/** When the incident happened and first reached each phase. @public */
export interface IncidentTimestamps {
  occurredAt?: string;
  detectedAt: string;
  reportedAt: string;
  /** Set by the system, never editable. */
  recordedAt: string;
  acknowledgedAt?: string;
  declaredAt?: string;
  containedAt?: string;
  eradicatedAt?: string;
  recoveredAt?: string;
  resolvedAt?: string;
  closedAt?: string;
  /** When the organisation became aware, in the legal sense: a decision of a person. */
  awareAt?: string;
}

/**
 * What is due first of an open incident: a running clock, management updates included, or a required task.
 *
 * @public
 */
export interface NextDue {
  kind: 'clock' | 'task' | 'obligation';
  /** The clock, if it is one. */
  clock?: PlanClock;
  /** The task, if it is one. */
  taskId?: string;
  /** The obligation, if it is one. */
  obligationId?: string;
  /** Title of the task, the obligation, or the clock in words: `Contain within 4 hours since it was recorded`. */
  title: string;
  /** Who has the task. */
  assigneeRef?: string;
  dueAt: string;
  /** When three quarters of the time have passed. */
  atRiskAt: string;
}

/** An incident in a list. @public */
export interface IncidentSummary extends IncidentTimestamps {
  id: string;
  /** `SEC-2026-0001` */
  key: string;
  title: string;
  mode: IncidentMode;
  status: IncidentStatus;
  open: boolean;
  determination: Determination;
  classification?: Classification;
  severity?: Severity;
  /** The overriding priority when there is one, else the computed one; absent until it can be computed. */
  priority?: Priority;
  visibility: Visibility;
  tlp: Tlp;
  isMajor: boolean;
  /** True while it is proposed as a major incident and nobody has decided. */
  isMajorProposed?: boolean;
  /** Absent when nothing is due. */
  nextDue?: NextDue;
  reportedBy: string;
  updatedAt: string;
  version: number;
  /** The import that it came with; absent for incidents that were reported here. */
  importId?: string;
  affected: MaybeRedactedEntity[];
  /** Present role holders only. */
  roles: RoleAssignment[];
}

/** One period in one status. @public */
export interface StatusPeriod {
  status: IncidentStatus;
  from: string;
  /** Absent while it lasts. */
  to?: string;
}

/** What the caller may do with an incident. The API enforces it. @public */
export interface IncidentPermissions {
  update: boolean;
  transition: boolean;
  recordStep: boolean;
  /** Escalate by hand. */
  escalate: boolean;
  /** Declare, decline and end a major incident. */
  decideMajor: boolean;
  restrict: boolean;
  verify: boolean;
  /** See who read it. */
  readViews: boolean;
  /** Erase the content of timeline entries for good. */
  eraseEntries: boolean;
}

/** How many merged incidents an incident lists. @public */
export const MAX_MERGED_INCIDENTS = 100;

/** An incident that was merged into another one. @public */
export interface MergedIncident {
  id: string;
  key: string;
  title: string;
}

/** The whole record of an incident. @public */
export interface Incident extends IncidentSummary {
  summary?: string;
  codename?: string;
  detection?: Detection;
  impact?: Impact;
  urgency?: Level;
  ongoing: Tristate;
  personalData: PersonalData;
  suspectedMalicious: Tristate;
  crossBorder: Tristate;
  majorReason?: string;
  unknownService: boolean;
  /** The inputs of the computed priority. */
  priorityInputs: PriorityExplanation;
  priorityOverride?: PriorityOverride;
  resolution?: Resolution;
  mergedInto?: { id: string; key: string };
  /**
   * Codename of the restricted incident that this one was merged into. Only for callers who may not read that incident and may
   * break the glass.
   */
  mergedIntoCodename?: string;
  /**
   * Incidents that were merged into this one and that the caller may read, in the order of their keys; at most
   * {@link MAX_MERGED_INCIDENTS}.
   */
  mergedIncidents: MergedIncident[];
  /** For a merged incident: where it was before. */
  mergedFromStatus?: IncidentStatus;
  /** Time spent in each status, oldest first. */
  statusHistory: StatusPeriod[];
  members: IncidentMember[];
  /**
   * Only on a restricted incident: whether the caller reads it as a member or by policy.
   */
  readAs?: 'member' | 'policy';
  /** Past role assignments. */
  pastRoles: RoleAssignment[];
  /** Every transition from the current status, with what blocks it. */
  transitions: TransitionOption[];
  rights: IncidentPermissions;
  /** Number of resolution steps, corrections included. */
  stepCount: number;
  /** Absent while no plan is applied. */
  planSummary?: PlanSummary;
  /** Absent while no service level applies. */
  serviceLevels?: ServiceLevels;
  major: MajorIncidentStatus;
  /** Where it comes from, when it was imported. */
  provenance?: IncidentProvenance;
}
