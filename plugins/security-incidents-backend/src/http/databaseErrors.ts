import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import {
  DatabaseError,
  findDatabaseFailure,
  OUTAGE_MESSAGES,
} from '../database/databaseErrors';

/**
 * Replaces errors of the database, whose messages hold the statement and its values, by ones that hold neither: 503
 * when a retry may help, 500 otherwise. The log has the code of the database.
 */
export function mapDatabaseErrors(logger: LoggerService): ErrorRequestHandler {
  return (error, request, _response, next) => {
    const failure = findDatabaseFailure(error);
    if (!failure) {
      next(error);
      return;
    }
    const { code, outage } = failure;
    logger.error(
      `Database error (${code}) in ${request.method} ${request.route?.path}`,
    );
    if (outage) {
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
