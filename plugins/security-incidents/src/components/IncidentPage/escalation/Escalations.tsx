import { useApi } from '@backstage/core-plugin-api';
import type { Escalations } from 'backstage-plugin-security-incidents-common';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { type AsyncData, useAsyncData, useNow } from '../../../hooks';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { deliveryOf } from './escalationText';

interface EscalationsState extends AsyncData<Escalations> {
  /** Whether somebody is asked whom to tell. */
  escalating: boolean;
  setEscalating(escalating: boolean): void;
  /** Whether the reader may tell people now. */
  mayEscalate: boolean;
}

const Context = createContext<EscalationsState | undefined>(undefined);

/** Whether something is about to be known that no change of the incident tells of. */
function isWaiting({ items, next }: Escalations, now: number): boolean {
  return (
    items.some(item => deliveryOf(item) === 'on-its-way') ||
    Boolean(next && Date.parse(next.at) < now)
  );
}

/**
 * Reads who was told with each change of the incident; each minute while something is on its way to people, or when the
 * next one is due, since neither is a change.
 */
export function EscalationsProvider(props: { children: ReactNode }) {
  const { incident, revision } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { key } = incident;
  const [waiting, setWaiting] = useState(false);
  const now = useNow();
  const minute = waiting ? now : 0;
  const load = useCallback(
    (signal: AbortSignal) => api.listEscalations(key, { signal }),
    // Each change of the incident may have told somebody, or changed who is next.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [api, key, revision, minute],
  );
  const { value, error, loading, retry, refresh } = useAsyncData(load, key);
  const [escalating, setEscalating] = useState(false);
  const isWaitingNow = Boolean(value && isWaiting(value, now));
  if (isWaitingNow !== waiting) setWaiting(isWaitingNow);
  const mayEscalate = incident.rights.escalate && !isFrozen(incident);
  const state = useMemo(
    () => ({
      value,
      error,
      loading,
      retry,
      refresh,
      escalating,
      setEscalating,
      mayEscalate,
    }),
    [value, error, loading, retry, refresh, escalating, mayEscalate],
  );
  return <Context.Provider value={state}>{props.children}</Context.Provider>;
}

/** Who was told of the incident on the page, and who is next. */
export function useEscalations(): EscalationsState {
  const state = useContext(Context);
  if (!state) {
    throw new Error('useEscalations: only below EscalationsProvider');
  }
  return state;
}
