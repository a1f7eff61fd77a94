import type {
  IncidentCompleteness,
  RecordMismatch,
  TimelineVerification,
} from 'backstage-plugin-security-incidents-common';
import type { TestDatabaseId } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { Row } from '../database/rowMapper';
import { createDueRules } from '../serviceLevels/nextDue';
import { readStoredIncident } from '../verification/DatabaseVerification';
import {
  getIncidentColumn,
  RECORD_TABLE_NAMES,
  RECORD_TABLES,
  type RecordTable,
} from '../verification/recordTables';
import { verifyIncident } from '../verification/verifyIncident';
import { ADA, BOB, startApp, type TestApp } from './harness';
import { importFile } from './imports';
import { leakPlan } from './plans';
import { planStory } from './planStory';
import { dropAppendOnlyTriggers, withRollback } from './tampering';

const LEDGER = 'component:default/ledger';

const ANALYSIS_NUMBERS = [
  'detected_ms',
  ...['detect', 'acknowledge', 'contain', 'recover', 'resolve'].flatMap(id => [
    `${id}_ms`,
    `${id}_bucket`,
  ]),
  'service_minutes',
  'records_exposed',
  'people_affected',
  'acknowledge_due_ms',
  'contain_due_ms',
  'resolve_due_ms',
];

/** The list copies and search words of one incident. */
const COPIES: Record<
  string,
  RecordTable & { incident: string; numbers?: readonly string[] }
> = {
  incident_list_items: { key: [], incident: 'incident_seq', ignored: [] },
  incident_scope_items: {
    key: ['scope_ref'],
    incident: 'seq',
    booleans: ['is_open'],
    ignored: [],
  },
  // Other rules than the configured ones are those of another configuration.
  incident_due_items: {
    key: [],
    incident: 'incident_seq',
    booleans: ['is_major_proposed'],
    ignored: ['rules'],
  },
  incident_analysis_items: {
    key: [],
    incident: 'seq',
    numbers: ANALYSIS_NUMBERS,
    ignored: ['rules'],
  },
  search_words: { key: ['word'], incident: 'incident_seq', ignored: [] },
  search_names: {
    key: ['entity_ref', 'word'],
    incident: 'incident_seq',
    ignored: [],
  },
};

/** A table whose rows verification compares. */
export interface TamperTable extends RecordTable {
  name: string;
  /** The column that names the incident. */
  incident: string;
  /** Columns with numbers that may be null, or that PostgreSQL returns as text. */
  numbers?: readonly string[];
}

export const TAMPER_TABLES: TamperTable[] = [
  ...RECORD_TABLE_NAMES.map(name => ({
    name,
    incident: getIncidentColumn(name),
    ...RECORD_TABLES[name],
  })),
  ...Object.entries(COPIES).map(([name, copy]) => ({ name, ...copy })),
];

/** Records an incident with rows in every table but that of decisions against a plan; returns its id. */
async function recordRichIncident(app: TestApp): Promise<string> {
  const story = planStory(app);
  const { id, key } = await story.declared();
  const bob = app.as(BOB);
  const path = story.path(key);
  await bob.post(`${path}/affected`, { entityRef: LEDGER }).expect(200);
  await bob
    .post(`${path}/affected`, { entityRef: LEDGER, role: 'cleared' })
    .expect(200);
  await bob.delete(`${path}/affected`, { entityRef: LEDGER }).expect(200);
  await bob.post(`${path}/affected`, { entityRef: LEDGER }).expect(200);
  for (const ref of [ADA, 'user:default/carol', BOB]) {
    await bob.put(`${path}/roles/scribe`, { principalRef: ref }).expect(200);
  }
  await bob
    .post(`${path}/members`, { principalRef: 'user:default/dan' })
    .expect(200);
  const long = 'Revoked the token everywhere. '.repeat(20);
  for (const text of ['Looked at the log.', long, 'Asked the owner.']) {
    await bob.post(`${path}/steps`, { kind: 'analysis', text }).expect(201);
  }
  const tasks = await story.tasks(key);
  const [first] = Object.values(tasks);
  await bob
    .patch(`${path}/tasks/${first.id}`, {
      state: 'in-progress',
      assigneeRef: ADA,
    })
    .expect(200);
  for (const name of ['build.log', 'pipeline.log']) {
    const { body: file } = await bob
      .post(`${path}/evidence`)
      .field('taskId', first.id)
      .attach('file', Buffer.from('A line'), name)
      .expect(201);
    await bob
      .put(`${path}/evidence/${file.id}/legal-hold`, { reason: 'A claim' })
      .expect(200);
  }
  await bob
    .post(`${path}/escalations`, { reason: 'Help', to: [ADA] })
    .expect(201);
  await bob
    .patch(path, { summary: 'Also in the mirror', severity: 'critical' })
    .expect(200);
  await bob
    .post(`${path}/major`, { decision: 'declare', reason: 'Many services' })
    .expect(200);
  for (const summary of ['A token was readable', long]) {
    await bob.put(`${path}/review`, { summary }).expect(200);
  }
  for (const title of ['Rotate tokens', 'Teach it']) {
    const action = { type: 'fix', title, ownerRef: ADA };
    await bob.post(`${path}/review/actions`, action).expect(201);
  }
  const { body: completeness } = await bob
    .get(`/incidents/${key}/completeness`)
    .expect(200);
  const gaps = (completeness as IncidentCompleteness).requirements.filter(
    ({ result }) => result === 'missing',
  );
  for (const { requirement } of gaps) {
    await bob
      .post('/reports/explanations', {
        requirement,
        incidents: [key],
        text: `Nobody asked for ${requirement}.`,
      })
      .expect(200);
  }
  const { body } = await bob.get(`${path}/obligations`).expect(200);
  const { id: obligationId } = body.items.find(
    ({ rule }: { rule: { id: string } }) => rule.id === 'gdpr-33-1',
  );
  const decision = `${path}/obligations/${obligationId}/decision`;
  const now = new Date().toISOString();
  await bob
    .post(decision, {
      decision: 'applicable',
      reason: 'Names were readable',
      awareAt: now,
    })
    .expect(201);
  await bob
    .post(decision, { decision: 'submitted', submittedAt: now, proof: 'Mail' })
    .expect(201);
  return id;
}

/** Imports an incident from a file; returns its id. */
async function importOne(app: TestApp): Promise<string> {
  await importFile(
    app,
    BOB,
    'Number,Title,Detected,Closed,Service,Lead,Actions,Team\n1,Old leak,2024-02-03T04:05:06Z,2024-02-04T04:05:06Z,ledger,nobody,Revoked it,Blue\n',
  );
  const { id } = await app
    .knex('incidents')
    .whereNotNull('import_id')
    .first('id');
  return id;
}

/** The tables whose rows are copies of the record. */
export function isCopy({ name }: TamperTable): boolean {
  return name in COPIES;
}

/** Names a row as a verdict does. */
export function nameRow(table: TamperTable, row: Row, id: string): string {
  return isCopy(table) && table.key.length === 0
    ? id
    : table.key.map(column => String(row[column])).join(' ');
}

/** What finds a row again. */
export function findRow({ incident, key }: TamperTable, row: Row): Row {
  return Object.fromEntries(
    [incident, ...key].map(column => [column, row[column]]),
  );
}

export function getKind(
  { json = [], booleans = [], numbers = [] }: TamperTable,
  name: string,
) {
  if (json.includes(name)) return 'json';
  if (numbers.includes(name)) return 'number';
  return booleans.includes(name) ? 'boolean' : 'plain';
}

/** Whether a column only orders the rows of an incident. */
export function isOrder(
  { key, ignored }: TamperTable,
  column: string,
): boolean {
  return column === 'id' && !key.includes('id') && ignored.includes('id');
}

/** Sorts mismatches; their order says nothing. */
export function sorted(mismatches: readonly RecordMismatch[] = []) {
  return mismatches
    .map(({ table, row, field, kind }) => [table, row, field, kind].join(' | '))
    .sort();
}

/** A rich incident, one without a plan, and one where a plan was declined, in a database without triggers. */
export async function tamperWorld(engine: TestDatabaseId) {
  const app = await startApp(engine, {
    catalog: [leakPlan()],
    settings: { obligations: { regimes: ['gdpr', 'dora'] } },
  });
  await app.refreshPlans();
  const find = async (id: string): Promise<{ id: string; seq: number }> =>
    app.knex('incidents').where({ id }).first('id', 'seq');
  const rich = await find(await recordRichIncident(app));
  const story = planStory(app);
  const other = await find((await story.triaged()).id);
  const declinedOne = await story.triaged();
  await app
    .as(BOB)
    .post(`${story.path(declinedOne.key)}/plan-runs`, {
      noPlanReason: 'A known false alarm',
    })
    .expect(201);
  const declined = await find(declinedOne.id);
  const imported = await find(await importOne(app));
  await dropAppendOnlyTriggers(app.knex);

  const verify = async (
    db: Knex,
    seq = rich.seq,
  ): Promise<TimelineVerification> =>
    verifyIncident(
      (await readStoredIncident(db, seq, createDueRules()))!,
      new Date(),
    );
  return {
    app,
    knex: app.knex,
    rich,
    other,
    declined,
    imported,
    verify,
    /** The incident that has rows in a table. */
    incidentOf: ({ name }: TamperTable) => {
      if (name === 'incident_provenance') return imported;
      return name === 'no_plan_decisions' ? declined : rich;
    },
    getRows: (
      { name, incident, key }: TamperTable,
      seq: number,
    ): Promise<Row[]> =>
      app
        .knex(name)
        .where(incident, seq)
        .orderBy(key.length > 0 ? [...key] : [incident]),
    /** Tampers, verifies, and takes it back. */
    judge: (
      work: (trx: Knex.Transaction) => Promise<unknown>,
      seq = rich.seq,
    ) =>
      withRollback(app.knex, async trx => {
        await work(trx);
        return verify(trx, seq);
      }),
  };
}

export type TamperWorld = Awaited<ReturnType<typeof tamperWorld>>;
