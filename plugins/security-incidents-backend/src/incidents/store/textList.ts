import type { Knex } from 'knex';

/**
 * Whether a column has one of many values. The list is one bound value: databases limit their number, and the SQL is the
 * same for each list.
 */
export function isInTextList(
  db: Knex,
  column: string,
  values: readonly string[],
): Knex.Raw {
  return db.client.config.client === 'pg'
    ? db.raw('?? = any(?::text[])', [column, values] as never[])
    : db.raw('?? in (select value from json_each(?))', [
        column,
        JSON.stringify(values),
      ]);
}

/** Whether a column has none of many values. */
export function isNotInTextList(
  db: Knex,
  column: string,
  values: readonly string[],
): Knex.Raw {
  return db.client.config.client === 'pg'
    ? db.raw('?? <> all(?::text[])', [column, values] as never[])
    : db.raw('?? not in (select value from json_each(?))', [
        column,
        JSON.stringify(values),
      ]);
}
