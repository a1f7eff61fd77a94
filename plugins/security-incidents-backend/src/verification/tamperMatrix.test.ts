import type { TimelineVerification } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { leakPlan } from '../__testUtils__/plans';
import { planStory } from '../__testUtils__/planStory';
import {
  dropAppendOnlyTriggers,
  pickPositions,
  tamper,
  withRollback,
} from '../__testUtils__/tampering';
import type { Row } from '../database/rowMapper';
import { readStoredIncident } from './DatabaseVerification';
import {
  getIncidentColumn,
  RECORD_TABLE_NAMES,
  RECORD_TABLES,
  type RecordTable,
  type RecordTableName,
  toRowName,
} from './recordTables';
import { verifyIncident } from './verifyIncident';

jest.setTimeout(180_000);

const LEDGER = 'component:default/ledger';

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
  await bob
    .post(`${path}/escalations`, { reason: 'Help', to: [ADA] })
    .expect(201);
  await bob
    .patch(path, { summary: 'Also in the mirror', severity: 'critical' })
    .expect(200);
  await bob
    .post(`${path}/major`, { decision: 'declare', reason: 'Many services' })
    .expect(200);
  return id;
}

interface Finding extends Pick<TimelineVerification, 'status' | 'mismatches'> {
  column: string;
}

function getKind(table: RecordTableName, column: string) {
  const { json = [], booleans = [] }: RecordTable = RECORD_TABLES[table];
  if (json.includes(column)) return 'json';
  return booleans.includes(column) ? 'boolean' : 'plain';
}

/** Whether a column only orders the rows of an incident. */
function isOrder(table: RecordTableName, column: string): boolean {
  const { key, ignored }: RecordTable = RECORD_TABLES[table];
  return column === 'id' && !key.includes('id') && ignored.includes('id');
}

/** Changes that break the chain itself, whose rows are not compared then. */
const CHAIN_VERDICTS: Record<string, TimelineVerification['status']> = {
  'incidents.id': 'not-registered',
  'incidents.key': 'wrong-chain',
  'incidents.chain_length': 'truncated',
  'incidents.chain_head': 'fork',
};

/** What verification has to say of a changed value. */
function getExpected(
  table: RecordTableName,
  row: Row,
  column: string,
  value: unknown,
): Finding {
  const { key, ignored }: RecordTable = RECORD_TABLES[table];
  const verdict = CHAIN_VERDICTS[`${table}.${column}`];
  if (verdict) return { column, status: verdict, mismatches: undefined };
  if (ignored.includes(column)) return { column, status: 'ok', mismatches: [] };
  const name = toRowName(table, row);
  const renamed = toRowName(table, { ...row, [column]: value });
  return {
    column,
    status: 'record-mismatch',
    mismatches: key.includes(column)
      ? [
          { table, row: name, kind: 'missing' },
          { table, row: renamed, kind: 'unexpected' },
        ]
      : [{ table, row: name, field: column, kind: 'changed' }],
  };
}

describe.each(ENGINES)('verification of a tampered record on %s', engine => {
  let app: TestApp;
  let seq: number;
  let otherSeq: number;
  let declinedSeq: number;

  const verify = async (
    db: Knex,
    incident = seq,
  ): Promise<TimelineVerification> =>
    verifyIncident((await readStoredIncident(db, incident))!, new Date());
  /** Tampers, verifies, and takes it back. */
  const judge = (
    work: (trx: Knex.Transaction) => Promise<unknown>,
    incident = seq,
  ) =>
    withRollback(app.knex, async trx => {
      await work(trx);
      return verify(trx, incident);
    });
  const getRows = (
    table: string,
    column: string,
    incident = seq,
  ): Promise<Row[]> => app.knex(table).where(column, incident).orderBy(column);
  const at = (trx: Knex, entry: number) =>
    trx('timeline_entries').where({ incident_seq: seq, seq: entry });
  const findSeq = async (id: string): Promise<number> =>
    (await app.knex('incidents').where({ id }).first('seq')).seq;

  beforeAll(async () => {
    app = await startApp(engine, { catalog: [leakPlan()] });
    await app.refreshPlans();
    seq = await findSeq(await recordRichIncident(app));
    const story = planStory(app);
    otherSeq = await findSeq((await story.triaged()).id);
    const declined = await story.triaged();
    await app
      .as(BOB)
      .post(`${story.path(declined.key)}/plan-runs`, {
        noPlanReason: 'A known false alarm',
      })
      .expect(201);
    declinedSeq = await findSeq(declined.id);
    await dropAppendOnlyTriggers(app.knex);
  });
  afterAll(() => app.stop());

  const incidentOf = (table: RecordTableName) =>
    table === 'no_plan_decisions' ? declinedSeq : seq;

  it('finds nothing wrong with records that nobody touched', async () => {
    for (const incident of [seq, otherSeq, declinedSeq]) {
      expect(await verify(app.knex, incident)).toMatchObject({
        status: 'ok',
        coverage: 'complete',
        mismatches: [],
        erased: 0,
      });
    }
  });

  it.each(RECORD_TABLE_NAMES)('names each changed value of %s', async table => {
    const { key }: RecordTable = RECORD_TABLES[table];
    const incidentColumn = getIncidentColumn(table);
    const incident = incidentOf(table);
    const rows = await getRows(table, incidentColumn, incident);
    expect(rows.length).toBeGreaterThan(0);
    const found: Finding[] = [];
    const expected: Finding[] = [];
    for (const row of pickPositions(rows)) {
      const where = Object.fromEntries(
        [incidentColumn, ...key].map(column => [column, row[column]]),
      );
      for (const column of Object.keys(row)) {
        // Moving a row to another incident is a case of its own, and so is changing the order of rows.
        if (column === incidentColumn || isOrder(table, column)) continue;
        const value = tamper(row[column], getKind(table, column));
        const { status, mismatches } = await judge(
          trx =>
            trx(table)
              .where(where)
              .update({ [column]: value }),
          incident,
        );
        found.push({ column, status, mismatches });
        expected.push(getExpected(table, row, column, value));
      }
    }
    expect(found).toEqual(expected);
  });

  it.each(RECORD_TABLE_NAMES.filter(table => table !== 'incidents'))(
    'names each row of %s that was removed, added or moved',
    async table => {
      const { key }: RecordTable = RECORD_TABLES[table];
      const incident = incidentOf(table);
      const rows = await getRows(table, 'incident_seq', incident);
      for (const row of pickPositions(rows)) {
        const name = toRowName(table, row);
        const where = Object.fromEntries(
          ['incident_seq', ...key].map(column => [column, row[column]]),
        );
        const removed = await judge(
          trx => trx(table).where(where).delete(),
          incident,
        );
        expect(removed.mismatches).toEqual([
          { table, row: name, kind: 'missing' },
        ]);
        const moved = await judge(
          trx => trx(table).where(where).update({ incident_seq: 999_999 }),
          incident,
        );
        expect(moved.mismatches).toEqual(removed.mismatches);
        if (key.length === 0) continue;
        const { id, ...copy } = row;
        const forged: Row = key.includes('id')
          ? { ...copy, id: tamper(id, 'plain') }
          : { ...copy, [key[0]]: tamper(row[key[0]], 'plain') };
        // Unique columns beside the key.
        if (table === 'resolution_steps') {
          Object.assign(forged, { seq: 900, supersedes: null });
        }
        if (table === 'escalations') forged.rule_key = 'forged';
        if (table === 'plan_runs') forged.plan_ref = 'responseplan:x/y';
        if (table === 'plan_tasks') forged.plan_task_id = 'forged';
        const added = await judge(trx => trx(table).insert(forged), incident);
        expect(added.mismatches).toEqual([
          { table, row: toRowName(table, forged), kind: 'unexpected' },
        ]);
      }
    },
  );

  it.each(['affected_entities', 'role_assignments'])(
    'notices by the list copy that the order of %s changed',
    async table => {
      const [first] = await app
        .knex(table)
        .where({ incident_seq: seq })
        .orderBy('id');
      const { mismatches } = await judge(trx =>
        trx(table).where({ id: first.id }).update({ id: 999_999 }),
      );
      expect(mismatches).toMatchObject([
        { table: 'incident_list_items', kind: 'changed' },
      ]);
    },
  );

  it('names both rows of two values that were swapped', async () => {
    const [one, two] = await app
      .knex('resolution_steps')
      .where({ incident_seq: seq })
      .orderBy('seq');
    const { status, mismatches } = await judge(async trx => {
      const steps = () => trx('resolution_steps');
      await steps().where({ id: one.id }).update({ text: two.text });
      await steps().where({ id: two.id }).update({ text: one.text });
    });
    expect(status).toBe('record-mismatch');
    expect(mismatches).toHaveLength(2);
    expect(mismatches).toEqual(
      expect.arrayContaining(
        [one, two].map(({ id }) => ({
          table: 'resolution_steps',
          row: id,
          field: 'text',
          kind: 'changed',
        })),
      ),
    );
  });

  it('names each entry of the timeline that was changed', async () => {
    const entries: Row[] = await app
      .knex('timeline_entries')
      .where({ incident_seq: seq })
      .orderBy('seq');
    const VERDICTS: Record<string, string> = {
      chain: 'wrong-chain',
      data: 'data-mismatch',
      salt: 'data-mismatch',
    };
    for (const entry of pickPositions(entries)) {
      for (const column of Object.keys(entry)) {
        if (column === 'incident_seq' || column === 'seq') continue;
        const value = tamper(
          entry[column],
          column === 'data' ? 'json' : 'plain',
        );
        const found = await judge(trx =>
          at(trx, Number(entry.seq)).update({ [column]: value }),
        );
        expect([column, found.status, found.seq]).toEqual([
          column,
          VERDICTS[column] ?? 'hash-mismatch',
          entry.seq,
        ]);
      }
    }
  });

  it('names the entry of the timeline that was removed, added, swapped or emptied', async () => {
    const length = Number(
      (await app.knex('incidents').where({ seq }).first()).chain_length,
    );
    for (const entry of [1, Math.floor(length / 2), length]) {
      expect(await judge(trx => at(trx, entry).delete())).toMatchObject({
        status: entry === length ? 'truncated' : 'gap',
        seq: entry,
      });
      expect(
        await judge(trx => at(trx, entry).update({ data: null, salt: null })),
      ).toMatchObject({ status: 'data-missing', seq: entry, erased: 0 });
      for (const column of ['data', 'salt']) {
        expect(
          await judge(trx => at(trx, entry).update({ [column]: null })),
        ).toMatchObject({ status: 'data-mismatch', seq: entry });
      }
    }
    expect(
      await judge(async trx => {
        await at(trx, 2).update({ seq: 9_999 });
        await at(trx, 3).update({ seq: 2 });
        await at(trx, 9_999).update({ seq: 3 });
      }),
    ).toMatchObject({ status: 'hash-mismatch', seq: 2 });
    expect(
      await judge(async trx => {
        const last = await at(trx, length).first();
        await trx('timeline_entries').insert({ ...last, seq: length + 1 });
      }),
    ).toMatchObject({ status: 'hash-mismatch', seq: length + 1 });
  });

  it('notices a chain length that was lowered', async () => {
    const found = await judge(trx =>
      trx('incidents').where({ seq }).decrement('chain_length', 1),
    );
    expect(found).toMatchObject({
      status: 'record-mismatch',
      mismatches: [{ table: 'incidents', field: 'chain_length' }],
    });
  });

  it.each([
    ['incident_list_items', 'incident_seq', 'facts', '{}'],
    ['incident_list_items', 'incident_seq', 'affected', '[]'],
    ['incident_list_items', 'incident_seq', 'roles', '[]'],
    ['incident_scope_items', 'seq', 'severity', 'low'],
    ['incident_scope_items', 'seq', 'visibility', 'restricted'],
    ['search_words', 'incident_seq', 'incident_seq', 999_999],
    ['search_names', 'incident_seq', 'incident_seq', 999_999],
  ])(
    'names %s by its %s when somebody changed its %s',
    async (table, incidentColumn, column, value) => {
      const mismatches = [
        {
          table,
          row: (await app.knex('incidents').where({ seq }).first()).id,
          kind: 'changed',
        },
      ];
      const where = { [incidentColumn]: seq };
      expect(
        await judge(trx =>
          trx(table)
            .where(where)
            .update({ [column]: value }),
        ),
      ).toMatchObject({ status: 'record-mismatch', mismatches });
      expect(
        await judge(trx => trx(table).where(where).delete()),
      ).toMatchObject({ status: 'record-mismatch', mismatches });
    },
  );

  it('says so through the API', async () => {
    const { id, title } = await app.knex('incidents').where({ seq }).first();
    await app.knex('incidents').where({ seq }).update({ title: 'Nothing' });
    const { body } = await app.as(ADA).get(`/incidents/${id}/verification`);
    await app.knex('incidents').where({ seq }).update({ title });
    expect(body).toMatchObject({
      status: 'record-mismatch',
      message: '1 value differs from the timeline',
      mismatches: [
        { table: 'incidents', row: id, field: 'title', kind: 'changed' },
      ],
    });
  });
});
