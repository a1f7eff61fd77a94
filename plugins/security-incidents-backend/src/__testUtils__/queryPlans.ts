import type { Knex } from 'knex';
import { selectCountsFromRecord } from '../database/readModel/counts';
import { insertScopeItems } from '../database/readModel/build';
import { PLANS } from './fillPlans';
import { insertMany } from '../database/insertMany';

/** The number of incidents that {@link fillHistory} writes. */
export const INCIDENTS = 10_000;
const SERVICES = 1_000;
const SYSTEMS = 500;

/** Tables that grow with the history; a lookup must never scan one. */
const LARGE =
  /(Seq Scan on|SCAN) (incidents|incident_scopes|affected_entities|role_assignments|incident_members|resolution_steps|timeline_entries|search_words|plan_runs|plan_tasks|known_services|service_watches|detections|detection_sightings|detection_decisions|detection_deliveries|detection_rejections|detection_service_keys|incident_scope_items|incident_list_items|incident_due_items|incident_analysis_items|analysis_changes|analysis_month_durations|analysis_month_entities|incident_counts)\b(?! USING (COVERING )?INDEX)/g;

/** 10,000 incidents of 1,000 services, one an hour since 2020. */
export async function fillHistory(db: Knex) {
  const incidents = [];
  const scopes = [];
  const members = [];
  const words = [];
  const roles = [];
  const affected = [];
  const steps = [];
  const entries = [];
  const runs = [];
  const tasks = [];
  for (let seq = 1; seq <= INCIDENTS; seq += 1) {
    const service = `component:default/service-${seq % SERVICES}`;
    const at = new Date(Date.UTC(2020, 0, 1) + seq * 3_600_000).toISOString();
    const open = seq % 50 === 0;
    incidents.push({
      seq,
      id: `id-${seq}`,
      key: `SEC-2020-${seq}`,
      title: `Incident ${seq}`,
      mode: 'real',
      status: open ? 'triage' : 'closed',
      status_rank: open ? 1 : 6,
      is_open: open,
      determination: 'suspected',
      class: 'fraud',
      severity: 'high',
      severity_rank: 1 + (seq % 5),
      ongoing: 'no',
      priority: 'P2',
      priority_rank: 1 + (seq % 4),
      priority_inputs: '{"riskFactors":[]}',
      tlp: 'AMBER',
      visibility: seq % 20 === 0 ? 'restricted' : 'open',
      personal_data: '{"involved":"no"}',
      suspected_malicious: 'no',
      cross_border: 'no',
      is_major: false,
      unknown_service: false,
      reported_by: 'user:default/ada',
      detected_at: at,
      reported_at: at,
      recorded_at: at,
      updated_at: at,
      version: 1,
      chain_length: 0,
      chain_head: '0'.repeat(64),
    });
    scopes.push(
      {
        scope_ref: service,
        relation: 'entity',
        incident_seq: seq,
        entity_ref: service,
      },
      {
        scope_ref: `system:default/system-${seq % SYSTEMS}`,
        relation: 'system',
        incident_seq: seq,
        entity_ref: service,
      },
      {
        scope_ref: `group:default/team-${seq % SYSTEMS}`,
        relation: 'owner',
        incident_seq: seq,
        entity_ref: service,
      },
    );
    affected.push({
      incident_seq: seq,
      entity_ref: service,
      role: 'affected',
      compromise: 'unknown',
      snapshot: '{}',
      snapshot_state: 'complete',
      added_at: at,
      added_by: 'user:default/ada',
    });
    members.push({
      principal_ref: `user:default/person-${seq % 1_000}`,
      incident_seq: seq,
      source: 'reporter',
      added_at: at,
      added_by: 'user:default/ada',
    });
    roles.push({
      incident_seq: seq,
      role: 'assignee',
      principal_ref: `user:default/person-${seq % 1_000}`,
      assumed_at: at,
      assigned_by: 'user:default/ada',
    });
    steps.push({
      id: `step-${seq}`,
      incident_seq: seq,
      seq: 2,
      kind: seq % 3 === 0 ? 'containment' : 'analysis',
      text: 'Looked at it',
      performed_at: at,
      performed_by: 'user:default/ada',
      recorded_at: at,
      recorded_by: 'user:default/ada',
      late_entry: false,
      entity_refs: '[]',
    });
    entries.push({
      incident_seq: seq,
      seq: 1,
      v: 1,
      chain: `incident/SEC-2020-${seq}`,
      at,
      actor: 'user:default/ada',
      action: 'status.changed',
      data: '{"to":"triage"}',
      data_hash: '0'.repeat(64),
      prev_hash: '0'.repeat(64),
      hash: '0'.repeat(64),
    });
    runs.push({
      id: `run-${seq}`,
      incident_seq: seq,
      plan_ref: `responseplan:default/plan-${seq % PLANS}`,
      title: 'A plan',
      version: '1.0.0',
      content_hash: '0'.repeat(64),
      content: '{}',
      is_primary: true,
      reason: 'It fits',
      roles: '[]',
      applied_at: at,
      applied_by: 'user:default/ada',
    });
    for (let position = 0; position < 3; position += 1) {
      tasks.push({
        id: `task-${seq}-${position}`,
        run_id: `run-${seq}`,
        incident_seq: seq,
        plan_task_id: `task-${position}`,
        phase_id: 'contain',
        position,
        state: open ? 'open' : 'done',
        assignee_ref: `user:default/person-${seq % 1_000}`,
        required: true,
        is_retired: false,
        is_hand_assigned: false,
        definition: '{"dependsOn":[],"phase":{"maps":"containment"}}',
      });
    }
    words.push({ word: `word${seq % 1000}`, incident_seq: seq });
  }
  const dueItems = incidents.map(({ seq, detected_at: at, is_open: open }) => ({
    incident_seq: seq,
    sort_at: open ? at.replace(/^20/, '26') : '9999-12-31T00:00:00.000Z',
    at_risk_at: open ? at : null,
    due: open ? JSON.stringify({ dueAt: at, atRiskAt: at }) : null,
    is_major_proposed: false,
    rules: '',
  }));
  const tables = {
    incidents,
    incident_scopes: scopes,
    affected_entities: affected,
    incident_members: members,
    role_assignments: roles,
    search_words: words,
    resolution_steps: steps,
    timeline_entries: entries,
    plan_runs: runs,
    plan_tasks: tasks,
    incident_due_items: dueItems,
    incident_list_items: incidents.map(({ seq }) => ({
      incident_seq: seq,
      facts: '{}',
      affected: '[]',
      roles: '[]',
    })),
  };
  for (const [table, rows] of Object.entries(tables)) {
    await insertMany(db, table, rows);
  }
  await insertScopeItems(db);
  await db('incident_counts').insert(selectCountsFromRecord(db));
  await settle(db);
}

/** Vacuums the tables, as a running database does, so that counts need only an index. */
export async function settle(db: Knex) {
  const isPostgres = db.client.config.client === 'pg';
  await db.raw(isPostgres ? 'VACUUM ANALYZE' : 'ANALYZE');
}

/** A statement as knex reports it. */
interface QueryInput {
  sql: string;
  bindings?: unknown[];
  options?: { name?: string };
  /** Whether it is planned without its values, as prepared statements may be. */
  isGeneric?: boolean;
}

/** Returns the query plans of the statements that `work` runs. */
async function plansOf(db: Knex, work: () => Promise<unknown>) {
  const asked: QueryInput[] = [];
  const listen = (query: QueryInput) => asked.push(query);
  db.on('query', listen);
  await work();
  db.removeListener('query', listen);
  const isPostgres = db.client.config.client === 'pg';
  const all = asked.flatMap(query =>
    query.options?.name ? [query, { ...query, isGeneric: true }] : [query],
  );
  return Promise.all(
    all.map(async ({ sql, bindings = [], isGeneric }) => {
      // Knex reports numbered placeholders; `explain` needs its own.
      const text = sql.replace(/\$\d+/g, '?');
      const { rows, ...rest } = isGeneric
        ? await db.raw(`EXPLAIN (GENERIC_PLAN) ${sql}`)
        : await db.raw(
            `${isPostgres ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'} ${text}`,
            bindings as never[],
          );
      const lines: Array<Record<string, unknown>> = isPostgres
        ? rows
        : Object.values(rest);
      return {
        sql,
        plan: lines
          .map(line => String(line['QUERY PLAN'] ?? line.detail))
          .join('\n'),
      };
    }),
  );
}

/**
 * Finds the statements of `work` that scan a large table.
 *
 * @param except - the tables that the statements are about
 * @param large - the number of rows from which a scan counts as large
 */
export async function walksOf(
  db: Knex,
  work: () => Promise<unknown>,
  {
    except = [],
    large = LARGE,
  }: { except?: readonly string[]; large?: RegExp } = {},
) {
  const plans = await plansOf(db, work);
  if (plans.length === 0) throw new Error('No statement was sent');
  return plans.flatMap(({ sql, plan }) =>
    [...plan.matchAll(large)]
      .filter(([, , table]) => !except.includes(table))
      .map(([walks]) => ({ sql, walks })),
  );
}
