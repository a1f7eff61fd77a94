import type { Knex } from 'knex';

/**
 * Whether a column has one of many values, as one bound value: databases take only so many of them in one statement, and
 * a statement that looks the same for each list is prepared once.
 */
export function inTexts(
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

/** Whether a column has none of many values, likewise. */
export function notInTexts(
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
