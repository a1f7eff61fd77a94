import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import {
  type AppliedPlanContent,
  evaluatePlanCondition,
  parsePlanCondition,
  PlanConditionError,
  toPlanConditionFacts,
  getPlanDue,
  type PlanPhase,
  type PlanTask,
  type PlanTimes,
} from 'backstage-plugin-security-incidents-common';
import type {
  PlanRunRecord,
  PlanTaskRecord,
  TaskDefinition,
} from '../store/planRecords';
import type { IncidentDetails } from '../../incidents/store/records';
import { findAssignee } from './assignees';

/** The parts of an incident that its tasks depend on. */
export type TaskBasis = Pick<
  IncidentDetails,
  'incident' | 'affected' | 'roles' | 'statusChanges'
>;

/** A task as the plan defines it. */
export interface PlannedTask {
  planTaskId: string;
  phaseId: string;
  position: number;
  required: boolean;
  role?: string;
  definition: TaskDefinition;
}

function isNeeded(task: PlanTask, { incident, affected }: TaskBasis): boolean {
  const { severities, when } = task;
  // Tasks that depend on the severity are not needed before it is decided.
  if (
    severities &&
    !(incident.severity && severities.includes(incident.severity))
  ) {
    return false;
  }
  if (when === undefined) return true;
  try {
    return evaluatePlanCondition(
      parsePlanCondition(when),
      toPlanConditionFacts({ ...incident, affected }),
    );
  } catch (error) {
    // The catalog rejects such conditions; a task too many does less harm than a missing one.
    if (error instanceof PlanConditionError) return true;
    throw error;
  }
}

function toDefinition(task: PlanTask, phase: PlanPhase): TaskDefinition {
  return {
    title: task.title,
    instructions: task.instructions,
    links: task.links ?? [],
    evidenceRequired: task.evidence?.required ?? false,
    dependsOn: task.dependsOn ?? [],
    due: task.due,
    phase: { title: phase.title ?? phase.id, maps: phase.maps },
  };
}

/** Returns all tasks of a plan in order, each with whether the present incident needs it. */
export function getPlannedTasks(
  { spec }: AppliedPlanContent,
  basis: TaskBasis,
): Array<{ planned: PlannedTask; isNeeded: boolean }> {
  return spec.phases
    .flatMap(phase => phase.tasks.map(task => ({ phase, task })))
    .map(({ phase, task }, position) => ({
      planned: {
        planTaskId: task.id,
        phaseId: phase.id,
        position,
        required: task.required ?? false,
        role: task.role,
        definition: toDefinition(task, phase),
      },
      isNeeded: isNeeded(task, basis),
    }));
}

/** Returns the tasks that the present incident needs, in the order of the plan. */
export function getNeededTasks(
  content: AppliedPlanContent,
  basis: TaskBasis,
): PlannedTask[] {
  return getPlannedTasks(content, basis)
    .filter(task => task.isNeeded)
    .map(({ planned }) => planned);
}

/** Computes the due time of a task; undefined while its anchor is unknown. */
export function getDueAt(
  { due, phase }: TaskDefinition,
  run: Pick<PlanRunRecord, 'appliedAt'>,
  { incident, statusChanges }: TaskBasis,
): string | undefined {
  if (!due) return undefined;
  const entered = statusChanges.find(({ to }) => to === phase.maps)?.at;
  const times: PlanTimes = {
    ...incident,
    phaseStartedAt: phase.maps === 'new' ? incident.recordedAt : entered,
    planAppliedAt: run.appliedAt,
  };
  try {
    const answer = getPlanDue(due, times);
    return answer.state === 'due' ? answer.dueAt : undefined;
  } catch (error) {
    // A time outside the calendar never comes and must not make the change fail.
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** Creates a task. */
export function createTask(
  planned: PlannedTask,
  run: PlanRunRecord,
  basis: TaskBasis,
): PlanTaskRecord {
  return {
    id: randomUUID(),
    runId: run.id,
    ...planned,
    state: 'open',
    ...findAssignee(planned.role, run.roles, basis.roles),
    isHandAssigned: false,
    dueAt: getDueAt(planned.definition, run, basis),
    isRetired: false,
  };
}

/** Returns the timeline data of a task. */
export function toTaskData(task: PlanTaskRecord) {
  const { id, planTaskId, definition, required, assigneeRef, dueAt } = task;
  return {
    taskId: id,
    planTaskId,
    title: definition.title,
    required,
    assigneeRef,
    dueAt,
  };
}

/** Returns the unfinished tasks of the same run that a task depends on. */
export function getUnmetDependencies(
  task: PlanTaskRecord,
  tasks: readonly PlanTaskRecord[],
): PlanTaskRecord[] {
  return tasks.filter(
    other =>
      other.runId === task.runId &&
      task.definition.dependsOn.includes(other.planTaskId) &&
      (other.state === 'open' || other.state === 'in-progress'),
  );
}
