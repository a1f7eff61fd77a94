import type { PlanSummary } from '../plans/run';
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
import type { MajorIncidentStatus, ServiceLevels } from './serviceLevels';

/*
 * What the API answers. Times are ISO-8601 UTC strings with milliseconds, people and services are full entity refs,
 * and what is unknown is absent.
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
  /** What the reporter said of the own report. */
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

/** A decision of a person against the computed priority; both are kept. @public */
export interface PriorityOverride {
  priority: Priority;
  reason: string;
  by: string;
  at: string;
}

/** What the catalog said of an entity when it was linked. @public */
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

/** Whether the snapshot could be taken; `pending` ones are completed as soon as the catalog answers. @public */
export type SnapshotState = 'complete' | 'pending' | 'missing';

/** What the catalog says of an affected entity now, as the caller may see it. @public */
export interface CurrentEntityState {
  /** `orphaned`: not in the catalog any more, or not visible; `unknown`: the catalog did not answer. */
  state: 'present' | 'orphaned' | 'unknown';
  ownerRef?: string;
}

/** A service that an incident touches. @public */
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
 * A service that an incident touches and that the catalog keeps from the caller, who is no member of the incident: that
 * there is one, and nothing that tells which. These come last.
 *
 * @public
 */
export interface RedactedEntity {
  withheld: true;
  role: AffectedRole;
  compromise: CompromiseState;
}

/** A service that an incident touches, as far as the caller may see it. @public */
export type MaybeRedactedEntity = AffectedEntity | RedactedEntity;

/** What a service is called for whoever may not see it in the catalog. @public */
export const REDACTED_ENTITY_LABEL =
  'A service that you may not see in the catalog';

/** Those of the services that the caller may see. @public */
export function getVisibleEntities(
  affected: readonly MaybeRedactedEntity[],
): AffectedEntity[] {
  return affected.filter(
    (entity): entity is AffectedEntity => !entity.withheld,
  );
}

/** Somebody in a role; past ones have `renouncedAt`. @public */
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

/** That somebody read a restricted incident; there is one for each of its readers and hour. @public */
export interface IncidentView {
  /** Entity ref of a person, or the subject of a service. */
  viewer: string;
  /** When they first did in that hour. */
  at: string;
}

/** One thing in the way of a transition. @public */
export interface TransitionBlocker {
  guard: TransitionGuardId | 'permission' | 'no-such-transition';
  /** What is missing, and what to do about it. */
  message: string;
  /** Services it is about, when it is about some; without those that the catalog keeps from the caller. */
  entityRefs?: string[];
  /** True when a reason in the request stands in for it. */
  waivedByReason?: boolean;
}

/** A move that exists from the current status, and all that is in its way. @public */
export interface TransitionOption {
  to: IncidentStatus;
  kind: TransitionKind;
  /** What the request must carry. */
  requires: TransitionInput[];
  /** The right that it needs. */
  right: TransitionPermission;
  /** False while there is a blocker that no reason stands in for. */
  allowed: boolean;
  blockedBy: TransitionBlocker[];
}

/** When the phases of an incident were reached the first time, and when its facts happened. @public */
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

/** What lists show of an incident. @public */
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
  reportedBy: string;
  updatedAt: string;
  version: number;
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

/** What the caller may do with an incident; the API enforces the same. @public */
export interface IncidentPermissions {
  update: boolean;
  transition: boolean;
  recordStep: boolean;
  /** Tell people by hand. */
  escalate: boolean;
  /** Declare, decline and end a major incident. */
  decideMajor: boolean;
  restrict: boolean;
  verify: boolean;
  /** See who looked at it. */
  readViews: boolean;
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
  /** Everything that the priority was computed from. */
  priorityInputs: PriorityExplanation;
  priorityOverride?: PriorityOverride;
  resolution?: Resolution;
  mergedInto?: { id: string; key: string };
  /**
   * What to call the restricted incident that it was merged into, for a caller who may not read that one and may know of
   * it: somebody who may break the glass.
   */
  mergedIntoCodename?: string;
  /** For a merged incident: where it was before. */
  mergedFromStatus?: IncidentStatus;
  /** Time spent in each status, oldest first. */
  statusHistory: StatusPeriod[];
  members: IncidentMember[];
  /**
   * Only on a restricted incident: whether the caller reads it as a member, or because a policy lets them read restricted
   * incidents.
   */
  readAs?: 'member' | 'policy';
  /** Roles that were held and given up. */
  pastRoles: RoleAssignment[];
  /** Every move that exists from here with what blocks it. */
  transitions: TransitionOption[];
  rights: IncidentPermissions;
  /** Number of resolution steps, corrections included. */
  stepCount: number;
  /** Absent while no plan is applied. */
  planSummary?: PlanSummary;
  /** Absent while there is no severity, or nothing is owed for it. */
  serviceLevels?: ServiceLevels;
  major: MajorIncidentStatus;
}
