import type { Knex } from 'knex';

/** How long the statements of a change may take on PostgreSQL. */
export interface TransactionLimits {
  /** The longest wait for a lock. */
  lockTimeoutMs: number;
  /** The longest duration of one statement, waits included. */
  statementTimeoutMs: number;
}

export const DEFAULT_TRANSACTION_LIMITS: TransactionLimits = {
  lockTimeoutMs: 3_000,
  statementTimeoutMs: 15_000,
};

/** Applies the limits to the rest of a transaction. SQLite has one connection and no locks to wait for. */
export async function applyTransactionLimits(
  trx: Knex.Transaction,
  { lockTimeoutMs, statementTimeoutMs }: TransactionLimits,
): Promise<void> {
  if (trx.client.config.client !== 'pg') return;
  await trx.raw(
    `SELECT set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true)`,
    [`${lockTimeoutMs}ms`, `${statementTimeoutMs}ms`],
  );
}

/** PostgreSQL's code for a lock that was not released in time. */
const LOCK_NOT_AVAILABLE = '55P03';

export function isLockTimeout(error: unknown): boolean {
  return (error as { code?: unknown }).code === LOCK_NOT_AVAILABLE;
}
