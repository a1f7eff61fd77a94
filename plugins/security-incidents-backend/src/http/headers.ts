import { InputError } from '@backstage/errors';
import type { Request } from 'express';

export const MAX_IDEMPOTENCY_KEY_LENGTH = 200;

/**
 * Reads `If-Match`: the version that the caller has seen, plain or as an entity tag.
 *
 * @throws InputError when it is no version
 */
export function parseIfMatch(request: Request): number | undefined {
  const value = request.header('if-match');
  if (value === undefined || value.trim() === '*') return undefined;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(value.trim())?.[1];
  if (version === undefined) {
    throw new InputError('If-Match: must be a version number such as 3');
  }
  return Number(version);
}

/**
 * Reads `Idempotency-Key`.
 *
 * @throws InputError when it is empty or too long
 */
export function parseIdempotencyKey(request: Request): string | undefined {
  const value = request.header('idempotency-key')?.trim();
  if (value === undefined) return undefined;
  if (value === '' || value.length > MAX_IDEMPOTENCY_KEY_LENGTH) {
    throw new InputError(
      `Idempotency-Key: must be 1 to ${MAX_IDEMPOTENCY_KEY_LENGTH} characters long`,
    );
  }
  return value;
}
