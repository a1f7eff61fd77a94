import type { Knex } from 'knex';

/**
 * Inserts many rows with the same columns as one JSON value; one binding per cell would take minutes. Booleans arrive in SQLite
 * as 0 and 1.
 */
export async function insertMany(
  db: Knex,
  table: string,
  rows: ReadonlyArray<Record<string, unknown>>,
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(rows[0]);
  const columns = names.map(() => '??').join(', ');
  const json = JSON.stringify(rows);
  if (db.client.config.client === 'pg') {
    await db.raw(
      `INSERT INTO ?? (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::??, ?)`,
      [table, ...names, ...names, table, json],
    );
    return;
  }
  const values = names.map(name => `value ->> '$.${name}'`).join(', ');
  await db.raw(
    `INSERT INTO ?? (${columns}) SELECT ${values} FROM json_each(?)`,
    [table, ...names, json],
  );
}
