import { useApi } from '@backstage/core-plugin-api';
import {
  FROZEN_STATUSES,
  type Incident,
  type PlanRunTask,
  type ResolutionStep,
  type StepAudience,
  type StepKind,
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
import { securityIncidentsApiRef } from '../../api';
import { type Live, useLive } from '../../hooks';
import { type Problem, problemOf } from './fields';

/** Shortest time between two questions after signals, in milliseconds; a burst of changes is one question. */
const PAUSE_MS = 1_000;

/** Whether the record takes no changes until it is re-opened or brought back. */
export function isFrozen({ status }: Incident): boolean {
  return (FROZEN_STATUSES as readonly string[]).includes(status);
}

/** What another panel asked the composer for. */
export interface ComposerRequest {
  kind?: StepKind;
  /** Who it is for, when it is a communication. */
  audience?: StepAudience;
  /** The step to correct. */
  corrects?: ResolutionStep;
  /** The task that the step is about to finish. */
  task?: PlanRunTask;
  /** Grows with each request, so that asking for the same twice focuses twice. */
  count: number;
}

/** The incident on the page, and what its panels tell each other. */
export interface IncidentRecord {
  incident: Incident;
  /** Entity ref of the reader, when the platform said it. */
  me?: string;
  /** Everything that the reader is part of, themselves included, as entity refs. */
  principals: readonly string[];
  /** Grows with each change; panels with own data read it again. */
  revision: number;
  /** Whether the last change was made on this page; rows that others add must not move what is being read. */
  changedHere: boolean;
  live: Live;
  /** Takes what a mutation answered. */
  replace(incident: Incident): void;
  /** Reads the incident again after a change made here. */
  reload(): Promise<Incident>;
  composer: ComposerRequest;
  compose(request: Omit<ComposerRequest, 'count'>): void;
  /** The step that somebody asked the timeline for; `count` grows with each time. */
  wantedStep?: { id: string; count: number };
  /** Brings a step of the timeline into sight and gives it the focus. */
  showStep(id: string): void;
  editingFacts: boolean;
  setEditingFacts(editing: boolean): void;
}

const Context = createContext<IncidentRecord | undefined>(undefined);

/** Holds one incident for the panels below, and keeps it up to date. */
export function IncidentRecordProvider(props: {
  initial: Incident;
  me?: string;
  principals: readonly string[];
  /** The reader may not see the incident any more. */
  onWithheld(problem: Problem): void;
  children: ReactNode;
}) {
  const { me, principals, onWithheld } = props;
  const api = useApi(securityIncidentsApiRef);
  const [state, setState] = useState({
    incident: props.initial,
    revision: 0,
    changedHere: true,
  });
  const [composer, setComposer] = useState<ComposerRequest>({ count: 0 });
  const [editingFacts, setEditingFacts] = useState(false);
  const { key, id } = props.initial;
  const version = useRef(props.initial.version);

  const replace = useCallback((incident: Incident) => {
    version.current = incident.version;
    setState(({ revision }) => ({
      incident,
      revision: revision + 1,
      changedHere: true,
    }));
  }, []);
  const reload = useCallback(async () => {
    const incident = await api.getIncident(key);
    replace(incident);
    return incident;
  }, [api, key, replace]);

  const live = useLive(
    signal =>
      signal.incidentId === id && !(signal.version <= version.current)
        ? PAUSE_MS
        : undefined,
    async () => {
      let incident: Incident;
      try {
        incident = await api.getIncident(key);
      } catch (error) {
        const problem = problemOf(error);
        if (problem.status === 404 || problem.status === 403) {
          onWithheld(problem);
          return;
        }
        throw error;
      }
      // An answer that was overtaken by a change made here is older than what the page shows.
      if (incident.version <= version.current) return;
      version.current = incident.version;
      setState(({ revision }) => ({
        incident,
        revision: revision + 1,
        changedHere: false,
      }));
    },
  );
  const compose = useCallback(
    (request: Omit<ComposerRequest, 'count'>) =>
      setComposer(({ count }) => ({ ...request, count: count + 1 })),
    [],
  );

  const [wantedStep, setWantedStep] = useState<IncidentRecord['wantedStep']>();
  const showStep = useCallback(
    (stepId: string) =>
      setWantedStep(before => ({
        id: stepId,
        count: (before?.count ?? 0) + 1,
      })),
    [],
  );

  const value = useMemo(
    () => ({
      ...state,
      me,
      principals,
      live,
      replace,
      reload,
      composer,
      compose,
      wantedStep,
      showStep,
      editingFacts,
      setEditingFacts,
    }),
    [
      state,
      me,
      principals,
      live,
      replace,
      reload,
      composer,
      compose,
      wantedStep,
      showStep,
      editingFacts,
    ],
  );
  return <Context.Provider value={value}>{props.children}</Context.Provider>;
}

/** The incident on the page. */
export function useIncidentRecord(): IncidentRecord {
  const record = useContext(Context);
  if (!record) {
    throw new Error('useIncidentRecord: only below IncidentRecordProvider');
  }
  return record;
}

/** Runs mutations that answer the incident, one at a time, and keeps what went wrong. */
export function useMutation() {
  const { replace, reload } = useIncidentRecord();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback(
    async (mutation: () => Promise<Incident>): Promise<boolean> => {
      setPending(true);
      setProblem(undefined);
      try {
        replace(await mutation());
        return true;
      } catch (error) {
        const found = problemOf(error);
        if (mounted.current) setProblem(found);
        if (found.status === 409) {
          // Somebody was faster: show the record as it is now. When even that fails, the problem already shown says
          // enough.
          await reload().catch(() => undefined);
        }
        return false;
      } finally {
        if (mounted.current) setPending(false);
      }
    },
    [replace, reload],
  );
  const forget = useCallback(() => setProblem(undefined), []);

  return { run, pending, problem, forget };
}
