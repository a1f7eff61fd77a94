import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { DatabaseIncidentsStore } from '../../../incidents/store/DatabaseIncidentsStore';
import { READ_MODEL } from '../../../verification/DatabaseFindings';
import { DATABASES, ENGINES } from '../../../__testUtils__/harness';
import {
  createSketches,
  FIXTURE_NOW,
  insertSketches,
} from '../../../__testUtils__/reportFixture';
import type { Row } from '../../rowMapper';
import { getMonthParts, getWholeMonths, toMonth } from './calendar';
import { findMonthDifferences, MONTH_KEYS } from './storedMonths';

jest.setTimeout(180_000);

const TABLES = Object.keys(MONTH_KEYS) as Array<keyof typeof MONTH_KEYS>;

describe('months of UTC', () => {
  it('have their first and last day as parts', () => {
    expect(
      getMonthParts(202402).map(({ from, to }) => [
        new Date(from).toISOString(),
        new Date(to).toISOString(),
      ]),
    ).toEqual([
      ['2024-02-01T00:00:00.000Z', '2024-02-02T00:00:00.000Z'],
      ['2024-02-02T00:00:00.000Z', '2024-02-29T00:00:00.000Z'],
      ['2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
    ]);
  });

  it.each([
    [
      '2025-11-01T00:00:00.000Z',
      '2026-02-01T00:00:00.000Z',
      [202511, 202512, 202601],
    ],
    ['2025-11-01T00:00:00.001Z', '2026-01-31T23:59:59.999Z', [202512]],
    ['2025-10-31T23:00:00.000Z', '2025-12-01T00:00:00.000Z', [202511]],
    ['2025-11-02T00:00:00.000Z', '2025-11-30T00:00:00.000Z', []],
  ])('are whole in a period from %s to %s', (from, to, months) => {
    expect(
      getWholeMonths({ from: Date.parse(from), to: Date.parse(to) }),
    ).toEqual(months);
  });

  it('belong to times', () => {
    expect(toMonth(Date.parse('2025-12-31T23:59:59.999Z'))).toBe(202512);
    expect(toMonth(Date.parse('2026-01-01T00:00:00.000Z'))).toBe(202601);
  });
});

describe.each(ENGINES)('counted months on %s', engine => {
  let db: Knex;
  let store: DatabaseIncidentsStore;
  let month: number;
  const reports: string[] = [];
  const reporter = {
    report: async ({ message }: { message: string }) => {
      reports.push(message);
    },
  };

  beforeAll(async () => {
    db = await DATABASES.init(engine);
    store = await DatabaseIncidentsStore.create(
      { getClient: async () => db },
      { clock: () => FIXTURE_NOW },
    );
    await insertSketches(db, createSketches());
    await store.readModel.countMonths(1_000, 1);
    // One that has rows in every table.
    const rows = await db('analysis_month_lists')
      .join(
        'analysis_month_tasks as task',
        'task.month',
        'analysis_month_lists.month',
      )
      .where('task.total', '>', 1)
      .first('task.month');
    month = Number(rows.month);
  });
  beforeEach(() => {
    reports.length = 0;
  });

  const readMonth = async () => {
    const stored: Record<string, Row[]> = {};
    for (const table of TABLES) {
      stored[table] = await db(table)
        .where({ month })
        .orderBy([...MONTH_KEYS[table]]);
    }
    return stored;
  };
  const check = () =>
    store.readModel.checkMonths(month - 1, 1, reporter as never);

  it('have rows in every table, as the items say', async () => {
    const stored = await readMonth();
    for (const table of TABLES) expect(stored[table]).not.toEqual([]);
    let next: number | undefined = 0;
    let slices = 0;
    while (next !== undefined) {
      const slice: { next?: number; repaired: string[] } =
        await store.readModel.checkMonths(next, 7, reporter as never);
      expect(slice.repaired).toEqual([]);
      next = slice.next;
      slices += 1;
    }
    expect(slices).toBeGreaterThan(2);
    expect(reports).toEqual([]);
  });

  describe.each(TABLES)('are repaired after a change in %s', table => {
    const keys = MONTH_KEYS[table];
    const nameOf = (row: Row) =>
      Object.fromEntries(keys.map(key => [key, row[key]]));
    const damage = async (
      work: (rows: Knex.QueryBuilder, row: Row) => PromiseLike<unknown>,
    ) => {
      const before = await readMonth();
      const row = before[table][before[table].length - 1];
      await work(db(table).where(nameOf(row)), row);
      const differences = await findMonthDifferences(db, month);
      expect(new Set(differences.map(each => each.table))).toEqual(
        new Set([table]),
      );
      const [{ last }] = await db('read_model_repairs').max({ last: 'id' });
      const slice = await check();
      const name = `${String(month).slice(0, 4)}-${String(month).slice(4)}`;
      expect(slice).toEqual({
        next: month,
        repaired: [`analysis_months: ${name}`],
        subjects: [READ_MODEL],
      });
      expect(reports).toEqual([
        `The read model differs from the records of ${name}: ${table}`,
      ]);
      const repairs = await db('read_model_repairs')
        .where('id', '>', last ?? 0)
        .orderBy('id')
        .select('table_name', 'field', 'kind');
      expect(repairs).toEqual(
        differences.map(({ field = null, kind }) => ({
          table_name: table,
          field,
          kind,
        })),
      );
      expect(await readMonth()).toEqual(before);
      return differences.map(({ kind }) => kind).sort();
    };

    it('of any value', async () => {
      const [row] = (await readMonth())[table];
      const columns = Object.keys(row).filter(name => !keys.includes(name));
      for (const column of columns) {
        reports.length = 0;
        const isText = ['durations_ms', 'incidents'].includes(column);
        const isList = isText && table !== 'analysis_months';
        const kinds = await damage((rows, { [column]: value }) =>
          rows.update({ [column]: isList ? '[[1]]' : Number(value) + 1 }),
        );
        expect(kinds).toEqual(['changed']);
      }
    });

    // Without its row, a month is counted by the scan.
    if (table === 'analysis_months') return;

    it('of the name of a row', async () => {
      const key = keys[keys.length - 1];
      const kinds = await damage((rows, { [key]: value }) =>
        rows.update({
          [key]: typeof value === 'string' ? `${value}x`.slice(-9) : 99,
        }),
      );
      expect(kinds).toEqual(['missing', 'unexpected']);
    });

    it('of their number', async () => {
      expect(await damage(rows => rows.delete())).toEqual(['missing']);
      reports.length = 0;
      const key = keys[keys.length - 1];
      const kinds = await damage((_rows, row) =>
        db(table).insert({
          ...row,
          [key]: typeof row[key] === 'string' ? 'x' : 99,
        }),
      );
      expect(kinds).toEqual(['unexpected']);
    });
  });

  it('are repaired where an item changed without a mark', async () => {
    const { seq } = await db('incident_analysis_items')
      .where({ visibility: 'open', clocks: '---' })
      .where('detected_ms', '<', Date.UTC(2026, 0))
      .first();
    await db('incident_analysis_items').where({ seq }).update({ hits: 7 });
    let next: number | undefined = 0;
    const repaired: string[] = [];
    while (next !== undefined) {
      const slice: { next?: number; repaired: string[] } =
        await store.readModel.checkMonths(next, 50, reporter as never);
      repaired.push(...slice.repaired);
      next = slice.next;
    }
    expect(repaired).toHaveLength(1);
  });

  it('are marked by the migration, from the incidents that it finds', async () => {
    const name = '20261201001100_analysis_months.js';
    const directory = resolvePackagePath(
      'backstage-plugin-security-incidents-backend',
      'migrations',
    );
    await db.migrate.down({ name, directory });
    await db.migrate.up({ name, directory });
    const detected: string[] = await db('incidents').pluck('detected_at');
    const months = new Set(detected.map(at => toMonth(Date.parse(at))));
    const marked: number[] = await db('analysis_changes').pluck('month');
    expect(marked.map(Number).sort()).toEqual([...months].sort());
    await store.readModel.countMonths(1_000, 1);
    expect(await findMonthDifferences(db, month)).toEqual([]);
  });

  it('are left alone while a change is to be counted', async () => {
    await db('analysis_changes').insert({ month });
    await db('analysis_month_volume').where({ month }).delete();
    expect((await check()).repaired).toEqual([]);
    await store.readModel.countMonths(1_000, 1);
    expect(await findMonthDifferences(db, month)).toEqual([]);
    expect(await db('analysis_changes').where({ month })).toEqual([]);
  });
});
