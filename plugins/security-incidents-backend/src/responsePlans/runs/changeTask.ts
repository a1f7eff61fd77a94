import { parseEntityRef } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  type IncidentStatus,
  type ParsedChangeTask,
  type StepKind,
  type TaskState,
  type TimelineAction,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentChange } from '../../incidents/IncidentChange';
import { recordStep } from '../../incidents/steps';
import {
  isUnfinished,
  type PlanRunRecord,
  type PlanTaskRecord,
} from '../store/planRecords';
import type { IncidentDetails } from '../../incidents/store/records';
import { findAssignee } from './assignees';
import { maySettle } from './settlers';
import { getDueAt, getUnmetDependencies } from './tasks';

/** The kind of the resolution step that a note on a task becomes. */
const STEP_KIND_BY_PHASE: Record<IncidentStatus, StepKind> = {
  new: 'analysis',
  triage: 'analysis',
  containment: 'containment',
  eradication: 'eradication',
  recovery: 'recovery',
  resolved: 'improvement',
  closed: 'improvement',
  dismissed: 'other',
  merged: 'other',
};

const ACTION_BY_STATE: Record<TaskState, TimelineAction> = {
  open: 'task.reopened',
  'in-progress': 'task.started',
  done: 'task.done',
  skipped: 'task.skipped',
};

const quoted = ({ definition }: PlanTaskRecord) => `"${definition.title}"`;

/** Who changes a task. */
export interface TaskCaller {
  /** The caller and their groups; undefined for callers that are no people, which settle every task. */
  principals: readonly string[] | undefined;
  /** Whether the caller may move the incident, which skipping a required task needs. */
  mayTransition: boolean;
  /** Display names of people and groups, as far as they are known. */
  names: ReadonlyMap<string, string>;
}

/** @throws NotAllowedError that says whose the task is */
function assertMaySettle(
  task: PlanTaskRecord,
  run: PlanRunRecord,
  { roles }: IncidentDetails,
  { principals, names }: TaskCaller,
) {
  if (maySettle(task, run, roles, principals)) return;
  const { assigneeRef, role: roleId } = task;
  const role = run.roles.find(({ id }) => id === roleId)?.title;
  const name =
    assigneeRef && (names.get(assigneeRef) ?? parseEntityRef(assigneeRef).name);
  const owner = name
    ? `${name}${role ? ` (${role})` : ''}`
    : `the role ${role ?? roleId}, which nobody holds yet`;
  throw new NotAllowedError(
    `state: ${quoted(
      task,
    )} belongs to ${owner}. Only the assignee, the commander and deputies can settle it. You can add a note, or take the task over`,
  );
}

function assertCanBecome(
  task: PlanTaskRecord,
  { state, reason, note }: ParsedChangeTask,
  tasks: readonly PlanTaskRecord[],
  mayTransition: boolean,
) {
  if (task.isRetired) {
    throw new ConflictError(
      `state: ${quoted(task)} is no longer in the plan and stays as it is`,
    );
  }
  const isEnded = !isUnfinished(task);
  if (isEnded && (state === 'done' || state === 'skipped')) {
    throw new ConflictError(
      `state: ${quoted(task)} is already ${task.state}; re-open it first`,
    );
  }
  if (isEnded && reason === undefined) {
    throw new InputError('reason: is required to re-open an ended task');
  }
  if (state === 'skipped') {
    if (reason === undefined) {
      throw new InputError('reason: is required to skip a task');
    }
    if (task.required && !mayTransition) {
      throw new NotAllowedError(
        `state: ${quoted(
          task,
        )} is required; only who may move the incident may skip it. Ask the commander`,
      );
    }
  }
  if (
    state === 'done' &&
    task.definition.evidenceRequired &&
    note === undefined &&
    task.stepId === undefined &&
    task.evidenceId === undefined
  ) {
    throw new InputError(
      `note: is required to finish ${quoted(
        task,
      )}, which needs evidence; add a file for it, or describe the evidence and where it is stored`,
    );
  }
  if (state === 'in-progress' || state === 'done') {
    const unmet = getUnmetDependencies(task, tasks);
    if (unmet.length > 0) {
      throw new ConflictError(
        `state: ${quoted(task)} waits for ${unmet
          .map(quoted)
          .join(' and ')}; finish or skip that first`,
      );
    }
  }
}

async function setState(
  change: IncidentChange,
  task: PlanTaskRecord,
  run: PlanRunRecord,
  state: TaskState,
  { reason, stepId }: { reason?: string; stepId?: string },
  details: IncidentDetails,
) {
  const { tx, at, actor } = change;
  const isEnd = state === 'done' || state === 'skipped';
  const changes: Partial<PlanTaskRecord> = {
    state,
    startedAt: state === 'open' ? undefined : task.startedAt ?? at,
    endedAt: isEnd ? at : undefined,
    endedBy: isEnd ? actor : undefined,
    reason: state === 'skipped' ? reason : undefined,
  };
  if (state === 'skipped') changes.startedAt = task.startedAt;
  if (!isUnfinished(task)) {
    // Ended tasks do not follow changes, so due time and assignee are updated now.
    changes.dueAt = getDueAt(task.definition, run, details);
    if (!task.isHandAssigned) {
      const next = findAssignee(task.role, run.roles, details.roles);
      changes.assigneeRef = next.assigneeRef;
      changes.assigneeGap = next.assigneeGap;
    }
  }
  await tx.plans.updateTask(task.id, changes);
  // Any change of an ended task is logged as re-opening.
  const action = isUnfinished(task) ? ACTION_BY_STATE[state] : 'task.reopened';
  await change.log(action, {
    taskId: task.id,
    planTaskId: task.planTaskId,
    title: task.definition.title,
    required: task.required,
    from: task.state,
    to: state,
    reason,
    stepId,
    dueAt: 'dueAt' in changes ? changes.dueAt : task.dueAt,
  });
}

/** Assigns a task to somebody, or to the caller who takes it over. */
async function assignTask(
  change: IncidentChange,
  task: PlanTaskRecord,
  { takeOver, reason, ...request }: ParsedChangeTask,
) {
  if (takeOver && !change.actor.startsWith('user:')) {
    throw new InputError('takeOver: only people take tasks over');
  }
  const assigneeRef = takeOver ? change.actor : request.assigneeRef;
  if (assigneeRef === undefined || assigneeRef === task.assigneeRef) return;
  if (!isUnfinished(task)) {
    throw new ConflictError(
      `${takeOver ? 'takeOver' : 'assigneeRef'}: ${quoted(task)} is ${
        task.state
      }; re-open it first`,
    );
  }
  const changes = {
    assigneeRef,
    assigneeGap: undefined,
    isHandAssigned: true,
  };
  await change.tx.plans.updateTask(task.id, changes);
  await change.log('task.assigned', {
    runId: task.runId,
    because: takeOver ? 'take-over' : 'person',
    reason,
    tasks: [
      {
        taskId: task.id,
        planTaskId: task.planTaskId,
        title: task.definition.title,
        role: task.role,
        from: task.assigneeRef ?? null,
        to: assigneeRef,
      },
    ],
  });
  Object.assign(task, changes);
}

/** Changes the state or assignee of a task, or adds a note, in one change. Present values are ignored. */
export async function changeTask(
  change: IncidentChange,
  taskId: string,
  request: ParsedChangeTask,
  caller: TaskCaller,
) {
  const { tx, incident } = change;
  const details = await tx.getDetails(incident);
  const task = details.plans.tasks.find(({ id }) => id === taskId);
  if (!task) {
    throw new NotFoundError(`No task ${taskId} on ${incident.key}`);
  }
  const runs = await tx.plans.getRuns(incident.seq);
  const run = runs.find(({ id }) => id === task.runId)!;
  const { state, note, reason } = request;
  const moves = state !== undefined && state !== task.state;
  await assignTask(change, task, request);
  if (moves) {
    // After the assignment, so that one request takes a task over and settles it.
    assertMaySettle(task, run, details, caller);
    assertCanBecome(task, request, details.plans.tasks, caller.mayTransition);
  }
  let stepId: string | undefined;
  if (note !== undefined) {
    stepId = await recordStep(change, {
      kind: STEP_KIND_BY_PHASE[task.definition.phase.maps],
      text: note,
      taskId: task.id,
    });
    await tx.plans.updateTask(task.id, { stepId });
  }
  if (moves) {
    await setState(change, task, run, state, { reason, stepId }, details);
  }
}
