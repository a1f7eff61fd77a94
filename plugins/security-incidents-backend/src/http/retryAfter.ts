import { isError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';

const RETRY_AFTER_SECONDS = 5;

/** Adds `Retry-After` to each answer with 503. */
export const addRetryAfter: ErrorRequestHandler = (
  error,
  _request,
  response,
  next,
) => {
  if (isError(error) && error.name === 'ServiceUnavailableError') {
    response.setHeader('retry-after', String(RETRY_AFTER_SECONDS));
  }
  next(error);
};
