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
import { assigneeOf } from './assignees';

/** What of an incident its tasks depend on. */
export type TaskBasis = Pick<
  IncidentDetails,
  'incident' | 'affected' | 'roles' | 'statusChanges'
>;

/** A task as the plan has it. */
export interface PlannedTask {
  planTaskId: string;
  phaseId: string;
  position: number;
  required: boolean;
  role?: string;
  definition: TaskDefinition;
}

function isWanted(task: PlanTask, { incident, affected }: TaskBasis): boolean {
  const { severities, when } = task;
  // As long as nobody decided the severity, nothing that hangs on it is asked for.
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
    // The catalog refuses such conditions; one task too many is the lesser harm.
    if (error instanceof PlanConditionError) return true;
    throw error;
  }
}

function definitionOf(task: PlanTask, phase: PlanPhase): TaskDefinition {
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

/** All tasks of a plan in its order, each with whether the incident needs it as it stands. */
export function plannedTasks(
  { spec }: AppliedPlanContent,
  basis: TaskBasis,
): Array<{ planned: PlannedTask; isWanted: boolean }> {
  return spec.phases
    .flatMap(phase => phase.tasks.map(task => ({ phase, task })))
    .map(({ phase, task }, position) => ({
      planned: {
        planTaskId: task.id,
        phaseId: phase.id,
        position,
        required: task.required ?? false,
        role: task.role,
        definition: definitionOf(task, phase),
      },
      isWanted: isWanted(task, basis),
    }));
}

/** The tasks that an incident needs as it stands, in the order of the plan. */
export function wantedTasks(
  content: AppliedPlanContent,
  basis: TaskBasis,
): PlannedTask[] {
  return plannedTasks(content, basis)
    .filter(task => task.isWanted)
    .map(({ planned }) => planned);
}

/** When a task is due; undefined while its anchor is not known. */
export function dueAtOf(
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
    // Beyond the calendar: never, as far as people are concerned, and no reason to refuse the change at hand.
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** A task as it is when it is made. */
export function newTask(
  planned: PlannedTask,
  run: PlanRunRecord,
  basis: TaskBasis,
): PlanTaskRecord {
  return {
    id: randomUUID(),
    runId: run.id,
    ...planned,
    state: 'open',
    ...assigneeOf(planned.role, run.roles, basis.roles),
    isHandAssigned: false,
    dueAt: dueAtOf(planned.definition, run, basis),
    isRetired: false,
  };
}

/** What the timeline says of a task. */
export function taskWords(task: PlanTaskRecord) {
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

/** The tasks of the same run that must be finished first and are not. */
export function unmetDependencies(
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
