import { type Query, QueryCache, QueryClient } from '@tanstack/react-query';
import { errorStatus } from '../api/errorStatus';
import { isNotReadYet, UNTIL_READ_EVERY_MS } from '../hooks/notReadYet';
import { queryKeys, toIncidentKey } from './keys';

/** Statuses that say that the same request may succeed in a moment; without an answer there is none. */
const TRANSIENT: ReadonlyArray<number | undefined> = [undefined, 502, 503, 504];
const RETRIES = 1;
const RETRY_AFTER_MS = 500;

/** Whether the reader may not see the answer any more; nothing of it may stay on the page. */
export function isWithheld(error: unknown): boolean {
  const status = errorStatus(error);
  return status === 403 || status === 404;
}

function shouldRetry(failures: number, error: Error): boolean {
  if (isNotReadYet(error)) return true;
  return failures < RETRIES && TRANSIENT.includes(errorStatus(error));
}

/**
 * Creates the cache for what one reader sees.
 *
 * - A request is retried once when the backend did not answer or was unavailable, and not when it refused.
 * - A backend that has not read the catalog yet is asked until it has.
 * - An answer of 403 or 404 removes what was read before, and for an incident also everything that belongs to it.
 * - What is shown stays until the new answer arrives.
 */
export function createQueryClient(): QueryClient {
  const queryCache: QueryCache = new QueryCache({
    onError(error, query) {
      if (!isWithheld(error)) return;
      forget(query);
      const incidentKey = toIncidentKey(query.queryKey);
      if (incidentKey === undefined) return;
      queryCache
        .findAll({ queryKey: queryKeys.incident(incidentKey) })
        .forEach(forget);
    },
  });
  return new QueryClient({
    queryCache,
    defaultOptions: {
      queries: {
        // An offline browser gets an error that it can show, not a request that waits without a word.
        networkMode: 'always',
        retry: shouldRetry,
        retryDelay: (_, error) =>
          isNotReadYet(error) ? UNTIL_READ_EVERY_MS : RETRY_AFTER_MS,
        refetchOnReconnect: false,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

function forget(query: Query<unknown, any, unknown, any>) {
  query.setState({ data: undefined });
}

let current: { owner: object; reader: string; client: QueryClient } | undefined;

/**
 * The cache that all pages and cards of one reader share. Another reader, or another app in the same browser tab, gets
 * an empty one, and the previous one is cleared.
 *
 * @param owner - the API that answers; one per app
 * @param reader - entity ref of the reader
 */
export function getSharedQueryClient(
  owner: object,
  reader: string,
): QueryClient {
  if (current?.owner === owner && current.reader === reader) {
    return current.client;
  }
  current?.client.clear();
  current = { owner, reader, client: createQueryClient() };
  return current.client;
}
