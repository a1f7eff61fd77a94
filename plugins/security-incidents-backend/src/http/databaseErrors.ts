import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  CustomErrorBase,
  type ErrorLike,
  isError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';

const RETRY_AFTER_SECONDS = 5;

type Outage = 'unavailable' | 'full' | 'timeout';

const OUTAGE_MESSAGES: Record<Outage, string> = {
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
interface DatabaseFailure {
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

function findFailure(error: unknown): DatabaseFailure | undefined {
  if (!isError(error)) return undefined;
  return toFailure(error) ?? findFailure(error.cause);
}

/** Answered with 500. */
class DatabaseError extends CustomErrorBase {
  name = 'DatabaseError' as const;
}

/**
 * Replaces errors of the database, whose messages hold the statement and its values, by ones that hold neither: 503
 * with `Retry-After` when a retry may help, 500 otherwise. The log has the code of the database.
 */
export function mapDatabaseErrors(logger: LoggerService): ErrorRequestHandler {
  return (error, request, response, next) => {
    const failure = findFailure(error);
    if (!failure) {
      next(error);
      return;
    }
    const { code, outage } = failure;
    logger.error(
      `Database error (${code}) in ${request.method} ${request.route?.path}`,
    );
    if (outage) {
      response.setHeader('retry-after', String(RETRY_AFTER_SECONDS));
      next(new ServiceUnavailableError(OUTAGE_MESSAGES[outage]));
    } else {
      next(
        new DatabaseError(
          'The database refused the statement. Tell an operator.',
        ),
      );
    }
  };
}
