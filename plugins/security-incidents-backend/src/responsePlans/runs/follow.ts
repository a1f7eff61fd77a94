import {
  isFrozenStatus,
  type TimelineAction,
} from 'backstage-plugin-security-incidents-common';
import type { PlanRunRecord, PlanTaskRecord } from '../store/planRecords';
import { isUnfinished } from '../store/planRecords';
import type {
  ChangeFollower,
  IncidentChange,
} from '../../incidents/IncidentChange';
import { findAssignee } from './assignees';
import {
  getDueAt,
  createTask,
  type TaskBasis,
  toTaskData,
  getNeededTasks,
} from './tasks';

interface Follow {
  change: IncidentChange;
  basis: TaskBasis;
  run: PlanRunRecord;
  tasks: PlanTaskRecord[];
}

/** Adds tasks that the changed facts need. Removing tasks is up to people. */
async function addTasks({ change, basis, run, tasks }: Follow) {
  const known = new Set(tasks.map(({ planTaskId }) => planTaskId));
  const added = getNeededTasks(run.content, basis)
    .filter(({ planTaskId }) => !known.has(planTaskId))
    .map(wanted => createTask(wanted, run, basis));
  if (added.length === 0) return;
  await change.tx.plans.insertTasks(change.incident.seq, added);
  await change.log('task.added', {
    runId: run.id,
    planRef: run.planRef,
    tasks: added.map(toTaskData),
  });
}

/** Reassigns tasks whose role has a new holder, except those that a person assigned. */
async function moveAssignees({ change, basis, run, tasks }: Follow) {
  const moved = tasks.flatMap(task => {
    if (!isUnfinished(task) || task.isHandAssigned) return [];
    const next = findAssignee(task.role, run.roles, basis.roles);
    return next.assigneeRef === task.assigneeRef ? [] : [{ task, next }];
  });
  if (moved.length === 0) return;
  for (const { task, next } of moved) {
    await change.tx.plans.updateTask(task.id, {
      assigneeRef: next.assigneeRef,
      assigneeGap: next.assigneeGap,
    });
  }
  await change.log('task.assigned', {
    runId: run.id,
    planRef: run.planRef,
    because: 'role',
    tasks: moved.map(({ task, next }) => ({
      taskId: task.id,
      planTaskId: task.planTaskId,
      title: task.definition.title,
      role: task.role,
      from: task.assigneeRef ?? null,
      to: next.assigneeRef ?? null,
    })),
  });
}

/** Recomputes due times whose anchor moved. */
async function moveDueTimes({ change, basis, run, tasks }: Follow) {
  const moved = tasks.flatMap(task => {
    if (!isUnfinished(task)) return [];
    const dueAt = getDueAt(task.definition, run, basis);
    return dueAt === task.dueAt ? [] : [{ task, dueAt }];
  });
  if (moved.length === 0) return;
  for (const { task, dueAt } of moved) {
    await change.tx.plans.updateTask(task.id, { dueAt });
  }
  await change.log('task.due-changed', {
    runId: run.id,
    planRef: run.planRef,
    tasks: moved.map(({ task, dueAt }) => ({
      taskId: task.id,
      planTaskId: task.planTaskId,
      title: task.definition.title,
      anchor: task.definition.due?.from,
      from: task.dueAt ?? null,
      to: dueAt ?? null,
    })),
  });
}

/** Whether an action can affect the tasks of a plan; most cannot. */
function movesTasks(action: TimelineAction): boolean {
  return !/^(step|member|task|escalation|review|action)\./.test(action);
}

/**
 * Updates the tasks of an incident after a change: adds tasks that new facts need, reassigns tasks of changed roles and
 * recomputes due times. Each update is logged in the timeline.
 */
export class PlanTaskFollower implements ChangeFollower {
  async followChange(change: IncidentChange) {
    if (!change.actions.some(movesTasks)) return;
    const { tx, incident } = change;
    // Frozen records do not change; re-opening updates the tasks.
    if (isFrozenStatus(incident.status)) return;
    const runs = await tx.plans.getRuns(incident.seq);
    if (runs.length === 0) return;
    const basis = await tx.getDetails(incident);
    for (const run of runs) {
      const tasks = basis.plans.tasks.filter(({ runId }) => runId === run.id);
      const follow = { change, basis, run, tasks };
      await addTasks(follow);
      await moveAssignees(follow);
      await moveDueTimes(follow);
    }
  }
}
