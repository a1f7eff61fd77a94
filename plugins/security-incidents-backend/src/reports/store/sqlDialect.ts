import type { Knex } from 'knex';

/** The parts of SQL that the two databases write differently. */
export interface Dialect {
  /** Milliseconds since 1970 of a column with an ISO-8601 text. */
  millis(column: string): string;
  /** A number or text in a column with a JSON object; null where it has none. */
  jsonNumber(column: string, field: string): string;
  jsonText(column: string, field: string): string;
}

const POSTGRES: Dialect = {
  millis: column =>
    `(EXTRACT(EPOCH FROM ${column}::timestamptz) * 1000)::bigint`,
  jsonNumber: (column, field) => `(${column}::json->>'${field}')::bigint`,
  jsonText: (column, field) => `(${column}::json->>'${field}')`,
};

const SQLITE: Dialect = {
  millis: column =>
    `CAST(ROUND((julianday(${column}) - 2440587.5) * 86400000.0) AS INTEGER)`,
  jsonNumber: (column, field) =>
    `CASE WHEN json_type(${column}) = 'object' THEN json_extract(${column}, '$.${field}') END`,
  jsonText: (column, field) =>
    `CASE WHEN json_type(${column}) = 'object' THEN json_extract(${column}, '$.${field}') END`,
};

export function getDialect(db: Knex): Dialect {
  return db.client.config.client === 'pg' ? POSTGRES : SQLITE;
}
