import type {
  PlanRun,
  PlanRunPhase,
  PlanRunTask,
  RoleAssignment,
} from 'backstage-plugin-security-incidents-common';
import {
  toAppliedPlanContent,
  diffPlanContents,
  hashPlanContent,
} from 'backstage-plugin-security-incidents-common';
import type { PlanRunRecord, PlanTaskRecord } from '../store/planRecords';
import type { CataloguedPlan } from '../PlanCatalog';
import { roleNow } from './assignees';
import { dueOf } from './summary';

function toTask(task: PlanTaskRecord): PlanRunTask {
  const { definition } = task;
  return {
    id: task.id,
    runId: task.runId,
    planTaskId: task.planTaskId,
    phaseId: task.phaseId,
    title: definition.title,
    instructions: definition.instructions,
    links: definition.links,
    role: task.role,
    assigneeRef: task.assigneeRef,
    assigneeGap: task.assigneeGap,
    required: task.required,
    evidenceRequired: definition.evidenceRequired,
    dependsOn: definition.dependsOn,
    state: task.state,
    due: definition.due,
    ...dueOf(task),
    startedAt: task.startedAt,
    endedAt: task.endedAt,
    endedBy: task.endedBy,
    reason: task.reason,
    stepId: task.stepId,
    ...(task.isRetired && { retired: true }),
  };
}

/** Phases with their tasks; finished work of a phase that has left the plan keeps its phase, at the end. */
function toPhases(
  { content }: PlanRunRecord,
  tasks: readonly PlanTaskRecord[],
): PlanRunPhase[] {
  const phases: PlanRunPhase[] = content.spec.phases.map(phase => ({
    id: phase.id,
    title: phase.title ?? phase.id,
    maps: phase.maps,
    goal: phase.goal,
    exitCriteria: phase.exitCriteria ?? [],
    tasks: [],
  }));
  for (const task of tasks) {
    let phase = phases.find(({ id }) => id === task.phaseId);
    if (!phase) {
      phase = {
        id: task.phaseId,
        ...task.definition.phase,
        exitCriteria: [],
        tasks: [],
      };
      phases.push(phase);
    }
    phase.tasks.push(toTask(task));
  }
  return phases;
}

/** What the catalog has that was not applied; nothing when the plan is as it was, is gone, or could not be asked for. */
function changedSince(
  run: PlanRunRecord,
  plan: CataloguedPlan | undefined,
): PlanRun['changedSince'] {
  if (!plan) return undefined;
  const content = toAppliedPlanContent(plan);
  const contentHash = hashPlanContent(content);
  return contentHash === run.contentHash
    ? undefined
    : {
        version: content.spec.version,
        contentHash,
        changes: diffPlanContents(run.content, content),
      };
}

/**
 * A run as it is answered.
 *
 * @param tasks - of this run
 * @param plan - what the catalog has now
 */
export function toPlanRun(
  run: PlanRunRecord,
  tasks: readonly PlanTaskRecord[],
  assignments: readonly RoleAssignment[],
  plan: CataloguedPlan | undefined,
): PlanRun {
  return {
    id: run.id,
    planRef: run.planRef,
    title: run.title,
    version: run.version,
    contentHash: run.contentHash,
    sourceLocation: run.sourceLocation,
    primary: run.isPrimary,
    reason: run.reason,
    appliedAt: run.appliedAt,
    appliedBy: run.appliedBy,
    roles: run.roles.map(role => roleNow(role, assignments)),
    phases: toPhases(run, tasks),
    changedSince: changedSince(run, plan),
  };
}
