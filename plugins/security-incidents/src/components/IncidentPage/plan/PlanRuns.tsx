import { useApi } from '@backstage/core-plugin-api';
import type { PlanRuns } from 'backstage-plugin-security-incidents-common';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { useAppLocation } from '../../../navigation';
import { queryKeys, usePanelQuery } from '../../../queries';
import { useIncidentRecord } from '../IncidentRecord';

interface PlanRunsState {
  /** Absent until they were read. */
  plans?: PlanRuns;
  error?: Error;
  /** Since when the plans could not be read again, in milliseconds since the epoch. */
  staleSince?: number;
  reload(): Promise<void>;
  /** The task that another card asked for; `count` grows with each request. */
  wanted?: { id: string; count: number };
  /** Scrolls to a task and focuses it. */
  goToTask(id: string): void;
}

const Context = createContext<PlanRunsState | undefined>(undefined);

/** The task that a link to the page names: `#task-<id>`. */
function useLinkedTask(): string | undefined {
  const { hash } = useAppLocation();
  return hash.startsWith('#task-') ? hash.slice('#task-'.length) : undefined;
}

/** Provides the plans of the incident to all cards that show tasks. */
export function PlanRunsProvider(props: { children: ReactNode }) {
  const { incident, pageKey } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const {
    data: plans,
    error,
    staleSince,
    reload,
  } = usePanelQuery<PlanRuns>({
    queryKey: queryKeys.incidentPart(pageKey, 'plan-runs'),
    queryFn: ({ signal }) => api.getPlanRuns(incident.key, { signal }),
  });
  const [wanted, setWanted] = useState<PlanRunsState['wanted']>();
  const linked = useLinkedTask();
  const goToTask = useCallback(
    (id: string) =>
      setWanted(before => ({ id, count: (before?.count ?? 0) + 1 })),
    [],
  );
  const isRead = plans !== undefined;
  useEffect(() => {
    if (isRead && linked) goToTask(linked);
  }, [isRead, linked, goToTask]);
  const state = useMemo(
    () => ({ plans, error, staleSince, reload, wanted, goToTask }),
    [plans, error, staleSince, reload, wanted, goToTask],
  );
  return <Context.Provider value={state}>{props.children}</Context.Provider>;
}

/** The plans of the incident on the page. */
export function usePlanRuns(): PlanRunsState {
  const state = useContext(Context);
  if (!state) throw new Error('usePlanRuns: only below PlanRunsProvider');
  return state;
}
