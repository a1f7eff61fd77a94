import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { DATABASES, ENGINES } from '../__testUtils__/harness';
import {
  toAffectedRecord,
  toAffectedRow,
  toEntryRecord,
  toEntryRow,
  toIdempotencyKeyRow,
  toIdempotentResult,
  toIncidentRecord,
  toIncidentRow,
  toMemberRecord,
  toMemberRow,
  toRoleRecord,
  toRoleRow,
  toStepRecord,
  toStepRow,
} from '../incidents/store/rows';
import {
  toDecisionRecord,
  toDecisionRow,
  toKnownPlanRecord,
  toKnownPlanRow,
  toKnownServiceRecord,
  toKnownServiceRow,
  toPlanRunRecord,
  toPlanRunRow,
  toPlanTaskRecord,
  toPlanTaskRow,
} from '../responsePlans/store/rows';
import { toObligationRecord, toObligationRow } from '../obligations/store/rows';
import { toNoticeRecord, toNoticeRow } from '../notices/store/rows';
import {
  toActionRecord,
  toActionRow,
  toReviewRecord,
  toReviewRow,
} from '../reviews/store/rows';
import {
  toEscalationRecord,
  toEscalationRow,
} from '../serviceLevels/store/rows';
import {
  toEvidenceRecord,
  toEvidenceRow,
  toUploadRecord,
  toUploadRow,
} from '../evidence/store/rows';
import { toRepairRecord, toRepairRow } from './readModel/repairs';

jest.setTimeout(60_000);

const AT = '2026-11-30T08:00:00.000Z';
const ADA = 'user:default/ada';
const HASH = 'a'.repeat(64);
const SERVICE = 'component:default/payments-api';
const PLAN = 'responseplan:default/leak';
const ROW_OF_AN_INCIDENT = { incident_seq: 1 };

/** Columns that are computed from a whole record. */
const DERIVED = ['row_hash', 'search_text', 'tier_rank'];

interface RoundTrip {
  table: string;
  /** The fields that are always there. */
  required: object;
  optional: object;
  /** Columns that belong to no field. */
  columns?: object;
  toRow: (record: never) => object;
  toRecord: (row: Record<string, unknown>) => object;
}

const ROUND_TRIPS: RoundTrip[] = [
  {
    table: 'evidence',
    required: {
      id: 'evidence-1',
      seq: 3,
      fileName: 'gateway.log',
      sizeBytes: 9_254_857_830,
      sha256: HASH,
      sha256Confirmed: true,
      tlp: 'AMBER',
      collectedAt: AT,
      collectedBy: ADA,
      recordedAt: AT,
      recordedBy: ADA,
    },
    optional: {
      mediaType: 'text/plain',
      falseMediaType: 'image/png',
      kind: 'log',
      description: 'Access log',
      source: 'host 3',
      taskId: 'task-1',
      stepId: 'step-1',
      storageId: 'database',
      storageKey: 'incidents/id-1/evidence-1',
      location: 'Safe 3',
      heldAt: AT,
      heldBy: ADA,
      holdReason: 'A claim',
      disposedAt: AT,
      disposedBy: ADA,
      disposalReason: 'Not needed',
      checkedAt: AT,
      checkedBy: ADA,
      checkResult: 'ok',
    },
    columns: ROW_OF_AN_INCIDENT,
    toRow: toEvidenceRow,
    toRecord: toEvidenceRecord,
  },
  {
    table: 'evidence_uploads',
    required: {
      id: 'upload-1',
      incidentSeq: 1,
      actor: ADA,
      storageId: 'database',
      startedAt: AT,
      expiresAt: AT,
    },
    optional: {
      request: { fileName: 'gateway.log', sizeBytes: 5 },
      evidenceId: 'evidence-1',
    },
    toRow: toUploadRow,
    toRecord: toUploadRecord,
  },
  {
    table: 'incidents',
    required: {
      seq: 1,
      id: 'id-1',
      key: 'SEC-2026-0001',
      title: 'Token in a log',
      mode: 'real',
      status: 'triage',
      determination: 'suspected',
      ongoing: 'unknown',
      priorityInputs: { ruleVersion: 1, riskFactors: [] },
      tlp: 'AMBER',
      visibility: 'open',
      personalData: { involved: 'no' },
      suspectedMalicious: 'no',
      crossBorder: 'no',
      isMajor: false,
      unknownService: true,
      reportedBy: ADA,
      detectedAt: AT,
      reportedAt: AT,
      recordedAt: AT,
      updatedAt: AT,
      version: 1,
      chainLength: 1,
      chainHead: HASH,
    },
    optional: {
      summary: 'Readable for eight hours',
      codename: 'Heron',
      mergedFromStatus: 'new',
      mergedIntoId: 'id-2',
      classification: {
        scheme: 'rsit',
        class: 'fraud',
        type: 'phishing',
      },
      severity: 'high',
      impact: { confidentiality: 'high' },
      urgency: 'high',
      priority: 'P1',
      priorityOverride: { priority: 'P1', reason: 'Press', by: ADA, at: AT },
      majorReason: 'Press',
      majorAt: AT,
      majorStanding: { state: 'declared', at: AT, because: [], raised: [] },
      detection: { method: 'monitoring' },
      resolution: { code: 'fixed', summary: 'Rotated' },
      resolvedBy: ADA,
      occurredAt: AT,
      acknowledgedAt: AT,
      declaredAt: AT,
      containedAt: AT,
      eradicatedAt: AT,
      recoveredAt: AT,
      resolvedAt: AT,
      closedAt: AT,
      awareAt: AT,
    },
    columns: { severity_rank: 0, priority_rank: 0 },
    toRow: toIncidentRow,
    toRecord: toIncidentRecord,
  },
  {
    table: 'affected_entities',
    required: {
      entityRef: SERVICE,
      role: 'affected',
      compromise: 'unknown',
      snapshot: { title: 'Payments' },
      snapshotState: 'complete',
      addedAt: AT,
      addedBy: ADA,
    },
    optional: { impactNote: 'Read only' },
    columns: ROW_OF_AN_INCIDENT,
    toRow: toAffectedRow,
    toRecord: toAffectedRecord,
  },
  {
    table: 'role_assignments',
    required: {
      role: 'assignee',
      principalRef: ADA,
      assumedAt: AT,
      assignedBy: ADA,
    },
    optional: { renouncedAt: AT },
    columns: ROW_OF_AN_INCIDENT,
    toRow: toRoleRow,
    toRecord: toRoleRecord,
  },
  {
    table: 'incident_members',
    required: { principalRef: ADA, source: 'role', addedAt: AT, addedBy: ADA },
    optional: {},
    columns: ROW_OF_AN_INCIDENT,
    toRow: toMemberRow,
    toRecord: toMemberRecord,
  },
  {
    table: 'resolution_steps',
    required: {
      id: 'step-1',
      seq: 2,
      kind: 'analysis',
      text: 'Seen',
      performedAt: AT,
      performedBy: ADA,
      recordedAt: AT,
      recordedBy: ADA,
      lateEntry: true,
      entityRefs: [SERVICE],
    },
    optional: {
      outcome: 'worked',
      audience: 'management',
      taskId: 'task-1',
      supersedes: 'step-0',
    },
    columns: ROW_OF_AN_INCIDENT,
    toRow: toStepRow,
    toRecord: toStepRecord,
  },
  {
    table: 'timeline_entries',
    required: {
      v: 1,
      chain: 'incident/SEC-2026-0001',
      seq: 1,
      at: AT,
      actor: ADA,
      action: 'incident.recorded',
      dataHash: HASH,
      prevHash: HASH,
      hash: HASH,
    },
    optional: { data: { title: 'Token', nothing: null }, salt: 'ab' },
    columns: ROW_OF_AN_INCIDENT,
    toRow: toEntryRow,
    toRecord: toEntryRecord,
  },
  {
    table: 'idempotency_keys',
    required: { requestHash: HASH, incidentId: 'id-1', createdAt: AT },
    optional: { resultId: 'step-1' },
    columns: { actor: ADA, operation: 'create', key: 'once' },
    toRow: toIdempotencyKeyRow,
    toRecord: toIdempotentResult,
  },
  {
    table: 'plan_runs',
    required: {
      id: 'run-1',
      planRef: PLAN,
      title: 'Leak',
      version: '1.0.0',
      contentHash: HASH,
      content: { phases: [] },
      isPrimary: true,
      reason: 'It fits',
      roles: [],
      appliedAt: AT,
      appliedBy: ADA,
    },
    optional: { sourceLocation: 'url:https://example.org/plan.yaml' },
    columns: ROW_OF_AN_INCIDENT,
    toRow: toPlanRunRow,
    toRecord: toPlanRunRecord,
  },
  {
    table: 'plan_tasks',
    required: {
      id: 'task-1',
      runId: 'run-1',
      planTaskId: 'revoke',
      phaseId: 'contain',
      position: 0,
      state: 'open',
      required: false,
      isHandAssigned: true,
      isRetired: false,
      definition: { title: 'Revoke', links: [], dependsOn: [] },
    },
    optional: {
      role: 'lead',
      assigneeRef: ADA,
      assigneeGap: 'Nobody',
      dueAt: AT,
      startedAt: AT,
      endedAt: AT,
      endedBy: ADA,
      reason: 'Done before',
      stepId: 'step-1',
      evidenceId: 'evidence-1',
    },
    columns: ROW_OF_AN_INCIDENT,
    toRow: toPlanTaskRow,
    toRecord: toPlanTaskRecord,
  },
  {
    table: 'no_plan_decisions',
    required: { reason: 'None fits', at: AT, by: ADA },
    optional: {},
    columns: ROW_OF_AN_INCIDENT,
    toRow: toDecisionRow,
    toRecord: toDecisionRecord,
  },
  {
    table: 'known_plans',
    required: {
      planRef: PLAN,
      title: 'Leak',
      version: '1.0.0',
      lifecycle: 'approved',
      document: { kind: 'ResponsePlan' },
      people: { [ADA]: null },
      contentHash: HASH,
      changedAt: AT,
    },
    optional: {
      ownerRef: ADA,
      lastReviewed: '2026-01-01',
      nextReview: '2027-01-01',
      testedOn: '2026-02-01',
      testInterval: 'P1Y',
      sourceLocation: 'url:https://example.org/plan.yaml',
    },
    toRow: toKnownPlanRow,
    toRecord: toKnownPlanRecord,
  },
  {
    table: 'known_services',
    required: {
      entityRef: SERVICE,
      title: 'Payments',
      kind: 'component',
      target: { kind: 'component' },
      rolesResolved: 1,
      rolesTotal: 2,
      gaps: [{ code: 'no-plan', message: 'No plan applies' }],
      hasOwner: true,
    },
    optional: {
      ownerRef: 'group:default/payments',
      systemRef: 'system:default/cards',
      domainRef: 'domain:default/payments',
      tier: '1',
      planRef: PLAN,
      ownerGap: 'The group has no members',
    },
    toRow: toKnownServiceRow,
    toRecord: toKnownServiceRecord,
  },
  {
    table: 'escalations',
    required: {
      id: 'escalation-1',
      seq: 3,
      ruleKey: 'manual/1',
      kind: 'manual',
      firedAt: AT,
      reason: 'Help',
      recipients: [{ ref: ADA }],
      raisedToMajor: false,
      attempts: 0,
    },
    optional: {
      requestedBy: ADA,
      nextAttemptAt: AT,
      deliveredAt: AT,
      problem: 'Notifications did not answer',
      withheld: [{ ref: ADA }],
    },
    columns: ROW_OF_AN_INCIDENT,
    toRow: toEscalationRow,
    toRecord: toEscalationRecord,
  },
  {
    table: 'reviews',
    required: {
      required: true,
      state: 'approved',
      needsApproval: true,
      fields: { summary: 'Readable for eight hours' },
      changes: { summary: { at: AT, by: ADA, version: 1 } },
      version: 3,
    },
    optional: {
      requiredBecause: 'major',
      dueAt: AT,
      facilitatorRef: ADA,
      completedAt: AT,
      completedBy: ADA,
      approvedAt: AT,
      approvedBy: 'user:default/bob',
      reopenedAt: AT,
      reopenedBy: ADA,
      reopenReason: 'Another cause',
      waivedAt: AT,
      waivedBy: ADA,
      waivedReason: 'Reviewed before',
      remindedAt: AT,
    },
    columns: ROW_OF_AN_INCIDENT,
    toRow: toReviewRow,
    toRecord: toReviewRecord,
  },
  {
    table: 'review_actions',
    required: {
      id: 'action-1',
      type: 'fix',
      title: 'Rotate tokens',
      moves: 0,
      state: 'open',
      nextAt: AT,
      addedAt: AT,
      addedBy: ADA,
      version: 1,
    },
    optional: {
      ownerRef: ADA,
      dueAt: AT,
      firstDueAt: AT,
      worksIf: 'No token is older than a day',
      checkBy: AT,
      checkerRef: 'user:default/bob',
      checkResult: 'works',
      checkText: 'None',
      checkedAt: AT,
      checkedBy: 'user:default/bob',
      link: 'https://example.org/1',
      note: 'Half done',
      noteAt: AT,
      noteBy: ADA,
      doneAt: AT,
      doneBy: ADA,
      droppedAt: AT,
      droppedReason: 'No longer used',
      remindedAt: AT,
    },
    columns: ROW_OF_AN_INCIDENT,
    toRow: toActionRow,
    toRecord: toActionRecord,
  },
  {
    table: 'obligations',
    required: {
      id: 'obligation-1',
      ruleId: 'gdpr-33-1',
      regime: 'gdpr',
      rule: { id: 'gdpr-33-1' },
      state: 'submitted',
      raisedAt: AT,
      dueBasis: 'due',
      version: 3,
    },
    optional: {
      anchorAt: AT,
      startsAt: AT,
      atRiskAt: AT,
      dueAt: AT,
      decidedAt: AT,
      decidedBy: ADA,
      reason: 'Names were readable',
      decidedWith: 'dismissal',
      submittedAt: AT,
      submissionRecordedAt: AT,
      submittedBy: ADA,
      proof: 'Receipt',
      reference: 'INC-77',
    },
    columns: ROW_OF_AN_INCIDENT,
    toRow: toObligationRow,
    toRecord: toObligationRecord,
  },
  {
    table: 'notices',
    required: {
      id: 'notice-1',
      incidentSeq: 1,
      kind: 'assigned',
      noticeKey: 'assigned:notice-1',
      data: { to: ADA },
      createdAt: AT,
      attempts: 0,
    },
    optional: {
      actor: ADA,
      nextAttemptAt: AT,
      sentAt: AT,
      problem: 'Notifications did not answer',
    },
    toRow: toNoticeRow,
    toRecord: toNoticeRecord,
  },
  {
    table: 'read_model_repairs',
    required: {
      repairedAt: AT,
      subject: 'read-model',
      table: 'incident_counts',
      kind: 'changed',
    },
    optional: { row: '{}', field: 'total', found: 8, expected: 1 },
    toRow: toRepairRow,
    toRecord: toRepairRecord,
  },
];

describe.each(ENGINES)('row mappers on %s', engine => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await DATABASES.init(engine);
    await knex.migrate.latest({
      directory: resolvePackagePath(
        'backstage-plugin-security-incidents-backend',
        'migrations',
      ),
    });
  });

  afterAll(() => knex.destroy());

  it.each(ROUND_TRIPS)(
    'read from $table what they wrote',
    async ({ table, required, optional, columns, toRow, toRecord }) => {
      for (const record of [required, { ...required, ...optional }]) {
        const rollback = new Error('Rolled back');
        const work = knex.transaction(async trx => {
          await trx(table).insert({ ...columns, ...toRow(record as never) });
          const [row] = await trx(table).select();
          expect(toRecord(row)).toEqual(record);
          throw rollback;
        });
        await expect(work).rejects.toBe(rollback);
      }
    },
  );

  it.each(ROUND_TRIPS)(
    'clear the optional fields of $table and leave absent ones alone',
    ({ required, optional, columns, toRow }) => {
      const cleared = Object.fromEntries(
        Object.keys(optional).map(field => [field, undefined]),
      );
      const full = toRow({ ...required, ...optional } as never);
      const changed = { ...full, ...toRow(cleared as never) };
      const written: Record<string, unknown> = {
        ...columns,
        ...toRow(required as never),
      };
      for (const [column, value] of Object.entries(changed)) {
        if (DERIVED.includes(column)) continue;
        expect({ column, value }).toEqual({
          column,
          value: written[column] ?? null,
        });
      }
    },
  );
});
