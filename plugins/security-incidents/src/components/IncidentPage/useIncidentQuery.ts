import { useApi } from '@backstage/core-plugin-api';
import { useQueryClient } from '@tanstack/react-query';
import type { Incident } from 'backstage-plugin-security-incidents-common';
import { useMemo } from 'react';
import { securityIncidentsApiRef } from '../../api';
import {
  type Follow,
  type PanelQuery,
  queryKeys,
  usePanelQuery,
  useSignalConnection,
} from '../../queries';

/** Shortest time between two requests after signals, in milliseconds. */
const PAUSE_MS = 1_000;

const FOLLOW: Follow<Incident> = {
  pauseMs: (signal, incident) =>
    incident?.id === signal.incidentId && !(signal.version <= incident.version)
      ? PAUSE_MS
      : undefined,
};

/** Whether changes of others arrive by themselves. */
export interface Live {
  state: 'connecting' | 'live' | 'not-live';
  /** Since when it is not live, in milliseconds since the epoch. */
  notSince?: number;
  /** When the backend answered last, in milliseconds since the epoch. */
  answeredAt: number;
  isAsking: boolean;
  ask(): Promise<void>;
}

/**
 * Reads one incident and follows what others do to it.
 *
 * @param pageKey - its key or id
 */
export function useIncidentQuery(pageKey: string): PanelQuery<Incident> & {
  live: Live;
} {
  const api = useApi(securityIncidentsApiRef);
  const client = useQueryClient();
  const { connection, since } = useSignalConnection();
  const queryKey = queryKeys.incident(pageKey);
  const query = usePanelQuery<Incident>({
    queryKey,
    follow: FOLLOW,
    queryFn: async ({ signal }) => {
      const answer = await api.getIncident(pageKey, { signal });
      // A change on this page may have overtaken the request.
      const shown = client.getQueryData<Incident>(queryKey);
      return shown && shown.version > answer.version ? shown : answer;
    },
  });
  const { staleSince, answeredAt, isFetching, reload } = query;
  const live = useMemo((): Live => {
    const common = { answeredAt, isAsking: isFetching, ask: reload };
    if (staleSince !== undefined) {
      return { ...common, state: 'not-live', notSince: staleSince };
    }
    if (connection === 'disconnected') {
      return { ...common, state: 'not-live', notSince: since };
    }
    return {
      ...common,
      state: connection === 'connected' ? 'live' : 'connecting',
    };
  }, [answeredAt, isFetching, reload, staleSince, connection, since]);
  return { ...query, live };
}
