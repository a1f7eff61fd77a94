import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import { DATABASES } from '../__testUtils__/databases';

const directory = resolvePackagePath(
  'backstage-plugin-security-incidents-backend',
  'migrations',
);

interface Table {
  name: string;
  columns: string[];
  /** The columns of each unique key, first of the primary key. */
  keys: string[][];
  /** SQLite makes a single whole number that is the primary key the rowid. */
  isKeyRowid: boolean;
}

/** The tables whose rows SQLite refuses to delete. */
async function findAppendOnlyTables(knex: Knex): Promise<Table[]> {
  const names: string[] = await knex('sqlite_master')
    .where('type', 'trigger')
    .whereLike('name', '%_no_delete')
    .orderBy('tbl_name')
    .pluck('tbl_name');
  return Promise.all(
    names.map(async name => {
      const columns: Array<{ name: string; pk: number; type: string }> =
        await knex.raw(`PRAGMA table_info(${name})`);
      const indexes: Array<{ name: string; unique: number }> = await knex.raw(
        `PRAGMA index_list(${name})`,
      );
      const unique = await Promise.all(
        indexes
          .filter(index => index.unique)
          .map(index => knex.raw(`PRAGMA index_info(${index.name})`)),
      );
      const primary = columns.filter(column => column.pk);
      return {
        name,
        isKeyRowid: primary.length === 1 && /^integer$/i.test(primary[0].type),
        columns: columns.map(column => column.name),
        keys: [primary, ...unique].map((key: Array<{ name: string }>) =>
          key.map(column => column.name),
        ),
      };
    }),
  );
}

/** A row as erasure leaves it: each column of a key is the number, all others are the text of an erased one. */
function toErasedRow({ columns, keys }: Table, number: number) {
  return Object.fromEntries(
    columns.map(name => [name, keys.flat().includes(name) ? number : 'Erased']),
  );
}

/** Statements that would remove the first of two rows, or the second, without deleting it. */
function getReplacements(knex: Knex, table: Table) {
  const insert = (row: Record<string, unknown>) =>
    knex(table.name)
      .insert(row)
      .toString()
      .replace(/^insert/, '$& or replace');
  return [
    ...table.keys.map(key =>
      insert({
        ...toErasedRow(table, 3),
        ...Object.fromEntries(key.map(column => [column, 1])),
      }),
    ),
    ...(table.isKeyRowid
      ? []
      : [insert({ rowid: 1, ...toErasedRow(table, 3) })]),
    `update or replace ${table.name} set rowid = 2 where rowid = 1`,
  ];
}

it('refuses to replace rows of append-only tables on SQLite, by any key and after erasure', async () => {
  const knex = await DATABASES.init('SQLITE_3');
  await knex.migrate.latest({ directory });
  const tables = await findAppendOnlyTables(knex);
  expect(tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'checkpoint_heads',
      'frozen_reports',
      'gap_explanations',
      'timeline_entries',
    ]),
  );
  const accepted: string[] = [];
  const changed: string[] = [];
  for (const table of tables) {
    const rows = [toErasedRow(table, 1), toErasedRow(table, 2)];
    // As text, because knex binds every number as a float.
    for (const row of rows) {
      await knex.raw(knex(table.name).insert(row).toString());
    }
    const read = () => knex(table.name).select();
    const before = await read();
    for (const statement of getReplacements(knex, table)) {
      const answer = await knex.raw(statement).then(() => 'Accepted', String);
      if (!/append-only/.test(answer)) accepted.push(`${answer}: ${statement}`);
    }
    if (!isDeepStrictEqual(await read(), before)) changed.push(table.name);
  }
  expect({ accepted, changed }).toEqual({ accepted: [], changed: [] });
  await knex.destroy();
});
