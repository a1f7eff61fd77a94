import type { Knex } from 'knex';
import type {
  DetectionMethod,
  IncidentStatus,
  Priority,
  RsitClass,
  Severity,
  StepAudience,
} from 'backstage-plugin-security-incidents-common';
import { toIncidentRow } from '../incidents/store/rows';
import type { IncidentRecord } from '../incidents/store/records';
import { chunks } from '../database/chunks';
import { insertMany } from '../database/insertMany';
import { rebuildAnalysisItems } from '../database/readModel/analysisItems';
import { createDueRules } from '../serviceLevels/nextDue';

/*
 * 500 records of a company, made from one seed, and the rows that they are stored in. Everything about them happened before
 * `FIXTURE_NOW`.
 */

export const FIXTURE_NOW = new Date('2026-02-01T12:00:00.000Z');
export const FIXTURE_SIZE = 500;

const HOUR = 60 * 60_000;
const START = Date.parse('2024-10-20T00:00:00.000Z');
const DAYS = 390;

/** Where days, months and clocks of Berlin change, and the milliseconds around. */
const EDGES = [
  '2024-10-31T22:59:59.999Z',
  '2024-10-31T23:00:00.000Z',
  '2024-12-31T22:59:59.999Z',
  '2024-12-31T23:00:00.000Z',
  '2025-02-28T22:59:59.999Z',
  '2025-02-28T23:00:00.000Z',
  '2025-03-31T21:59:59.999Z',
  '2025-03-31T22:00:00.000Z',
  '2025-10-31T22:59:59.999Z',
  '2025-10-31T23:00:00.000Z',
];

/** One incident of the fixture, in the words of the domain. */
export interface Sketch {
  seq: number;
  key: string;
  id: string;
  mode: 'real' | 'exercise';
  status: IncidentStatus;
  severity?: Severity;
  priority?: Priority;
  hasUrgency: boolean;
  class?: RsitClass;
  type?: string;
  method?: DetectionMethod;
  isMajor: boolean;
  isRestricted: boolean;
  occurredAt?: string;
  detectedAt: string;
  recordedAt: string;
  acknowledgedAt?: string;
  declaredAt?: string;
  containedAt?: string;
  recoveredAt?: string;
  resolvedAt?: string;
  closedAt?: string;
  resolvedBy?: string;
  closedBy?: string;
  wasReopened: boolean;
  hasResolution: boolean;
  dismissedBecause?: string;
  serviceMinutes?: number;
  isAvailable: boolean;
  involved: 'unknown' | 'no' | 'yes';
  records?: number;
  people?: number;
  services: Array<{ ref: string; decided: boolean }>;
  steps: Array<{ at: string; by: string; audience?: StepAudience }>;
  plan?: { containHours?: number };
  tasks: Array<{
    state: 'open' | 'done' | 'skipped';
    required: boolean;
    needsEvidence: boolean;
    dueAt?: string;
    endedAt?: string;
    hasFile: boolean;
  }>;
  noPlan: boolean;
  escalation?: { firedAt: string; told: number; named: number };
  obligations: string[];
  review?: { required: boolean; state: string; needsApproval: boolean };
  actions: Array<{ state: string; dueAt: string; checkBy: string }>;
  explained: string[];
}

const STATUSES: IncidentStatus[] = [
  ...Array<IncidentStatus>(12).fill('closed'),
  'resolved',
  'resolved',
  'containment',
  'recovery',
  'eradication',
  'triage',
  'new',
  'dismissed',
  'merged',
];
const SEVERITIES: Severity[] = [
  'informational',
  'low',
  'low',
  'medium',
  'medium',
  'high',
  'critical',
];
const CLASSES: Array<[RsitClass, string]> = [
  ['fraud', 'phishing'],
  ['fraud', 'copyright'],
  ['vulnerable', 'weak-crypto'],
  ['information-content-security', 'data-leak'],
  ['availability', 'ddos'],
];
const METHODS: Array<DetectionMethod | undefined> = [
  'monitoring',
  'staff-report',
  'customer',
  'audit',
  undefined,
];
const SERVICES = Array.from(
  { length: 12 },
  (_each, index) => `component:default/service-${index}`,
);
const PEOPLE = ['user:default/ada', 'user:default/bob', 'user:default/cleo'];

/** Numbers that look random and are the same in each run. */
/** Random numbers that are the same in each run. */
export function createRandom(start = 20_261_201) {
  let state = start;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return {
    below: (limit: number) => Math.floor(next() * limit),
    oneOf: <T>(items: readonly T[]) => items[Math.floor(next() * items.length)],
    chance: (share: number) => next() < share,
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
const HANDLED = [
  'containment',
  'eradication',
  'recovery',
  'resolved',
  'closed',
];

/** The records, in the order in which they were recorded. */
export function createSketches(): Sketch[] {
  const { below, oneOf, chance } = createRandom();
  return Array.from({ length: FIXTURE_SIZE }, (_each, index): Sketch => {
    const seq = index + 1;
    const detected =
      index < EDGES.length
        ? Date.parse(EDGES[index])
        : START + below(DAYS * 24 * 60) * 60_000;
    const status = oneOf(STATUSES);
    const isHandled = HANDLED.includes(status);
    const isEnded = status === 'resolved' || status === 'closed';
    const wasReopened = status === 'closed' && chance(0.08);
    const drawn = wasReopened ? 'low' : oneOf(SEVERITIES);
    const severity = isHandled || chance(0.3) ? drawn : undefined;
    const isContained =
      isEnded || status === 'eradication' || status === 'recovery';
    const contained = detected + below(200 * 60) * 60_000;
    const recovered = contained + below(50) * HOUR;
    const resolved = recovered + below(90) * HOUR;
    const [rsitClass, type] = oneOf(CLASSES);
    const hasPlan = isHandled && chance(0.5);
    const involved = oneOf(['unknown', 'no', 'no', 'yes'] as const);
    const services = Array.from({ length: 1 + below(3) }, () =>
      oneOf(SERVICES),
    );
    return {
      seq,
      key: `SEC-2025-${String(seq).padStart(4, '0')}`,
      id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
      mode: chance(0.05) ? 'exercise' : 'real',
      status,
      severity,
      priority:
        isHandled && chance(0.95) ? oneOf(['P1', 'P2', 'P3', 'P4']) : undefined,
      hasUrgency: chance(0.95),
      ...((isHandled || chance(0.4)) && chance(0.97)
        ? { class: rsitClass, type: chance(0.8) ? type : undefined }
        : {}),
      method: oneOf(METHODS),
      isMajor: isHandled && chance(0.08),
      isRestricted: chance(0.1),
      occurredAt: chance(0.8)
        ? iso(detected - below(3_000) * 60_000)
        : undefined,
      detectedAt: iso(detected),
      recordedAt: iso(detected + below(30) * 60_000),
      acknowledgedAt:
        status === 'new' ? undefined : iso(detected + below(120) * 60_000),
      declaredAt: isHandled ? iso(detected + HOUR) : undefined,
      containedAt: isContained && chance(0.95) ? iso(contained) : undefined,
      recoveredAt: isEnded && chance(0.9) ? iso(recovered) : undefined,
      resolvedAt: isEnded ? iso(resolved) : undefined,
      closedAt: status === 'closed' ? iso(resolved + 24 * HOUR) : undefined,
      resolvedBy: isEnded ? oneOf(PEOPLE) : undefined,
      closedBy: status === 'closed' ? oneOf(PEOPLE) : undefined,
      wasReopened,
      hasResolution: isEnded && chance(0.97),
      dismissedBecause:
        status === 'dismissed' && chance(0.8) ? 'It was a drill' : undefined,
      serviceMinutes: chance(0.5) ? below(3) * 45 : undefined,
      isAvailable: chance(0.4),
      involved,
      records: involved === 'yes' && chance(0.7) ? below(5_000) + 1 : undefined,
      people: involved === 'yes' && chance(0.7) ? below(900) + 1 : undefined,
      services: [...new Set(services)].map(ref => ({
        ref,
        decided: chance(0.95),
      })),
      steps: Array.from({ length: below(6) }, () => ({
        at: iso(detected + below(400 * 60) * 60_000),
        by: oneOf(PEOPLE),
        audience: oneOf([
          undefined,
          undefined,
          'management',
          'customers',
        ] as const),
      })),
      plan: hasPlan
        ? { containHours: chance(0.5) ? 30 : undefined }
        : undefined,
      tasks: hasPlan
        ? Array.from({ length: 1 + below(5) }, () => {
            const state = oneOf([
              'open',
              'done',
              'done',
              'done',
              'skipped',
            ] as const);
            const due = detected + below(100) * HOUR;
            return {
              state,
              required: chance(0.8),
              needsEvidence: chance(0.4),
              dueAt: chance(0.85) ? iso(due) : undefined,
              endedAt:
                state === 'open'
                  ? undefined
                  : iso(detected + below(100) * HOUR),
              hasFile: chance(0.7),
            };
          })
        : [],
      noPlan: !hasPlan && isHandled && chance(0.5),
      escalation:
        isHandled && chance(0.25)
          ? {
              firedAt: iso(detected + 2 * HOUR),
              named: 3,
              told: oneOf([1, 3, 3, 3]),
            }
          : undefined,
      obligations: Array.from({ length: below(3) }, () =>
        oneOf([
          'not-applicable',
          'not-applicable',
          'submitted',
          'submitted-late',
          'to-assess',
          'pending',
          'missed',
        ]),
      ),
      review: chance(0.5)
        ? {
            required: chance(0.7),
            state: oneOf([
              'not-started',
              'draft',
              'completed',
              'approved',
              'waived',
            ]),
            needsApproval: chance(0.3),
          }
        : undefined,
      actions: Array.from({ length: below(3) }, () => ({
        state: oneOf(['open', 'done', 'proven', 'dropped']),
        dueAt: iso(FIXTURE_NOW.getTime() + (below(100) - 50) * 24 * HOUR),
        checkBy: iso(FIXTURE_NOW.getTime() + (below(100) - 50) * 24 * HOUR),
      })),
      explained: chance(0.2) ? ['element-response', 'analysed'] : [],
    };
  });
}

const BY = 'user:default/ada';

function toRecord(sketch: Sketch): IncidentRecord {
  const { seq, severity, isAvailable, serviceMinutes } = sketch;
  const isMerged = sketch.status === 'merged';
  return {
    seq,
    id: sketch.id,
    key: sketch.key,
    title: `Incident ${seq}`,
    mode: sketch.mode,
    status: sketch.status,
    ...(isMerged && {
      mergedFromStatus: 'triage',
      mergedIntoId: '00000000-0000-4000-8000-000000000001',
    }),
    determination: 'confirmed',
    ...(sketch.class && {
      classification: {
        scheme: 'rsit',
        class: sketch.class,
        ...(sketch.type && { type: sketch.type }),
      },
    }),
    severity,
    impact: {
      ...(isAvailable && { availability: 'none' }),
      ...(serviceMinutes !== undefined && { serviceMinutes }),
    },
    ongoing: 'no',
    priority: sketch.priority,
    priorityInputs: {
      ruleVersion: 1,
      ...(severity && { impactLevel: 'low' }),
      ...(sketch.hasUrgency && { urgency: 'low' }),
      riskFactors: [],
      raised: false,
    },
    tlp: 'GREEN',
    visibility: sketch.isRestricted ? 'restricted' : 'open',
    personalData: {
      involved: sketch.involved,
      ...(sketch.records !== undefined && { recordsEstimate: sketch.records }),
      ...(sketch.people !== undefined && { subjectsEstimate: sketch.people }),
    },
    suspectedMalicious: 'unknown',
    crossBorder: 'unknown',
    isMajor: sketch.isMajor,
    unknownService: false,
    ...(sketch.method && { detection: { method: sketch.method } }),
    ...(sketch.hasResolution && {
      resolution: { code: 'contained', summary: 'Done.' },
    }),
    resolvedBy: sketch.resolvedBy,
    reportedBy: BY,
    occurredAt: sketch.occurredAt,
    detectedAt: sketch.detectedAt,
    reportedAt: sketch.detectedAt,
    recordedAt: sketch.recordedAt,
    acknowledgedAt: sketch.acknowledgedAt,
    declaredAt: sketch.declaredAt,
    containedAt: sketch.containedAt,
    recoveredAt: sketch.recoveredAt,
    resolvedAt: sketch.resolvedAt,
    closedAt: sketch.closedAt,
    updatedAt: sketch.recordedAt,
    version: 1,
    chainLength: 7,
    chainHead: 'a'.repeat(64),
  } as IncidentRecord;
}

function toStatusChanges(sketch: Sketch) {
  const { status, closedAt, closedBy, dismissedBecause } = sketch;
  const changes: Array<Record<string, unknown>> = [];
  if (status === 'dismissed') {
    changes.push({ from: 'triage', to: 'dismissed', reason: dismissedBecause });
  }
  if (sketch.wasReopened) {
    changes.push(
      { from: 'resolved', to: 'closed' },
      { from: 'closed', to: 'triage', reason: 'It came back' },
    );
  }
  if (status === 'closed') changes.push({ from: 'resolved', to: 'closed' });
  return changes.map((data, index) => ({
    incident_seq: sketch.seq,
    seq: index + 1,
    v: 1,
    chain: `incident:${sketch.id}`,
    at: iso(Date.parse(closedAt ?? sketch.recordedAt) + index),
    actor: closedBy ?? BY,
    action: 'status.changed',
    data: JSON.stringify(data),
    salt: null,
    data_hash: 'd'.repeat(64),
    prev_hash: 'e'.repeat(64),
    hash: 'f'.repeat(64),
  }));
}

const toRows = (sketches: readonly Sketch[]) => ({
  incidents: sketches.map(sketch => {
    const row = toIncidentRow({
      severity: undefined,
      priority: undefined,
      ...toRecord(sketch),
    });
    return { mode: sketch.mode, ...row };
  }),
  affected_entities: sketches.flatMap(({ seq, services, detectedAt }) =>
    services.map(({ ref, decided }) => ({
      incident_seq: seq,
      entity_ref: ref,
      role: 'affected',
      compromise: decided ? 'not-compromised' : 'unknown',
      snapshot: JSON.stringify({ title: ref, ownerRef: 'group:default/team' }),
      snapshot_state: 'complete',
      added_at: detectedAt,
      added_by: BY,
    })),
  ),
  incident_scopes: sketches.flatMap(({ seq, services }) =>
    services.flatMap(({ ref }) => [
      {
        scope_ref: ref,
        incident_seq: seq,
        entity_ref: ref,
        relation: 'entity',
      },
      {
        scope_ref: ref.endsWith('1')
          ? 'group:default/one'
          : 'group:default/team',
        incident_seq: seq,
        entity_ref: ref,
        relation: 'owner',
      },
    ]),
  ),
  timeline_entries: sketches.flatMap(toStatusChanges),
  resolution_steps: sketches.flatMap(({ seq, steps }) =>
    steps.map(({ at, by, audience }, index) => ({
      id: `step-${seq}-${index}`,
      incident_seq: seq,
      seq: index + 1,
      kind: audience ? 'communication' : 'analysis',
      text: `Step ${index}`,
      performed_at: at,
      performed_by: by,
      recorded_at: at,
      recorded_by: by,
      late_entry: false,
      entity_refs: '[]',
      audience: audience ?? null,
    })),
  ),
  plan_runs: sketches.flatMap(({ seq, plan, detectedAt }) =>
    plan
      ? [
          {
            id: `run-${seq}`,
            incident_seq: seq,
            plan_ref: 'responseplan:default/leak',
            title: 'Leak',
            version: '1.0.0',
            content_hash: String(plan.containHours),
            content: JSON.stringify({
              spec: plan.containHours
                ? { sla: { high: { contain: `PT${plan.containHours}H` } } }
                : {},
            }),
            is_primary: true,
            reason: 'It fits',
            roles: '[]',
            applied_at: detectedAt,
            applied_by: BY,
          },
        ]
      : [],
  ),
  plan_tasks: sketches.flatMap(({ seq, tasks }) =>
    tasks.map((task, index) => ({
      id: `task-${seq}-${index}`,
      run_id: `run-${seq}`,
      incident_seq: seq,
      plan_task_id: `t${index}`,
      phase_id: 'p',
      position: index,
      state: task.state,
      required: task.required,
      due_at: task.dueAt ?? null,
      ended_at: task.endedAt ?? null,
      is_retired: false,
      is_hand_assigned: false,
      definition: JSON.stringify({
        title: 'Task',
        evidenceRequired: task.needsEvidence,
      }),
    })),
  ),
  no_plan_decisions: sketches.flatMap(({ seq, noPlan, detectedAt }) =>
    noPlan
      ? [{ incident_seq: seq, reason: 'None fits', at: detectedAt, by: BY }]
      : [],
  ),
  escalations: sketches.flatMap(({ seq, escalation }) =>
    escalation
      ? [
          {
            id: `escalation-${seq}`,
            incident_seq: seq,
            seq: 1,
            rule_key: 'r',
            kind: 'ladder',
            fired_at: escalation.firedAt,
            reason: 'It takes long',
            recipients: JSON.stringify(
              Array.from({ length: escalation.named }, (_each, index) => ({
                ref: PEOPLE[index],
                told: index < escalation.told,
              })),
            ),
            raised_to_major: false,
            attempts: 1,
            delivered_at: escalation.firedAt,
          },
        ]
      : [],
  ),
  obligations: sketches.flatMap(({ seq, obligations, detectedAt }) =>
    obligations.map((state, index) => ({
      id: `obligation-${seq}-${index}`,
      incident_seq: seq,
      rule_id: `rule-${index}`,
      regime: 'gdpr',
      rule: JSON.stringify({ title: 'Notify the authority' }),
      state,
      raised_at: detectedAt,
      due_basis: 'due',
      version: 1,
    })),
  ),
  reviews: sketches.flatMap(({ seq, review, resolvedAt }) =>
    review
      ? [
          {
            incident_seq: seq,
            required: review.required,
            state: review.state,
            needs_approval: review.needsApproval,
            due_at: resolvedAt ?? null,
            fields: '{}',
            changes: '{}',
            version: 1,
          },
        ]
      : [],
  ),
  review_actions: sketches.flatMap(({ seq, actions, detectedAt }) =>
    actions.map((action, index) => ({
      id: `action-${seq}-${index}`,
      incident_seq: seq,
      type: 'fix',
      title: `Action ${seq}-${index}`,
      due_at: action.dueAt,
      moves: 0,
      state: action.state,
      next_at: action.dueAt,
      check_by: action.checkBy,
      added_at: detectedAt,
      added_by: BY,
      version: 1,
    })),
  ),
  evidence: sketches.flatMap(({ seq, tasks, detectedAt }) =>
    tasks.flatMap((task, index) =>
      task.hasFile
        ? [
            {
              id: `file-${seq}-${index}`,
              incident_seq: seq,
              seq: index + 1,
              file_name: 'log.txt',
              size_bytes: 1,
              sha256: 'c'.repeat(64),
              sha256_confirmed: true,
              tlp: 'GREEN',
              collected_at: detectedAt,
              collected_by: BY,
              recorded_at: detectedAt,
              recorded_by: BY,
              task_id: `task-${seq}-${index}`,
            },
          ]
        : [],
    ),
  ),
  gap_explanations: sketches.flatMap(({ seq, explained, detectedAt }) =>
    explained.map(requirement => ({
      incident_seq: seq,
      requirement,
      text: 'There was no plan yet',
      at: detectedAt,
      by: BY,
    })),
  ),
});

/** Gives all rows the same columns, with null for what is absent. */
function withSameColumns(rows: ReadonlyArray<Record<string, unknown>>) {
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))];
  return rows.map(row =>
    Object.fromEntries(names.map(name => [name, row[name] ?? null])),
  );
}

export async function insertSketches(db: Knex, sketches: readonly Sketch[]) {
  for (const [table, rows] of Object.entries(toRows(sketches))) {
    await insertMany(db, table, withSameColumns(rows));
  }
  const seqs = sketches.map(({ seq }) => seq);
  for (const some of chunks(seqs)) {
    await rebuildAnalysisItems(db, some, createDueRules());
  }
}
