import type {
  AffectedEntity,
  IncidentMember,
  IncidentStatus,
  ResolutionStep,
  RoleAssignment,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../../kernel/records';
import type { ObligationRecord } from '../../obligations/store/ObligationsStore';
import type { PlanState } from '../../responsePlans/store/planRecords';
import type { ReviewStanding } from '../../reviews/store/records';

export type { ReadAccess, Unfindable } from '../../authorization/ReadAccess';

export type { IncidentRecord, MajorStandingRecord } from '../../kernel/records';

export type NewIncidentRecord = Omit<IncidentRecord, 'seq'>;

/** The fields that lists show. Long and structured ones are left to the page of the incident. */
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
  'importId',
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

/** The fields of an incident that a list shows. */
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

/** What the page and the guards of an incident need. */
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
  review: ReviewStanding;
  /** Those to assess or to send. */
  openObligations: ObligationRecord[];
}

/** The part of the details that the guards of the status machine look at. */
export interface GuardedRecord
  extends Pick<
    IncidentDetails,
    | 'affected'
    | 'roles'
    | 'containmentSteps'
    | 'statusChanges'
    | 'plans'
    | 'review'
    | 'openObligations'
  > {
  incident: ListedRecord;
}
