import type {
  AdherenceTask,
  PlanAdherence,
} from 'backstage-plugin-security-incidents-common';
import type { RoleRecord } from '../incidents/store/records';
import {
  isUnfinished,
  type PlanRunRecord,
  type PlanTaskRecord,
} from '../responsePlans/store/planRecords';

/** A required task, measured by the due time that it had when it ended. */
function toAdherenceTask(task: PlanTaskRecord, now: string): AdherenceTask {
  const { id, definition, assigneeRef, endedBy, dueAt, endedAt, state } = task;
  const measuredAt = isUnfinished(task) ? now : endedAt;
  const lateMs =
    dueAt && measuredAt && measuredAt > dueAt
      ? Date.parse(measuredAt) - Date.parse(dueAt)
      : undefined;
  const getResult = (): AdherenceTask['result'] => {
    if (isUnfinished(task)) return lateMs === undefined ? 'open' : 'overdue';
    if (state === 'skipped') return 'skipped';
    return lateMs === undefined ? 'on-time' : 'late';
  };
  const result = getResult();
  return {
    taskId: id,
    title: definition.title,
    by: endedBy ?? assigneeRef,
    dueAt,
    endedAt,
    result,
    ...(lateMs !== undefined && result !== 'skipped' && { lateMs }),
  };
}

function countResult(
  tasks: readonly AdherenceTask[],
  ...results: Array<AdherenceTask['result']>
): number {
  return tasks.filter(({ result }) => results.includes(result)).length;
}

/**
 * How the response followed a plan: the required tasks that are due so far, and whether they were done on time.
 *
 * @param now - ISO-8601
 */
export function computeAdherence(
  run: PlanRunRecord,
  allTasks: readonly PlanTaskRecord[],
  roles: readonly RoleRecord[],
  now: string,
): PlanAdherence {
  const required = allTasks.filter(
    ({ runId, required: isRequired, isRetired }) =>
      runId === run.id && isRequired && !isRetired,
  );
  const tasks = required.map(task => toAdherenceTask(task, now));
  const withEvidence = required.filter(
    ({ definition, state }) =>
      definition.evidenceRequired && state !== 'skipped',
  );
  const held = new Set<string>(roles.map(({ role }) => role));
  return {
    planRef: run.planRef,
    planTitle: run.title,
    planVersion: run.version,
    contentHash: run.contentHash,
    dueSoFar: tasks.length - countResult(tasks, 'open', 'skipped'),
    onTime: countResult(tasks, 'on-time'),
    late: countResult(tasks, 'late', 'overdue'),
    skipped: countResult(tasks, 'skipped'),
    roles: run.roles.length,
    rolesFilled: run.roles.filter(
      ({ id, principalRef }) => held.has(id) || principalRef !== undefined,
    ).length,
    evidence: withEvidence.length,
    evidenceKept: withEvidence.filter(({ stepId }) => stepId !== undefined)
      .length,
    tasks,
  };
}
