import { useApi } from '@backstage/core-plugin-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
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
import { queryKeys } from '../../queries';
import { type Problem, problemOf } from './fields/problem';
import type { Live } from './useIncidentQuery';

/** Whether the record takes no changes until it is re-opened or restored. */
export function isFrozen({ status }: Incident): boolean {
  return (FROZEN_STATUSES as readonly string[]).includes(status);
}

/** What another card asked the composer for. */
export interface ComposerRequest {
  kind?: StepKind;
  /** Who a communication is for. */
  audience?: StepAudience;
  /** The step to amend. */
  corrects?: ResolutionStep;
  /** The task that the step is about to finish. */
  task?: PlanRunTask;
  /** Grows with each request, so that asking for the same twice focuses twice. */
  count: number;
}

/** Facts that are asked for on their own. */
export type FactQuestion = 'class' | 'severity' | 'urgency' | 'priority';

/** The incident on the page, and what its cards ask of each other. */
export interface IncidentRecord {
  incident: Incident;
  /** The key or id in the address; query keys start with it. */
  pageKey: string;
  /** Entity ref of the reader, when the platform knows it. */
  me?: string;
  /** Entity refs of the reader and of every group that they are in. */
  principals: readonly string[];
  /** Whether the last change was made on this page; rows that others add must not move what is being read. */
  changedHere: boolean;
  live: Live;
  /** Shows the incident that a mutation answered. */
  replace(incident: Incident): void;
  /** Reads the incident again after a change on this page. */
  reload(): Promise<Incident>;
  composer: ComposerRequest;
  compose(request: Omit<ComposerRequest, 'count'>): void;
  /** The step that another card asked the timeline to show; `count` grows with each request. */
  wantedStep?: { id: string; count: number };
  /** Scrolls to a step in the timeline and focuses it. */
  showStep(id: string): void;
  /** Whether the facts are edited, or only the one that is asked for. */
  editingFacts: boolean | FactQuestion;
  setEditingFacts(editing: boolean | FactQuestion): void;
}

const Context = createContext<IncidentRecord | undefined>(undefined);

/** Provides one incident to the cards below. */
export function IncidentRecordProvider(props: {
  incident: Incident;
  pageKey: string;
  live: Live;
  me?: string;
  principals: readonly string[];
  children: ReactNode;
}) {
  const { incident, pageKey, live, me, principals } = props;
  const api = useApi(securityIncidentsApiRef);
  const client = useQueryClient();
  const [ownVersion, setOwnVersion] = useState(incident.version);
  const [composer, setComposer] = useState<ComposerRequest>({ count: 0 });
  const [editingFacts, setEditingFacts] = useState<boolean | FactQuestion>(
    false,
  );
  const [wantedStep, setWantedStep] = useState<IncidentRecord['wantedStep']>();
  const { key, version } = incident;

  // Timeline, tasks and the other parts are read again with each change of the incident.
  const partsVersion = useRef(version);
  const readParts = useCallback(
    (changedVersion: number) => {
      partsVersion.current = changedVersion;
      const queryKey = queryKeys.incident(pageKey);
      client.invalidateQueries({
        queryKey,
        predicate: part => part.queryKey.length > queryKey.length,
      });
    },
    [client, pageKey],
  );
  useEffect(() => {
    if (partsVersion.current !== version) readParts(version);
  }, [version, readParts]);

  const replace = useCallback(
    (changed: Incident) => {
      setOwnVersion(changed.version);
      client.setQueryData(queryKeys.incident(pageKey), changed);
      readParts(changed.version);
    },
    [client, pageKey, readParts],
  );
  const reload = useCallback(async () => {
    const changed = await api.getIncident(key);
    replace(changed);
    return changed;
  }, [api, key, replace]);
  const compose = useCallback(
    (request: Omit<ComposerRequest, 'count'>) =>
      setComposer(({ count }) => ({ ...request, count: count + 1 })),
    [],
  );
  const showStep = useCallback(
    (id: string) =>
      setWantedStep(before => ({ id, count: (before?.count ?? 0) + 1 })),
    [],
  );

  const changedHere = version <= ownVersion;
  const value = useMemo(
    () => ({
      incident,
      pageKey,
      me,
      principals,
      changedHere,
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
      incident,
      pageKey,
      me,
      principals,
      changedHere,
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

/** Runs changes that answer the incident, and keeps what went wrong. After a conflict the page shows the incident as it is now. */
export function useIncidentMutation(): {
  /** Whether the change was made. */
  run(change: () => Promise<Incident>): Promise<boolean>;
  pending: boolean;
  problem?: Problem;
} {
  const { replace, reload } = useIncidentRecord();
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: async (change: () => Promise<Incident>) =>
      replace(await change()),
    onError: async failure => {
      // When reading it again fails too, the conflict says enough.
      if (problemOf(failure).status === 409) {
        await reload().catch(() => undefined);
      }
    },
  });
  const run = useCallback(
    (change: () => Promise<Incident>) =>
      mutateAsync(change).then(
        () => true,
        () => false,
      ),
    [mutateAsync],
  );
  return {
    run,
    pending: isPending,
    problem: error ? problemOf(error) : undefined,
  };
}
