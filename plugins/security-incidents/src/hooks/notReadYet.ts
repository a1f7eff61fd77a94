import { CATALOG_NOT_READ_YET } from 'backstage-plugin-security-incidents-common';

/** How often to ask a backend that has not read the catalog yet, in milliseconds. */
export const UNTIL_READ_EVERY_MS = 3_000;

/** Whether a request failed because the backend has not read the catalog yet. */
export function isNotReadYet(error: Error | undefined): boolean {
  const body = (
    error as { body?: { error?: { reason?: unknown } } } | undefined
  )?.body;
  return body?.error?.reason === CATALOG_NOT_READ_YET;
}
