import { CATALOG_NOT_READ_YET } from 'backstage-plugin-security-incidents-common';
import { useEffect } from 'react';

/** How often what was not read yet is asked for again, in milliseconds. */
export const UNTIL_READ_EVERY_MS = 3_000;

/** Whether the backend only says that it has not read the catalog for the first time yet. */
export function isNotReadYet(error: Error | undefined): boolean {
  const body = (
    error as { body?: { error?: { reason?: unknown } } } | undefined
  )?.body;
  return body?.error?.reason === CATALOG_NOT_READ_YET;
}

/**
 * Asks again until the catalog was read.
 *
 * @param unread - the answer that said that it was not; undefined when the last one did not say so
 */
export function useUntilRead(unread: object | undefined, ask: () => void) {
  useEffect(() => {
    if (!unread) return undefined;
    const timer = setTimeout(ask, UNTIL_READ_EVERY_MS);
    return () => clearTimeout(timer);
  }, [unread, ask]);
}
