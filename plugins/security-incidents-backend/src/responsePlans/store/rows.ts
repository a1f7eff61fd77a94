import {
  getTierRank,
  toSearchText,
} from 'backstage-plugin-security-incidents-common';
import { createHash } from 'node:crypto';
import { createRowMapper } from '../../database/rowMapper';
import type {
  KnownPlanRow,
  KnownServiceRow,
  NoPlanDecisionRow,
  PlanRunRow,
  PlanTaskRow,
} from '../../database/planTables';
import type {
  DecisionRecord,
  PlanRunRecord,
  PlanTaskRecord,
} from './planRecords';
import type { KnownPlan, KnownService } from './PlansStore';

export const { toRecord: toPlanRunRecord, toRow: toPlanRunRow } =
  createRowMapper<PlanRunRecord, PlanRunRow>({
    id: 'id',
    planRef: 'plan_ref',
    title: 'title',
    version: 'version',
    contentHash: 'content_hash',
    content: { json: 'content' },
    sourceLocation: 'source_location',
    isPrimary: { boolean: 'is_primary' },
    reason: 'reason',
    roles: { json: 'roles' },
    appliedAt: 'applied_at',
    appliedBy: 'applied_by',
  });

const planTasks = createRowMapper<PlanTaskRecord, PlanTaskRow>({
  id: 'id',
  runId: 'run_id',
  planTaskId: 'plan_task_id',
  phaseId: 'phase_id',
  position: 'position',
  state: 'state',
  required: { boolean: 'required' },
  role: 'role',
  assigneeRef: 'assignee_ref',
  assigneeGap: 'assignee_gap',
  isHandAssigned: { boolean: 'is_hand_assigned' },
  dueAt: 'due_at',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  endedBy: 'ended_by',
  reason: 'reason',
  stepId: 'step_id',
  evidenceId: 'evidence_id',
  isRetired: { boolean: 'is_retired' },
  definition: { json: 'definition' },
});

export const toPlanTaskRecord = planTasks.toRecord;
export const toPlanTaskRow = planTasks.toRow;

/** Rows of one insert need the same columns, so absent fields are null here. */
const NO_OPTIONAL_FIELDS: Partial<PlanTaskRow> = {
  role: null,
  assignee_ref: null,
  assignee_gap: null,
  due_at: null,
  started_at: null,
  ended_at: null,
  ended_by: null,
  reason: null,
  step_id: null,
  evidence_id: null,
};

/** A row of `plan_tasks` with every column of the record. */
export function toCompletePlanTaskRow(
  task: PlanTaskRecord,
): Partial<PlanTaskRow> {
  return { ...NO_OPTIONAL_FIELDS, ...planTasks.toRow(task) };
}

export const { toRecord: toDecisionRecord, toRow: toDecisionRow } =
  createRowMapper<DecisionRecord, NoPlanDecisionRow>({
    reason: 'reason',
    at: 'at',
    by: 'by',
  });

const knownPlans = createRowMapper<KnownPlan, KnownPlanRow>({
  planRef: 'plan_ref',
  title: 'title',
  version: 'version',
  lifecycle: 'lifecycle',
  ownerRef: 'owner_ref',
  lastReviewed: 'last_reviewed',
  nextReview: 'next_review',
  testedOn: 'tested_on',
  testInterval: 'test_interval',
  document: { json: 'document' },
  people: { json: 'people' },
  contentHash: 'content_hash',
  changedAt: 'changed_at',
  sourceLocation: 'source_location',
});

const knownServices = createRowMapper<KnownService, KnownServiceRow>({
  entityRef: 'entity_ref',
  title: 'title',
  kind: 'kind',
  ownerRef: 'owner_ref',
  systemRef: 'system_ref',
  domainRef: 'domain_ref',
  tier: 'tier',
  target: { json: 'target' },
  planRef: 'plan_ref',
  rolesResolved: 'roles_resolved',
  rolesTotal: 'roles_total',
  gaps: { json: 'gaps' },
  hasOwner: { boolean: 'has_owner' },
  ownerGap: 'owner_gap',
});

const MAX_INTEGER = 2 ** 31 - 1;

function withHash<TRow extends object>(row: TRow): TRow {
  const hash = createHash('sha256').update(JSON.stringify(row)).digest('hex');
  return { ...row, row_hash: hash };
}

export const toKnownPlanRecord = knownPlans.toRecord;

/** A row of `known_plans`, with a hash that tells whether it changed. */
export function toKnownPlanRow(plan: KnownPlan): Partial<KnownPlanRow> {
  return withHash(knownPlans.toRow(plan));
}

export const toKnownServiceRecord = knownServices.toRecord;

/** A row of `known_services`, with its rank and a hash that tells whether it changed. */
export function toKnownServiceRow(
  service: KnownService,
): Partial<KnownServiceRow> {
  return withHash({
    ...knownServices.toRow(service),
    // Services without a tier rank last. Their rank is infinite, which no integer column holds.
    tier_rank: Math.min(getTierRank(service), MAX_INTEGER),
    search_text: toSearchText(service.title, service.entityRef),
  });
}
