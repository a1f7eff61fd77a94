import {
  INCIDENT_STATUSES,
  PRIORITIES,
  SEVERITIES,
  type StoredChainEntry,
  isOpenStatus,
} from 'backstage-plugin-security-incidents-common';
import { createRowMapper, type Row } from '../../database/rowMapper';
import type {
  AffectedEntityRow,
  IdempotencyKeyRow,
  IncidentMemberRow,
  IncidentRow,
  ResolutionStepRow,
  RoleAssignmentRow,
  TimelineEntryRow,
} from '../../database/tables';
import type { IdempotentResult } from './IncidentsStore';
import {
  type AffectedRecord,
  type IncidentRecord,
  LISTED_FIELDS,
  type MemberRecord,
  type RoleRecord,
  type StepRecord,
} from './records';

const incidents = createRowMapper<
  Omit<IncidentRecord, 'classification'>,
  IncidentRow
>({
  seq: 'seq',
  id: 'id',
  key: 'key',
  title: 'title',
  summary: 'summary',
  codename: 'codename',
  mode: 'mode',
  status: 'status',
  mergedFromStatus: 'merged_from_status',
  mergedIntoId: 'merged_into_id',
  determination: 'determination',
  severity: 'severity',
  impact: { json: 'impact' },
  urgency: 'urgency',
  ongoing: 'ongoing',
  priority: 'priority',
  priorityInputs: { json: 'priority_inputs' },
  priorityOverride: { json: 'priority_override' },
  tlp: 'tlp',
  visibility: 'visibility',
  personalData: { json: 'personal_data' },
  suspectedMalicious: 'suspected_malicious',
  crossBorder: 'cross_border',
  isMajor: { boolean: 'is_major' },
  majorReason: 'major_reason',
  majorAt: 'major_at',
  majorStanding: { json: 'major_standing' },
  unknownService: { boolean: 'unknown_service' },
  detection: { json: 'detection' },
  resolution: { json: 'resolution' },
  resolvedBy: 'resolved_by',
  reportedBy: 'reported_by',
  importId: 'import_id',
  occurredAt: 'occurred_at',
  detectedAt: 'detected_at',
  reportedAt: 'reported_at',
  recordedAt: 'recorded_at',
  acknowledgedAt: 'acknowledged_at',
  declaredAt: 'declared_at',
  containedAt: 'contained_at',
  eradicatedAt: 'eradicated_at',
  recoveredAt: 'recovered_at',
  resolvedAt: 'resolved_at',
  closedAt: 'closed_at',
  awareAt: 'aware_at',
  updatedAt: 'updated_at',
  version: 'version',
  chainLength: 'chain_length',
  chainHead: 'chain_head',
});

/** A row of `incidents`, with the columns that exist only to order, filter and count. */
export function toIncidentRow(
  record: Partial<IncidentRecord>,
): Partial<IncidentRow> {
  const row = incidents.toRow(record);
  if ('classification' in record) {
    row.class = record.classification?.class ?? null;
    row.class_type = record.classification?.type ?? null;
  }
  if (record.status) {
    row.status_rank = INCIDENT_STATUSES.indexOf(record.status);
    row.is_open = isOpenStatus(record.status);
  }
  if ('severity' in record) {
    row.severity_rank = record.severity
      ? SEVERITIES.indexOf(record.severity) + 1
      : 0;
  }
  if ('priority' in record) {
    row.priority_rank = record.priority
      ? PRIORITIES.length - PRIORITIES.indexOf(record.priority)
      : 0;
  }
  return row;
}

export function toIncidentRecord(
  row: Partial<IncidentRow> | Row,
): IncidentRecord {
  const record: IncidentRecord = incidents.toRecord(row);
  if (row.class) {
    record.classification = {
      scheme: 'rsit',
      class: row.class,
      ...(row.class_type ? { type: row.class_type } : {}),
    } as IncidentRecord['classification'];
  }
  return record;
}

/** The columns of {@link LISTED_FIELDS}. */
export const LISTED_COLUMNS: readonly string[] = [
  ...incidents.columnsOf(
    LISTED_FIELDS.filter(field => field !== 'classification'),
  ),
  'class',
  'class_type',
];

export const { toRecord: toAffectedRecord, toRow: toAffectedRow } =
  createRowMapper<
    Omit<AffectedRecord, 'now' | 'inScope' | 'withheld'>,
    AffectedEntityRow
  >({
    entityRef: 'entity_ref',
    role: 'role',
    compromise: 'compromise',
    impactNote: 'impact_note',
    snapshot: { json: 'snapshot' },
    snapshotState: 'snapshot_state',
    addedAt: 'added_at',
    addedBy: 'added_by',
  });

export const { toRecord: toRoleRecord, toRow: toRoleRow } = createRowMapper<
  RoleRecord,
  RoleAssignmentRow
>({
  role: 'role',
  principalRef: 'principal_ref',
  assumedAt: 'assumed_at',
  assignedBy: 'assigned_by',
  renouncedAt: 'renounced_at',
});

export const { toRecord: toMemberRecord, toRow: toMemberRow } = createRowMapper<
  MemberRecord,
  IncidentMemberRow
>({
  principalRef: 'principal_ref',
  source: 'source',
  addedAt: 'added_at',
  addedBy: 'added_by',
});

export const { toRecord: toStepRecord, toRow: toStepRow } = createRowMapper<
  Omit<StepRecord, 'withheldEntities'>,
  ResolutionStepRow
>({
  id: 'id',
  seq: 'seq',
  kind: 'kind',
  text: 'text',
  outcome: 'outcome',
  audience: 'audience',
  performedAt: 'performed_at',
  performedBy: 'performed_by',
  recordedAt: 'recorded_at',
  recordedBy: 'recorded_by',
  lateEntry: { boolean: 'late_entry' },
  entityRefs: { json: 'entity_refs' },
  taskId: 'task_id',
  supersedes: 'supersedes',
});

export const { toRecord: toEntryRecord, toRow: toEntryRow } = createRowMapper<
  StoredChainEntry,
  TimelineEntryRow
>({
  v: 'v',
  chain: 'chain',
  seq: 'seq',
  at: 'at',
  actor: 'actor',
  action: 'action',
  data: { json: 'data' },
  salt: 'salt',
  dataHash: 'data_hash',
  prevHash: 'prev_hash',
  hash: 'hash',
});

export const { toRecord: toIdempotentResult, toRow: toIdempotencyKeyRow } =
  createRowMapper<IdempotentResult & { createdAt: string }, IdempotencyKeyRow>({
    requestHash: 'request_hash',
    incidentId: 'incident_id',
    resultId: 'result_id',
    createdAt: 'created_at',
  });
