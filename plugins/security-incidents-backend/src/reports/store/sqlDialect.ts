import type { Knex } from 'knex';

/** The parts of SQL that the two databases write differently. */
export interface Dialect {
  /** Milliseconds since 1970 of a column with an ISO-8601 text. */
  millis(column: string): string;
}

const POSTGRES: Dialect = {
  millis: column =>
    `(EXTRACT(EPOCH FROM ${column}::timestamptz) * 1000)::bigint`,
};

const SQLITE: Dialect = {
  millis: column =>
    `CAST(ROUND((julianday(${column}) - 2440587.5) * 86400000.0) AS INTEGER)`,
};

export function getDialect(db: Knex): Dialect {
  return db.client.config.client === 'pg' ? POSTGRES : SQLITE;
}
