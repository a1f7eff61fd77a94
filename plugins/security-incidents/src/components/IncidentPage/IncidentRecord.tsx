import { useApi } from '@backstage/core-plugin-api';
import type {
  Incident,
  ResolutionStep,
  StepKind,
} from 'backstage-plugin-security-incidents-common';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react';
import { securityIncidentsApiRef } from '../../api';
import { type Problem, problemOf } from './fields';

/** What another panel asked the composer for. */
export interface ComposerRequest {
  kind?: StepKind;
  /** The step to correct. */
  corrects?: ResolutionStep;
  /** Grows with each request, so that asking for the same twice focuses twice. */
  count: number;
}

/** The incident on the page, and what its panels tell each other. */
export interface IncidentRecord {
  incident: Incident;
  /** Grows with each change; panels with own data read it again. */
  revision: number;
  /** Takes what a mutation answered. */
  replace(incident: Incident): void;
  /** Reads the incident again. */
  reload(): Promise<Incident>;
  composer: ComposerRequest;
  compose(request: Omit<ComposerRequest, 'count'>): void;
  editingFacts: boolean;
  setEditingFacts(editing: boolean): void;
}

const Context = createContext<IncidentRecord | undefined>(undefined);

/** Holds one incident for the panels below. */
export function IncidentRecordProvider(props: {
  initial: Incident;
  children: ReactNode;
}) {
  const api = useApi(securityIncidentsApiRef);
  const [state, setState] = useState({ incident: props.initial, revision: 0 });
  const [composer, setComposer] = useState<ComposerRequest>({ count: 0 });
  const [editingFacts, setEditingFacts] = useState(false);
  const { key } = props.initial;

  const replace = useCallback(
    (incident: Incident) =>
      setState(({ revision }) => ({ incident, revision: revision + 1 })),
    [],
  );
  const reload = useCallback(async () => {
    const incident = await api.getIncident(key);
    replace(incident);
    return incident;
  }, [api, key, replace]);
  const compose = useCallback(
    (request: Omit<ComposerRequest, 'count'>) =>
      setComposer(({ count }) => ({ ...request, count: count + 1 })),
    [],
  );

  const value = useMemo(
    () => ({
      ...state,
      replace,
      reload,
      composer,
      compose,
      editingFacts,
      setEditingFacts,
    }),
    [state, replace, reload, composer, compose, editingFacts],
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

  const run = useCallback(
    async (mutation: () => Promise<Incident>): Promise<boolean> => {
      setPending(true);
      setProblem(undefined);
      try {
        replace(await mutation());
        return true;
      } catch (error) {
        const found = problemOf(error);
        setProblem(found);
        if (found.status === 409) {
          // Somebody was faster: show the record as it is now. When even that fails, the problem already shown says
          // enough.
          await reload().catch(() => undefined);
        }
        return false;
      } finally {
        setPending(false);
      }
    },
    [replace, reload],
  );
  const forget = useCallback(() => setProblem(undefined), []);

  return { run, pending, problem, forget };
}
