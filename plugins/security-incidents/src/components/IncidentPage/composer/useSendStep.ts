import { useApi } from '@backstage/core-plugin-api';
import type {
  Incident,
  RecordStepRequest,
  ResolutionStep,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { useTranslation } from '../../../translation';
import { type Problem, problemOf, useIdempotencyKey } from '../fields';
import { useIncidentRecord } from '../IncidentRecord';
import { useChangesSince } from '../useChangesSince';

/** The incident moved on while somebody wrote. The text still fits, because steps are only ever added. */
export interface StepConflict {
  /** What others did meanwhile, the newest first. */
  changes: TimelineEntry[];
}

/**
 * Sends a step, and tells a refusal from a change that merely happened in between. It counts as sending until the incident
 * was read again: before that, the incident on the page is older than the step, and the next step would conflict with this
 * one.
 */
export function useSendStep() {
  const { incident, replace, reload } = useIncidentRecord();
  const { t } = useTranslation();
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
      /** Undefined when the reader should see first what happened. */
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
        message: t('incidentPage.composer.notRefreshed', {
          reason: problemOf(error).message,
        }),
      });
    }
  }, [reload, t]);

  /** Marks the task of a recorded step done; false when that was refused, which becomes the problem. */
  const finish = useCallback(
    async (task: { id: string; title: string }): Promise<boolean> => {
      try {
        // Marking a task done twice changes nothing, so no change of others can be lost.
        replace(await api.changeTask(incident.key, task.id, { state: 'done' }));
        return true;
      } catch (error) {
        await refresh();
        setProblem({
          message: t('incidentPage.composer.notDone', {
            task: task.title,
            reason: problemOf(error).message,
          }),
        });
        return false;
      }
    },
    [api, incident.key, replace, refresh, t],
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
