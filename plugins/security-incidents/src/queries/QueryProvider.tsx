import { configApiRef, useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { securityIncidentsApiRef } from '../api';
import { useIdentity } from '../hooks/useIdentity';
import { applyTimeWords, applyTimeZone } from '../time';
import { getTimeWords, useSharedTranslation } from '../translation';
import { createQueryClient, getSharedQueryClient } from './createQueryClient';
import { type ConnectionState, LiveUpdates } from './LiveUpdates';

const Context = createContext<LiveUpdates | undefined>(undefined);
const liveUpdates = new WeakMap<QueryClient, LiveUpdates>();

function getLiveUpdates(client: QueryClient): LiveUpdates {
  const existing = liveUpdates.get(client);
  if (existing) return existing;
  const created = new LiveUpdates(client);
  liveUpdates.set(client, created);
  return created;
}

/**
 * Server state for everything below. Each page, card and tab of the plugin has one at its root; they share one cache per
 * reader. While the platform cannot say who reads, nothing is shared.
 */
export function QueryProvider(props: { children: ReactNode }) {
  const api = useApi(securityIncidentsApiRef);
  const signals = useApiHolder().get(signalApiRef);
  const { settled, identity } = useIdentity();
  const reader = identity?.userEntityRef;
  const client = useMemo(
    () =>
      reader === undefined
        ? createQueryClient()
        : getSharedQueryClient(api, reader),
    [api, reader],
  );
  const config = useApi(configApiRef);
  // Before anything below formats a time.
  useMemo(() => applyTimeZone(config), [config]);
  const { t } = useSharedTranslation();
  useMemo(() => applyTimeWords(getTimeWords(t)), [t]);
  const live = getLiveUpdates(client);
  useEffect(() => live.start(signals), [live, signals]);

  if (!settled) return null;
  return (
    <QueryClientProvider client={client}>
      <Context.Provider value={live}>{props.children}</Context.Provider>
    </QueryClientProvider>
  );
}

/** Follows signals for the queries below {@link QueryProvider}. */
export function useLiveUpdates(): LiveUpdates {
  const live = useContext(Context);
  if (!live) throw new Error('useLiveUpdates: only below QueryProvider');
  return live;
}

/** Whether signals arrive. While they do not, live queries ask by the clock. */
export function useSignalConnection(): ConnectionState {
  const live = useLiveUpdates();
  return useSyncExternalStore(live.subscribe, live.getConnection);
}
