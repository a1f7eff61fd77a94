import type { RecordMismatch } from 'backstage-plugin-security-incidents-common';
import { ENGINES } from '../__testUtils__/harness';
import {
  pickPositions,
  tamper,
  withRollback,
} from '../__testUtils__/tampering';
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
import type { Row } from '../database/rowMapper';
import {
  findCountDifferences,
  type CountDifference,
} from '../database/readModel/verify';
import { toCountKey } from '../database/readModel/counts';

jest.setTimeout(180_000);

/** Tables that have one row of an incident here; swapping it with another incident's is a case of its own. */
const ONE_ROW = [
  'incident_provenance',
  'no_plan_decisions',
  'plan_runs',
  'reviews',
  'gap_explanations',
  'incident_list_items',
  'incident_due_items',
  'incident_analysis_items',
];

function getPairs(rows: readonly Row[]): Array<[Row, Row]> {
  const [first, middle, last] = pickPositions(rows);
  const pairs: Array<[Row, Row | undefined]> = [
    [first, middle],
    [first, last],
    [middle, last],
  ];
  return pairs.filter((pair): pair is [Row, Row] =>
    Boolean(pair[0] && pair[1]),
  );
}

/** What verification has to say of two rows of one incident after a change of both. */
function compareRowPairs(
  table: TamperTable,
  id: string,
  before: readonly Row[],
  after: readonly Row[],
): string[] {
  const name = (row: Row) => nameRow(table, row, id);
  const known = new Map(before.map(row => [name(row), row]));
  const present = new Map(after.map(row => [name(row), row]));
  const compared = (row: Row) =>
    Object.keys(row).filter(
      column =>
        column !== table.incident &&
        !table.key.includes(column) &&
        !table.ignored.includes(column),
    );
  return sorted([
    ...[...known].flatMap(([row, values]): RecordMismatch[] => {
      const now = present.get(row);
      if (!now) {
        return [{ table: table.name, row, kind: 'missing' }];
      }
      return compared(values)
        .filter(column => now[column] !== values[column])
        .map(field => ({
          table: table.name,
          row,
          field,
          kind: 'changed',
        }));
    }),
    ...[...present.keys()]
      .filter(row => !known.has(row))
      .map(row => ({ table: table.name, row, kind: 'unexpected' as const })),
  ]);
}

describe.each(ENGINES)('verification of swapped values on %s', engine => {
  let world: TamperWorld;
  beforeAll(async () => {
    world = await tamperWorld(engine);
  });
  afterAll(() => world.app.stop());

  it.each(
    TAMPER_TABLES.filter(
      ({ name }) => name !== 'incidents' && !ONE_ROW.includes(name),
    ).map(table => [table.name, table] as const),
  )('names both rows of %s whose values were swapped', async (_name, table) => {
    const { id, seq } = world.rich;
    const rows = await world.getRows(table, seq);
    const pairs = getPairs(rows);
    expect(pairs.length).toBeGreaterThan(0);
    let differing = 0;
    for (const pair of pairs) {
      const others = rows.filter(row => !pair.includes(row));
      for (const column of Object.keys(pair[0])) {
        if (column === table.incident || isOrder(table, column)) continue;
        const [one, two] = pair;
        if (one[column] === two[column]) continue;
        const swapped = [
          { ...one, [column]: two[column] },
          { ...two, [column]: one[column] },
        ];
        const names = new Set(swapped.map(row => nameRow(table, row, id)));
        // A unique key refuses two rows of one name.
        const isRefused = others.some(row =>
          names.has(nameRow(table, row, id)),
        );
        if (names.size < 2 || isRefused) continue;
        const { mismatches } = await world.judge(async trx => {
          for (const row of pair) {
            await trx(table.name).where(findRow(table, row)).delete();
          }
          await trx(table.name).insert(swapped);
        });
        expect([column, sorted(mismatches)]).toEqual([
          column,
          compareRowPairs(table, id, pair, swapped),
        ]);
        differing += 1;
      }
    }
    expect(differing).toBeGreaterThan(0);
  });

  it('names what was swapped between two incidents', async () => {
    const table = TAMPER_TABLES.find(({ name }) => name === 'incidents')!;
    const { rich, other } = world;
    const [one] = await world.getRows(table, rich.seq);
    const [two] = await world.getRows(table, other.seq);
    for (const column of Object.keys(one)) {
      if (column === 'seq' || one[column] === two[column]) continue;
      const { status, mismatches } = await world.judge(async trx => {
        const set = (seq: number, value: unknown) =>
          trx('incidents')
            .where({ seq })
            .update({ [column]: value });
        // A unique column refuses the same value twice.
        await set(rich.seq, tamper(one[column], getKind(table, column)));
        await set(other.seq, one[column]);
        await set(rich.seq, two[column]);
      });
      const verdicts: Record<string, string> = {
        id: 'not-registered',
        key: 'wrong-chain',
        chain_head: 'fork',
      };
      expect([column, status, sorted(mismatches)]).toEqual(
        verdicts[column]
          ? [column, verdicts[column], []]
          : [
              column,
              'record-mismatch',
              [`incidents | ${rich.id} | ${column} | changed`],
            ],
      );
    }
  });

  it('names each list item that was swapped with that of another incident', async () => {
    const { rich, other } = world;
    const read = (seq: number) =>
      world.knex('incident_list_items').where({ incident_seq: seq }).first();
    const [one, two] = [await read(rich.seq), await read(other.seq)];
    for (const column of ['facts', 'affected', 'roles']) {
      const { mismatches } = await world.judge(async trx => {
        const items = (seq: number) =>
          trx('incident_list_items').where({ incident_seq: seq });
        await items(rich.seq).update({ [column]: two[column] });
        await items(other.seq).update({ [column]: one[column] });
      });
      expect(sorted(mismatches)).toEqual([
        `incident_list_items | ${rich.id} | ${column} | changed`,
      ]);
    }
  });

  describe('and of counts', () => {
    const judge = async (
      work: (trx: typeof world.knex) => Promise<unknown>,
      rows: Row[],
    ) =>
      withRollback(world.knex, async trx => {
        await work(trx);
        const scopes = rows.map(({ scope_ref: ref }) => String(ref));
        const differences = await findCountDifferences(trx, [
          ...new Set(scopes),
        ]);
        return new Map(
          differences.map(({ row, stored, expected }: CountDifference) => [
            toCountKey(row),
            [stored, expected],
          ]),
        );
      });
    const findCount = ({ total, ...key }: Row) => key;

    it('names each count that was changed, removed or renamed', async () => {
      const rows: Row[] = await world
        .knex('incident_counts')
        .where('total', '>', 0)
        .orderBy(['scope_ref', 'entity_ref', 'severity', 'is_open']);
      const counts = (trx: typeof world.knex) => trx('incident_counts');
      for (const row of pickPositions(rows)) {
        const total = Number(row.total);
        const key = toCountKey(row);
        expect(
          await judge(
            trx =>
              counts(trx)
                .where(findCount(row))
                .update({ total: total + 7 }),
            [row],
          ),
        ).toEqual(new Map([[key, [total + 7, total]]]));
        expect(
          await judge(trx => counts(trx).where(findCount(row)).delete(), [row]),
        ).toEqual(new Map([[key, [0, total]]]));
        for (const column of Object.keys(findCount(row))) {
          const renamed = {
            ...row,
            [column]:
              column === 'is_open'
                ? !row[column]
                : tamper(row[column], 'plain'),
          };
          const found = await judge(
            trx =>
              counts(trx)
                .where(findCount(row))
                .delete()
                .then(() =>
                  counts(trx)
                    .insert({ ...renamed, total: 5_000 })
                    .onConflict(Object.keys(findCount(row)))
                    .merge(),
                ),
            [row, renamed],
          );
          expect(found.get(key)).toEqual([0, total]);
          expect(found.get(toCountKey(renamed))?.[0]).toBe(5_000);
        }
      }
    });

    it('names both counts that were swapped', async () => {
      const rows: Row[] = await world.knex('incident_counts').orderBy('total');
      const [one, two] = [rows[0], rows[rows.length - 1]];
      expect(one.total).not.toBe(two.total);
      const found = await judge(
        async trx => {
          const set = (row: Row, total: unknown) =>
            trx('incident_counts').where(findCount(row)).update({ total });
          await set(one, two.total);
          await set(two, one.total);
        },
        [one, two],
      );
      expect(found).toEqual(
        new Map([
          [toCountKey(one), [Number(two.total), Number(one.total)]],
          [toCountKey(two), [Number(one.total), Number(two.total)]],
        ]),
      );
    });
  });
});
