import type { PlanSummary } from 'backstage-plugin-security-incidents-common';
import {
  isUnfinished,
  type PlanState,
  type PlanTaskRecord,
} from '../store/planRecords';
import { unmetDependencies } from './tasks';

/** When a task is due, or what it waits for. */
export function dueOf({ dueAt, definition }: PlanTaskRecord) {
  if (dueAt) return { dueAt };
  return definition.due ? { dueWhen: definition.due.from } : {};
}

/** What is due first comes first; what waits for something comes last. */
export function compareDue(
  a: Pick<PlanTaskRecord, 'dueAt' | 'position'>,
  b: Pick<PlanTaskRecord, 'dueAt' | 'position'>,
): number {
  if (a.dueAt === b.dueAt) return a.position - b.position;
  if (!a.dueAt) return 1;
  if (!b.dueAt) return -1;
  return a.dueAt < b.dueAt ? -1 : 1;
}

/** Unfinished tasks that nothing keeps from being done, the most urgent first. */
export function doableTasks(tasks: readonly PlanTaskRecord[]) {
  return tasks
    .filter(
      task => isUnfinished(task) && unmetDependencies(task, tasks).length === 0,
    )
    .sort(compareDue);
}

/** Where the plans of an incident stand; undefined while none is applied. */
export function summarise(
  { runs, tasks }: PlanState,
  now: number,
): PlanSummary | undefined {
  if (runs === 0) return undefined;
  const required = tasks.filter(task => task.required && !task.isRetired);
  const [next] = doableTasks(tasks);
  return {
    runs,
    required: {
      total: required.length,
      settled: required.filter(task => !isUnfinished(task)).length,
    },
    overdue: tasks.filter(
      task => isUnfinished(task) && task.dueAt && Date.parse(task.dueAt) < now,
    ).length,
    ...(next && {
      nextTask: {
        id: next.id,
        title: next.definition.title,
        state: next.state,
        required: next.required,
        assigneeRef: next.assigneeRef,
        ...dueOf(next),
      },
    }),
  };
}
