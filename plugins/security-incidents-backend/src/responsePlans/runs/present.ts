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
import { withHolder } from './assignees';
import { maySettle } from './settlers';
import { toDueFields } from './summary';

function toTask(task: PlanTaskRecord, isSettler: boolean): PlanRunTask {
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
    ...toDueFields(task),
    startedAt: task.startedAt,
    endedAt: task.endedAt,
    endedBy: task.endedBy,
    reason: task.reason,
    stepId: task.stepId,
    evidenceId: task.evidenceId,
    maySettle: isSettler,
    ...(task.isRetired && { retired: true }),
  };
}

/** Who reads a run of an incident with these roles. */
interface Reader {
  roles: readonly RoleAssignment[];
  /** The caller and their groups; undefined for callers that are no people. */
  caller: readonly string[] | undefined;
}

/** Groups tasks by phase. Phases that an upgrade removed come last, with their finished tasks. */
function toPhases(
  run: PlanRunRecord,
  tasks: readonly PlanTaskRecord[],
  { roles, caller }: Reader,
): PlanRunPhase[] {
  const { content } = run;
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
    phase.tasks.push(toTask(task, maySettle(task, run, roles, caller)));
  }
  return phases;
}

/** Compares the run with the plan in the catalog; undefined if it is unchanged, removed or unavailable. */
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
 * Builds the response for a run.
 *
 * @param tasks - tasks of this run
 * @param plan - the present plan in the catalog
 */
export function toPlanRun(
  run: PlanRunRecord,
  tasks: readonly PlanTaskRecord[],
  reader: Reader,
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
    roles: run.roles.map(role => withHolder(role, reader.roles)),
    phases: toPhases(run, tasks, reader),
    changedSince: changedSince(run, plan),
  };
}
