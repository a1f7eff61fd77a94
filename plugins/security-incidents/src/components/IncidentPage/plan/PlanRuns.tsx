import { useApi } from '@backstage/core-plugin-api';
import type {
  ChangeTaskRequest,
  PlanRuns,
  PlanRunTask,
} from 'backstage-plugin-security-incidents-common';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { queryKeys, usePanelQuery } from '../../../queries';
import { shortTime } from '../../../time';
import { withShortNames } from '../../common';
import { type Problem, problemOf } from '../fields';
import { useIncidentRecord } from '../IncidentRecord';
import { findTask } from './tasks';

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
  const goToTask = useCallback(
    (id: string) =>
      setWanted(before => ({ id, count: (before?.count ?? 0) + 1 })),
    [],
  );
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

/** What somebody else made of a task meanwhile. */
function overtaken(task: PlanRunTask | undefined): string {
  if (!task) return 'The task is not part of the plan any more.';
  const { state, endedAt, endedBy = '', assigneeRef } = task;
  if (endedAt) {
    return withShortNames(
      `Meanwhile ${endedBy} ${
        state === 'done' ? 'marked it done' : 'skipped it'
      } at ${shortTime(endedAt)} UTC.`,
    );
  }
  return withShortNames(
    `Meanwhile it was changed: it is ${
      state === 'open' ? 'open' : 'in progress'
    }${assigneeRef ? ` and with ${assigneeRef}` : ''}.`,
  );
}

/**
 * Changes tasks as they were seen. When the incident moved on but the task did not, the change still fits and is sent
 * again; otherwise it says who was faster.
 */
export function useTaskChange() {
  const { incident, replace, reload } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const { key, version } = incident;

  const change = useCallback(
    async (task: PlanRunTask, request: ChangeTaskRequest): Promise<boolean> => {
      const send = async (ifMatch: number) =>
        replace(await api.changeTask(key, task.id, request, { ifMatch }));
      const meet = async (refusal: Problem): Promise<boolean> => {
        const now = await reload();
        if (now.version === version) {
          setProblem(refusal);
          return false;
        }
        const current = findTask(await api.getPlanRuns(key), task.id);
        if (
          current?.state !== task.state ||
          current.assigneeRef !== task.assigneeRef
        ) {
          setProblem({ status: 409, message: overtaken(current) });
          return false;
        }
        await send(now.version);
        return true;
      };

      setPending(true);
      setProblem(undefined);
      try {
        await send(version);
        return true;
      } catch (error) {
        const found = problemOf(error);
        if (found.status === 409) {
          try {
            return await meet(found);
          } catch (again) {
            setProblem(problemOf(again));
            return false;
          }
        }
        setProblem(found);
        return false;
      } finally {
        if (mounted.current) setPending(false);
      }
    },
    [api, key, version, replace, reload],
  );
  return { change, pending, problem };
}
