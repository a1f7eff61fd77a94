import type { PlanSummary } from 'backstage-plugin-security-incidents-common';
import {
  isUnfinished,
  type PlanState,
  type PlanTaskRecord,
} from '../store/planRecords';
import { getUnmetDependencies } from './tasks';

/** Returns the due time of a task, or the anchor that it waits for. */
export function toDueFields({ dueAt, definition }: PlanTaskRecord) {
  if (dueAt) return { dueAt };
  return definition.due ? { dueWhen: definition.due.from } : {};
}

/** Sorts tasks by due time; tasks without one come last. */
export function compareDue(
  a: Pick<PlanTaskRecord, 'dueAt' | 'position'>,
  b: Pick<PlanTaskRecord, 'dueAt' | 'position'>,
): number {
  if (a.dueAt === b.dueAt) return a.position - b.position;
  if (!a.dueAt) return 1;
  if (!b.dueAt) return -1;
  return a.dueAt < b.dueAt ? -1 : 1;
}

/** Returns the unfinished tasks with no open dependencies, most urgent first. */
export function getActionableTasks(tasks: readonly PlanTaskRecord[]) {
  return tasks
    .filter(
      task =>
        isUnfinished(task) && getUnmetDependencies(task, tasks).length === 0,
    )
    .sort(compareDue);
}

/**
 * Summarises the applied plans of an incident; undefined if there are none. What was left open when the record was closed is
 * neither overdue nor next.
 */
export function summarise(
  { runs, tasks }: PlanState,
  now: number,
  isFrozen: boolean,
): PlanSummary | undefined {
  if (runs === 0) return undefined;
  const required = tasks.filter(task => task.required && !task.isRetired);
  const due = isFrozen ? [] : tasks;
  const [next] = getActionableTasks(due);
  return {
    runs,
    required: {
      total: required.length,
      settled: required.filter(task => !isUnfinished(task)).length,
    },
    overdue: due.filter(
      task => isUnfinished(task) && task.dueAt && Date.parse(task.dueAt) < now,
    ).length,
    ...(next && {
      nextTask: {
        id: next.id,
        title: next.definition.title,
        state: next.state,
        required: next.required,
        assigneeRef: next.assigneeRef,
        ...toDueFields(next),
      },
    }),
  };
}
