import { useApi } from '@backstage/core-plugin-api';
import type {
  Incident,
  RecordStepRequest,
  ResolutionStep,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { type Problem, problemOf, useIdempotencyKey } from '../fields';
import { useIncidentRecord } from '../IncidentRecord';
import { useChangesSince } from '../useChangesSince';

/** The incident moved on while somebody wrote; the text still fits, because steps are only ever added. */
export interface StepConflict {
  /** What others did meanwhile, the newest first. */
  changes: TimelineEntry[];
}

/**
 * Sends a step, and tells a refusal from what merely happened in between. It is sending until what follows from the step is
 * answered too: before that, the incident on the page is older than the step, and the next one would meet this one as a
 * conflict.
 */
export function useSendStep() {
  const { incident, replace, reload } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { keyFor, done } = useIdempotencyKey();
  const changesSince = useChangesSince();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [conflict, setConflict] = useState<StepConflict>();

  const busy = useCallback(async <T>(work: () => Promise<T>): Promise<T> => {
    setSending(true);
    try {
      return await work();
    } finally {
      setSending(false);
    }
  }, []);

  const send = useCallback(
    async (
      request: RecordStepRequest,
      anyway: boolean,
    ): Promise<ResolutionStep | undefined> => {
      const post = (ifMatch?: number) =>
        api.recordStep(incident.key, request, {
          idempotencyKey: keyFor(request),
          ...(ifMatch !== undefined && { ifMatch }),
        });
      /** Undefined when the reader should first see what happened. */
      const afterConflict = async (error: unknown, seen: Incident) => {
        const now = await reload();
        if (now.version === seen.version) throw error;
        if (now.status === seen.status) return post();
        setConflict({ changes: await changesSince(seen) });
        return undefined;
      };

      setProblem(undefined);
      setConflict(undefined);
      try {
        let step: ResolutionStep | undefined;
        try {
          step = await post(anyway ? undefined : incident.version);
        } catch (error) {
          if (anyway || problemOf(error).status !== 409) throw error;
          step = await afterConflict(error, incident);
        }
        if (step) done();
        return step;
      } catch (error) {
        setProblem(problemOf(error));
        return undefined;
      }
    },
    [api, incident, reload, changesSince, keyFor, done],
  );

  const refresh = useCallback(async () => {
    try {
      await reload();
    } catch (error) {
      setProblem({
        message: `The step is recorded; the page could not be refreshed. ${
          problemOf(error).message
        }`,
      });
    }
  }, [reload]);

  /** Marks the task done that a recorded step was about; false when that was refused, and then it says so. */
  const finish = useCallback(
    async (task: { id: string; title: string }): Promise<boolean> => {
      try {
        // The same as what is so already changes nothing, so no other change can be lost.
        replace(await api.changeTask(incident.key, task.id, { state: 'done' }));
        return true;
      } catch (error) {
        await refresh();
        setProblem({
          message: `The step is recorded, but "${
            task.title
          }" is not marked done. ${problemOf(error).message}`,
        });
        return false;
      }
    },
    [api, incident.key, replace, refresh],
  );

  return {
    sending,
    problem,
    conflict,
    send: (...step: Parameters<typeof send>) => busy(() => send(...step)),
    refresh: () => busy(refresh),
    finish: (...task: Parameters<typeof finish>) => busy(() => finish(...task)),
  };
}
