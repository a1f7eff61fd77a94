import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TimelineVerification } from 'backstage-plugin-security-incidents-common';
import { ADA, ENGINES } from '../__testUtils__/harness';
import { pickPositions, tamper } from '../__testUtils__/tampering';
import {
  findRow,
  getKind,
  isOrder,
  nameRow,
  sorted,
  TAMPER_TABLES,
  type TamperTable,
  type TamperWorld,
  tamperWorld,
} from '../__testUtils__/tamperWorld';
import { MONTH_KEYS } from '../database/readModel/months/storedMonths';
import type { Row } from '../database/rowMapper';

jest.setTimeout(180_000);

/** Changes that break the chain itself, whose rows are not compared then. */
const CHAIN_VERDICTS: Record<string, TimelineVerification['status']> = {
  'incidents.id': 'not-registered',
  'incidents.key': 'wrong-chain',
  'incidents.chain_length': 'truncated',
  'incidents.chain_head': 'fork',
};

interface Verdict {
  column: string;
  status: string;
  mismatches: string[];
}

const cases = (tables: TamperTable[]) =>
  tables.map(table => [table.name, table] as const);

/** What verification has to say of a changed value. */
function getExpected(
  table: TamperTable,
  row: Row,
  change: { column: string; value: unknown; id: string },
): Verdict {
  const { column, value, id } = change;
  const verdict = CHAIN_VERDICTS[`${table.name}.${column}`];
  if (verdict) return { column, status: verdict, mismatches: [] };
  if (table.ignored.includes(column)) {
    return { column, status: 'ok', mismatches: [] };
  }
  const name = nameRow(table, row, id);
  const renamed = nameRow(table, { ...row, [column]: value }, id);
  return {
    column,
    status: 'record-mismatch',
    mismatches: sorted(
      table.key.includes(column)
        ? [
            { table: table.name, row: name, kind: 'missing' },
            { table: table.name, row: renamed, kind: 'unexpected' },
          ]
        : [{ table: table.name, row: name, field: column, kind: 'changed' }],
    ),
  };
}

/** A row that somebody added, unlike the one that it copies. */
function forge({ name, key }: TamperTable, row: Row): Row {
  const { id, ...copy } = row;
  const forged: Row = key.includes('id')
    ? { ...copy, id: tamper(id, 'plain') }
    : { ...copy, [key[0]]: tamper(row[key[0]], 'plain') };
  // Unique columns beside the key.
  if (name === 'resolution_steps') {
    Object.assign(forged, { seq: 900, supersedes: null });
  }
  if (name === 'escalations') forged.rule_key = 'forged';
  if (name === 'obligations') {
    Object.assign(forged, { seq: 900, rule_id: 'forged' });
  }
  if (name === 'plan_runs') forged.plan_ref = 'responseplan:x/y';
  if (name === 'plan_tasks') forged.plan_task_id = 'forged';
  return forged;
}

/** Tables that other tests tamper with. */
const TESTED_ELSEWHERE = [
  'timeline_entries',
  'incident_registry',
  'incident_registry_state',
  'incident_counts',
  ...Object.keys(MONTH_KEYS),
];

describe.each(ENGINES)('verification of a tampered record on %s', engine => {
  let world: TamperWorld;
  beforeAll(async () => {
    world = await tamperWorld(engine);
  });
  afterAll(() => world.app.stop());

  it('finds nothing wrong with records that nobody touched', async () => {
    for (const { seq } of [
      world.rich,
      world.other,
      world.declined,
      world.imported,
    ]) {
      expect(await world.verify(world.knex, seq)).toMatchObject({
        status: 'ok',
        coverage: 'complete',
        mismatches: [],
        erased: 0,
      });
    }
  });

  it('covers every table, or the documentation says why not', async () => {
    const isPostgres = world.knex.client.config.client === 'pg';
    const rows: Row[] = await (isPostgres
      ? world
          .knex('information_schema.tables')
          .where({ table_schema: 'public' })
          .select({ name: 'table_name' })
      : world.knex('sqlite_master').where({ type: 'table' }).select('name'));
    const [, section] = readFileSync(
      resolve(__dirname, '../../../../docs/record.md'),
      'utf8',
    ).split('### What verification does not cover');
    const covered = new Set([
      ...TAMPER_TABLES.map(({ name }) => name),
      ...TESTED_ELSEWHERE,
    ]);
    const others = rows
      .map(({ name }) => String(name))
      .filter(name => !/^(sqlite_|knex_)/.test(name) && !covered.has(name));
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter(name => !section.includes(`\`${name}\``))).toEqual([]);
  });

  it.each(cases(TAMPER_TABLES))(
    'names each changed value of %s',
    async (_name, table) => {
      const { id, seq } = world.incidentOf(table);
      const rows = await world.getRows(table, seq);
      expect(rows.length).toBeGreaterThan(0);
      const found: Verdict[] = [];
      const expected: Verdict[] = [];
      for (const row of pickPositions(rows)) {
        for (const column of Object.keys(row)) {
          // Moving a row to another incident is a case of its own, and so is changing the order of rows.
          if (column === table.incident || isOrder(table, column)) continue;
          const value = tamper(row[column], getKind(table, column));
          const { status, mismatches } = await world.judge(
            trx =>
              trx(table.name)
                .where(findRow(table, row))
                .update({ [column]: value }),
            seq,
          );
          found.push({ column, status, mismatches: sorted(mismatches) });
          expected.push(getExpected(table, row, { column, value, id }));
        }
      }
      expect(found).toEqual(expected);
    },
  );

  it.each(cases(TAMPER_TABLES.filter(({ name }) => name !== 'incidents')))(
    'names each row of %s that was removed, added or moved',
    async (_name, table) => {
      const { id, seq } = world.incidentOf(table);
      const rows = await world.getRows(table, seq);
      for (const row of pickPositions(rows)) {
        const where = findRow(table, row);
        const missing = {
          table: table.name,
          row: nameRow(table, row, id),
          kind: 'missing',
        };
        const removed = await world.judge(
          trx => trx(table.name).where(where).delete(),
          seq,
        );
        expect(removed.mismatches).toEqual([missing]);
        const moved = await world.judge(
          trx =>
            trx(table.name)
              .where(where)
              .update({ [table.incident]: 999_999 }),
          seq,
        );
        expect(moved.mismatches).toEqual([missing]);
        if (table.key.length === 0) continue;
        const forged = forge(table, row);
        const added = await world.judge(
          trx => trx(table.name).insert(forged),
          seq,
        );
        expect(added.mismatches).toEqual([
          {
            table: table.name,
            row: nameRow(table, forged, id),
            kind: 'unexpected',
          },
        ]);
      }
    },
  );

  it.each(['affected_entities', 'role_assignments'])(
    'notices by the list copy that the order of %s changed',
    async table => {
      const [first] = await world
        .knex(table)
        .where({ incident_seq: world.rich.seq })
        .orderBy('id');
      const { mismatches } = await world.judge(trx =>
        trx(table).where({ id: first.id }).update({ id: 999_999 }),
      );
      expect(mismatches).toMatchObject([
        { table: 'incident_list_items', kind: 'changed' },
      ]);
    },
  );

  it('says so through the API', async () => {
    const { id, title } = await world
      .knex('incidents')
      .where({ seq: world.rich.seq })
      .first();
    await world
      .knex('incidents')
      .where({ seq: world.rich.seq })
      .update({ title: 'Nothing' });
    const { body } = await world.app
      .as(ADA)
      .get(`/incidents/${id}/verification`);
    await world
      .knex('incidents')
      .where({ seq: world.rich.seq })
      .update({ title });
    expect(body).toMatchObject({
      status: 'record-mismatch',
      message: '1 value differs from the timeline',
      mismatches: [
        { table: 'incidents', row: id, field: 'title', kind: 'changed' },
      ],
    });
  });
});
