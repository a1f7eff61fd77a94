import { useApi } from '@backstage/core-plugin-api';
import { useMutation } from '@tanstack/react-query';
import type {
  ChangeTaskRequest,
  PlanRunTask,
} from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { shortTimeWithZone } from '../../../time';
import { type Translate, useTranslation } from '../../../translation';
import { useEntityNameLookup } from '../../common';
import { type Problem, problemOf } from '../fields';
import { useIncidentRecord } from '../IncidentRecord';
import { findTask } from './tasks';

/** Somebody else changed the task; the message says what they made of it. */
class OvertakenError extends Error {}

/** What somebody else made of a task meanwhile. */
async function toOvertakenText(
  t: Translate,
  findName: (entityRef: string) => Promise<string>,
  task: PlanRunTask | undefined,
): Promise<string> {
  if (!task) return t('incidentPage.task.notInPlan');
  const { state, endedAt, endedBy, assigneeRef } = task;
  if (endedAt && endedBy) {
    const words = {
      actor: await findName(endedBy),
      time: shortTimeWithZone(endedAt),
    };
    return state === 'done'
      ? t('incidentPage.task.overtakenDone', words)
      : t('incidentPage.task.overtakenSkipped', words);
  }
  if (!assigneeRef) {
    return state === 'open'
      ? t('incidentPage.task.overtakenOpen')
      : t('incidentPage.task.overtakenInProgress');
  }
  const person = await findName(assigneeRef);
  return state === 'open'
    ? t('incidentPage.task.overtakenOpenWith', { person })
    : t('incidentPage.task.overtakenInProgressWith', { person });
}

function toProblem(error: Error): Problem {
  return error instanceof OvertakenError
    ? { status: 409, message: error.message }
    : problemOf(error);
}

/**
 * Changes tasks as they were seen. When the incident moved on but the task did not, the change still fits and is sent
 * again. Otherwise the problem says who was faster.
 */
export function useTaskChange(): {
  /** Whether the task was changed. */
  change(task: PlanRunTask, request: ChangeTaskRequest): Promise<boolean>;
  pending: boolean;
  problem?: Problem;
} {
  const { incident, replace, reload } = useIncidentRecord();
  const { t } = useTranslation();
  const findName = useEntityNameLookup();
  const api = useApi(securityIncidentsApiRef);
  const { key, version } = incident;

  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: async (call: {
      task: PlanRunTask;
      request: ChangeTaskRequest;
    }) => {
      const { task, request } = call;
      const send = async (ifMatch: number) =>
        replace(await api.changeTask(key, task.id, request, { ifMatch }));
      try {
        await send(version);
      } catch (refusal) {
        if (problemOf(refusal).status !== 409) throw refusal;
        const now = await reload();
        if (now.version === version) throw refusal;
        const current = findTask(await api.getPlanRuns(key), task.id);
        if (
          current?.state !== task.state ||
          current.assigneeRef !== task.assigneeRef
        ) {
          throw new OvertakenError(await toOvertakenText(t, findName, current));
        }
        await send(now.version);
      }
    },
  });
  const change = useCallback(
    (task: PlanRunTask, request: ChangeTaskRequest) =>
      mutateAsync({ task, request }).then(
        () => true,
        () => false,
      ),
    [mutateAsync],
  );
  return {
    change,
    pending: isPending,
    problem: error ? toProblem(error) : undefined,
  };
}
