import {
  CustomErrorBase,
  type ErrorLike,
  isError,
  toError,
} from '@backstage/errors';

type Outage = 'unavailable' | 'full' | 'timeout';

export const OUTAGE_MESSAGES: Record<Outage, string> = {
  unavailable: 'The database is not available. Retry in a few seconds.',
  full: 'The database has no space left. Tell an operator, and retry later.',
  timeout: 'The database did not answer in time. Retry in a few seconds.',
};

/** SQLSTATE codes of PostgreSQL, by their beginning; longer ones win. */
const SQLSTATES: ReadonlyArray<[prefix: string, outage: Outage]> = [
  ['57014', 'timeout'],
  ['55P03', 'timeout'],
  ['40001', 'timeout'],
  ['40P01', 'timeout'],
  ['53100', 'full'],
  ['25006', 'unavailable'],
  ['08', 'unavailable'],
  ['53', 'unavailable'],
  ['57P', 'unavailable'],
  ['58', 'unavailable'],
];

/** Primary result codes of SQLite; extended ones begin with them. */
const SQLITE_CODES: ReadonlyArray<[prefix: string, outage: Outage]> = [
  ['SQLITE_BUSY', 'timeout'],
  ['SQLITE_LOCKED', 'timeout'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_IOERR', 'unavailable'],
  ['SQLITE_CANTOPEN', 'unavailable'],
  ['SQLITE_READONLY', 'unavailable'],
];

const NETWORK_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
];

/** The driver and the pool have no codes for these. */
const LOST_CONNECTION =
  /Connection terminated|Connection ended|not queryable|Unable to acquire a connection/;
/** Knex puts the statement in front of the message of the driver. */
const STATEMENT =
  /^(?:with|select|insert|update|delete|begin|commit|rollback|savepoint|release|set|pragma|lock)\b.* - /is;
const UNDEFINED_BINDING = /^Undefined binding/;

/** An error of the database without its statement and values. */
export interface DatabaseFailure {
  /** Code of the database or of the network, such as `53100` or `SQLITE_BUSY`. */
  code: string;
  outage?: Outage;
}

function findOutage(
  code: string,
  table: ReadonlyArray<[prefix: string, outage: Outage]>,
): Outage | undefined {
  return table.find(([prefix]) => code.startsWith(prefix))?.[1];
}

function toFailure(error: ErrorLike): DatabaseFailure | undefined {
  const { code = '', severity } = error;
  if (typeof code !== 'string') return undefined;
  if (error.name === 'KnexTimeoutError') {
    return { code: 'pool timeout', outage: 'timeout' };
  }
  if (code.startsWith('SQLITE_')) {
    return { code, outage: findOutage(code, SQLITE_CODES) };
  }
  if (severity !== undefined && /^[0-9A-Z]{5}$/.test(code)) {
    return { code, outage: findOutage(code, SQLSTATES) };
  }
  const isLost =
    NETWORK_CODES.includes(code) || LOST_CONNECTION.test(error.message);
  if (isLost) return { code: code || 'no connection', outage: 'unavailable' };
  const isStatement =
    STATEMENT.test(error.message) || UNDEFINED_BINDING.test(error.message);
  return isStatement && /^error$/i.test(error.name)
    ? { code: code || 'no code' }
    : undefined;
}

/** HTTP clients fail with the codes of the network too. */
const HTTP_CLIENT_ERRORS = ['FetchError', 'TypeError'];

/** Finds an error of the database in an error and its causes. */
export function findDatabaseFailure(
  error: unknown,
): DatabaseFailure | undefined {
  if (!isError(error) || HTTP_CLIENT_ERRORS.includes(error.name)) {
    return undefined;
  }
  return toFailure(error) ?? findDatabaseFailure(error.cause);
}

/** An error of the database without its statement and values. Requests are answered with 500. */
export class DatabaseError extends CustomErrorBase {
  name = 'DatabaseError' as const;
}

/** Replaces an error of the database, whose message holds the statement and its values. For logs and records. */
export function withoutStatement(error: unknown): Error {
  const failure = findDatabaseFailure(error);
  if (!failure) return toError(error);
  const { code, outage } = failure;
  return new DatabaseError(
    `Database error (${code})${outage ? `: ${OUTAGE_MESSAGES[outage]}` : ''}`,
  );
}
