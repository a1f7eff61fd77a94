import { useApi } from '@backstage/core-plugin-api';
import type { Escalations } from 'backstage-plugin-security-incidents-common';
import {
  createContext,
  type ReactNode,
  useContext,
  useMemo,
  useState,
} from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { useNow } from '../../../hooks';
import { queryKeys, usePanelQuery } from '../../../queries';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { toDelivery } from './escalationText';

interface EscalationsState {
  /** Absent until they were read. */
  escalations?: Escalations;
  error?: Error;
  /** Since when they could not be read again, in milliseconds since the epoch. */
  staleSince?: number;
  reload(): Promise<void>;
  /** Whether the dialog is open. */
  escalating: boolean;
  setEscalating(escalating: boolean): void;
  /** Whether the reader may escalate now. */
  mayEscalate: boolean;
}

const Context = createContext<EscalationsState | undefined>(undefined);

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * How long until the next escalation may be due or delivered, in milliseconds. Neither changes the incident, so neither
 * arrives as a signal.
 */
function getPauseMs(
  escalations: Escalations | undefined,
  now: number,
): number | undefined {
  if (!escalations) return undefined;
  const { items, next } = escalations;
  if (items.some(item => toDelivery(item) === 'onItsWay')) return MINUTE_MS;
  if (!next) return undefined;
  const leftMs = Date.parse(next.at) - now;
  return leftMs < 0 ? MINUTE_MS : Math.min(leftMs + MINUTE_MS, DAY_MS);
}

/** Provides who was notified, and who is next, to the cards below. */
export function EscalationsProvider(props: { children: ReactNode }) {
  const { incident, pageKey } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const now = useNow();
  const {
    data: escalations,
    error,
    staleSince,
    reload,
  } = usePanelQuery<Escalations>({
    queryKey: queryKeys.incidentPart(pageKey, 'escalations'),
    queryFn: ({ signal }) => api.listEscalations(incident.key, { signal }),
    pollEveryMs: data => getPauseMs(data, now),
  });
  const [escalating, setEscalating] = useState(false);
  const mayEscalate = incident.rights.escalate && !isFrozen(incident);
  const state = useMemo(
    () => ({
      escalations,
      error,
      staleSince,
      reload,
      escalating,
      setEscalating,
      mayEscalate,
    }),
    [escalations, error, staleSince, reload, escalating, mayEscalate],
  );
  return <Context.Provider value={state}>{props.children}</Context.Provider>;
}

/** Who was notified of the incident on the page, and who is next. */
export function useEscalations(): EscalationsState {
  const state = useContext(Context);
  if (!state) {
    throw new Error('useEscalations: only below EscalationsProvider');
  }
  return state;
}
