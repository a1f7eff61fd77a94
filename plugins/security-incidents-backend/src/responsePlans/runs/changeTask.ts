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
import { recordStepOf } from '../../incidents/steps';
import { isUnfinished, type PlanTaskRecord } from '../store/planRecords';
import type { IncidentDetails } from '../../incidents/store/records';
import { assigneeOf } from './assignees';
import { dueAtOf, unmetDependencies } from './tasks';

/** What a note on a task of a phase is as a resolution step. */
const STEP_KIND_OF_PHASE: Record<IncidentStatus, StepKind> = {
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

const ACTION_OF_STATE: Record<TaskState, TimelineAction> = {
  open: 'task.reopened',
  'in-progress': 'task.started',
  done: 'task.done',
  skipped: 'task.skipped',
};

const quoted = ({ definition }: PlanTaskRecord) => `"${definition.title}"`;

function assertMayBecome(
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
      `state: ${quoted(task)} is ${task.state} already; open it again first`,
    );
  }
  if (isEnded && reason === undefined) {
    throw new InputError('reason: is required to open an ended task again');
  }
  if (state === 'skipped') {
    if (reason === undefined) {
      throw new InputError('reason: is required to skip a task');
    }
    if (task.required && !mayTransition) {
      throw new NotAllowedError(
        `state: ${quoted(
          task,
        )} is required; only who may move the incident (security-incidents.incident.transition) skips it`,
      );
    }
  }
  if (
    state === 'done' &&
    task.definition.evidenceRequired &&
    note === undefined &&
    task.stepId === undefined
  ) {
    throw new InputError(
      `note: is required to finish ${quoted(
        task,
      )}, which asks for evidence: say what there is and where it is kept`,
    );
  }
  if (state === 'in-progress' || state === 'done') {
    const unmet = unmetDependencies(task, tasks);
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
  state: TaskState,
  { reason, stepId }: { reason?: string; stepId?: string },
  details: IncidentDetails,
) {
  const { tx, incident, at, actor } = change;
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
    // What has moved on meanwhile was not followed by a task that had ended.
    const runs = await tx.plans.getRuns(incident.seq);
    const run = runs.find(({ id }) => id === task.runId)!;
    changes.dueAt = dueAtOf(task.definition, run, details);
    if (!task.isHandAssigned) {
      const next = assigneeOf(task.role, run.roles, details.roles);
      changes.assigneeRef = next.assigneeRef;
      changes.assigneeGap = next.assigneeGap;
    }
  }
  await tx.plans.updateTask(task.id, changes);
  // Starting an ended task again is opening it again, whatever it is then.
  const action = isUnfinished(task) ? ACTION_OF_STATE[state] : 'task.reopened';
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

/**
 * Moves, assigns or notes on a task, all in one change. Saying what is so already changes nothing.
 *
 * @param mayTransition - whether the caller may move the incident, which skipping what is required needs
 */
export async function changeTask(
  change: IncidentChange,
  taskId: string,
  request: ParsedChangeTask,
  mayTransition: boolean,
) {
  const { tx, incident } = change;
  const details = await tx.getDetails(incident);
  const task = details.plans.tasks.find(({ id }) => id === taskId);
  if (!task) {
    throw new NotFoundError(`No task ${taskId} on ${incident.key}`);
  }
  const { state, assigneeRef, note, reason } = request;
  const moves = state !== undefined && state !== task.state;
  if (moves) {
    assertMayBecome(task, request, details.plans.tasks, mayTransition);
  }
  if (assigneeRef !== undefined && assigneeRef !== task.assigneeRef) {
    if (!isUnfinished(task)) {
      throw new ConflictError(
        `assigneeRef: ${quoted(task)} is ${task.state}; open it again first`,
      );
    }
    const changes = {
      assigneeRef,
      assigneeGap: undefined,
      isHandAssigned: true,
    };
    await tx.plans.updateTask(task.id, changes);
    await change.log('task.assigned', {
      runId: task.runId,
      because: 'person',
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
  let stepId: string | undefined;
  if (note !== undefined) {
    stepId = await recordStepOf(change, {
      kind: STEP_KIND_OF_PHASE[task.definition.phase.maps],
      text: note,
      taskId: task.id,
    });
    await tx.plans.updateTask(task.id, { stepId });
  }
  if (moves) await setState(change, task, state, { reason, stepId }, details);
}
