import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import type { IncidentSignal } from 'backstage-plugin-security-incidents-common';
import { useCallback, useRef } from 'react';
import { isNotReadYet } from '../hooks/notReadYet';
import { isWithheld } from './createQueryClient';
import type { FollowRule } from './LiveUpdates';
import { useLiveUpdates, useSignalConnection } from './QueryProvider';

/** How often live data is read without a signals connection, in milliseconds. */
export const POLL_EVERY_MS = 30_000;
/** Signals are sent once and may get lost on the way, so live data is also read from time to time. */
const POLL_ANYWAY_EVERY_MS = 5 * 60_000;

/** Shortest time between two requests when a row of a panel changed, in milliseconds. */
export const PAUSE_MS = 5_000;
/** The same for other incidents, which may be new ones of the panel: each panel of the company hears of them. */
export const PAUSE_FOR_OTHERS_MS = 60_000;
/** A change rarely comes alone. */
const SETTLE_MS = 500;

/** When live data is read again. */
export interface Follow<T> {
  pauseMs(signal: IncidentSignal, data: T | undefined): number | undefined;
  /** Shortest time between two requests when detections changed, in milliseconds. Not given, it does not follow them. */
  detectionsPauseMs?: number;
  settleMs?: number;
}

/** Follows detections, and incidents only where `pauseMs` says so. */
export const FOLLOW_DETECTIONS: Follow<unknown> = {
  settleMs: SETTLE_MS,
  pauseMs: () => undefined,
  detectionsPauseMs: 2_000,
};

/**
 * Follows the incidents of a list: soon when one that is shown changed, and less often for others.
 *
 * @param getIds - ids of the incidents that are shown
 * @param pauseForOthersMs - shortest time between two requests when another incident changed
 */
export function followIncidents<T>(
  getIds: (data: T) => readonly string[],
  pauseForOthersMs: number = PAUSE_FOR_OTHERS_MS,
): Follow<T> {
  return {
    settleMs: SETTLE_MS,
    pauseMs: ({ incidentId }, data) =>
      data !== undefined && getIds(data).includes(incidentId)
        ? PAUSE_MS
        : pauseForOthersMs,
  };
}

/** What a panel reads. */
export interface PanelQueryOptions<T> {
  /** From `queryKeys`; everything that the request depends on is part of it. */
  queryKey: QueryKey;
  /** Reads the data; `previous` is what is shown while the same is read again, to keep rows in place. */
  queryFn(context: { signal: AbortSignal; previous?: T }): Promise<T>;
  /** Reads again when signals arrive, and by the clock without them. Not given, the data does not follow changes. */
  follow?: Follow<T>;
  /**
   * While the key starts with this, the last answer stays until the next one arrives: for a list that is filtered.
   * Not given, an answer is only shown for the key that it was read for.
   */
  keepWhile?: QueryKey;
  /** Reads the data when true, which is the default. */
  enabled?: boolean;
  /** How often to read while the data is like this, in milliseconds, whether signals arrive or not. */
  pollEveryMs?(data: T | undefined): number | undefined;
}

/** What a panel knows of its data. */
export interface PanelQuery<T> {
  /** The last answer; it stays while the same is read again, also when that fails. */
  data?: T;
  /** Why there is no answer to show. */
  error?: Error;
  /** Whether `data` is the answer for another key, which stays until the next one arrives. */
  isPrevious: boolean;
  /** Whether an answer is awaited. */
  isFetching: boolean;
  /** When the last answer arrived, in milliseconds since the epoch; 0 before the first. */
  answeredAt: number;
  /** Since when requests fail, in milliseconds since the epoch, so that `data` may be older than it looks. */
  staleSince?: number;
  /** Reads again as if nothing was shown, so that new rows appear. Never rejects. */
  reload(): Promise<void>;
}

function startsWith(queryKey: QueryKey, prefix: QueryKey): boolean {
  return prefix.every(
    (part, index) => JSON.stringify(queryKey[index]) === JSON.stringify(part),
  );
}

/**
 * Reads data for a panel, and reads it again when others change it. Hidden tabs wait until they are looked at. A reader
 * who may not see the data any more loses it at once.
 */
export function usePanelQuery<T>(options: PanelQueryOptions<T>): PanelQuery<T> {
  const { queryKey, queryFn, follow, keepWhile, enabled, pollEveryMs } =
    options;
  const client = useQueryClient();
  const live = useLiveUpdates();
  const { connection } = useSignalConnection();
  const fromNothing = useRef(false);

  const getPollMs = (data: T | undefined): number | false => {
    const asked = pollEveryMs?.(data);
    if (asked !== undefined) return asked;
    if (!follow) return false;
    return connection === 'disconnected' ? POLL_EVERY_MS : POLL_ANYWAY_EVERY_MS;
  };
  const rule: FollowRule | undefined = follow && {
    settleMs: follow.settleMs ?? 0,
    pauseMs: (signal, data) => follow.pauseMs(signal, data as T | undefined),
    detectionsPauseMs: follow.detectionsPauseMs,
  };
  const query = useQuery<T>({
    queryKey,
    enabled,
    meta: { follow: rule },
    queryFn: ({ signal }) =>
      queryFn({
        signal,
        previous: fromNothing.current
          ? undefined
          : client.getQueryData<T>(queryKey),
      }),
    placeholderData: (before, beforeQuery) =>
      keepWhile && beforeQuery && startsWith(beforeQuery.queryKey, keepWhile)
        ? before
        : undefined,
    refetchInterval: ({ state }) => getPollMs(state.data),
    refetchOnWindowFocus: shown => {
      const pollMs = getPollMs(shown.state.data);
      if (pollMs === false) return false;
      const ageMs = live.getAgeMs(shown) ?? Infinity;
      // Whatever the system time says of its age.
      return shown.state.isInvalidated || ageMs > pollMs ? 'always' : false;
    },
  });

  const { refetch, failureReason } = query;
  const reload = useCallback(async () => {
    fromNothing.current = true;
    try {
      await refetch();
    } finally {
      fromNothing.current = false;
    }
  }, [refetch]);

  const { error } = query;
  const data = error && isWithheld(error) ? undefined : query.data;
  // The reason stays while the backend reads the catalog, so that the panel does not flicker between two requests.
  const unread =
    failureReason && isNotReadYet(failureReason) ? failureReason : undefined;
  const found = client.getQueryCache().find({ queryKey, exact: true });
  return {
    data,
    error: data === undefined ? error ?? unread : undefined,
    isPrevious: query.isPlaceholderData,
    isFetching: query.isFetching,
    answeredAt: query.dataUpdatedAt,
    staleSince: data === undefined ? undefined : live.getFailingSince(found),
    reload,
  };
}
