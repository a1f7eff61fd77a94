import { ConflictError } from '@backstage/errors';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  toAppliedPlanContent,
  diffPlanContents,
  hashPlanContent,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentChange } from '../../incidents/IncidentChange';
import {
  isUnfinished,
  type PlanRunRecord,
  type PlanTaskRecord,
} from '../store/planRecords';
import type { CataloguedPlan } from '../PlanCatalog';
import { resolveRoles } from '../roles';
import { findAssignee } from './assignees';
import { type PlanKnowledge, toRoleResolution } from './knowledge';
import {
  getDueAt,
  createTask,
  type TaskBasis,
  type PlannedTask,
  getPlannedTasks,
} from './tasks';

/** Returns the changes for a task that stays. Finished tasks only move to their new position. */
function getTaskChanges(
  task: PlanTaskRecord,
  planned: PlannedTask,
  run: PlanRunRecord,
  basis: TaskBasis,
): Partial<PlanTaskRecord> {
  const { position, phaseId, required, role, definition } = planned;
  const place = { position, phaseId, isRetired: false };
  if (!isUnfinished(task)) {
    return {
      ...place,
      definition: { ...task.definition, phase: definition.phase },
    };
  }
  return {
    ...place,
    required,
    role,
    definition,
    dueAt: getDueAt(definition, run, basis),
    ...(!task.isHandAssigned && {
      assigneeRef: undefined,
      assigneeGap: undefined,
      ...findAssignee(role, run.roles, basis.roles),
    }),
  };
}

const toTaskList = (tasks: readonly PlanTaskRecord[]) =>
  tasks.map(({ id, planTaskId, definition }) => ({
    taskId: id,
    planTaskId,
    title: definition.title,
  }));

/**
 * Replaces the content of a run by the present plan. Tasks are matched by their id in the plan. Finished tasks stay. Tasks
 * that the plan no longer has are skipped if they were started, and else removed.
 */
export async function upgradePlan(
  change: IncidentChange,
  plan: CataloguedPlan,
  knowledge: PlanKnowledge,
): Promise<PlanRunRecord> {
  const { tx, incident, actor, at } = change;
  const planRef = stringifyEntityRef(plan);
  const runs = await tx.plans.getRuns(incident.seq);
  const before = runs.find(run => run.planRef === planRef);
  if (!before) {
    throw new ConflictError(
      `upgrade: ${planRef} is not applied to ${incident.key}; apply it without upgrade`,
    );
  }
  const content = toAppliedPlanContent(plan);
  const contentHash = hashPlanContent(content);
  if (contentHash === before.contentHash) return before;

  const basis = await tx.getDetails(incident);
  const resolution = toRoleResolution(knowledge, basis.affected);
  const replaced = {
    title: content.title,
    version: content.spec.version,
    contentHash,
    content,
    sourceLocation: plan.sourceLocation,
    roles: resolveRoles(content, resolution),
  };
  const run: PlanRunRecord = { ...before, ...replaced };
  await tx.plans.updateRun(run.id, replaced);

  const tasks = basis.plans.tasks.filter(({ runId }) => runId === run.id);
  const kept: PlanTaskRecord[] = [];
  const added: PlanTaskRecord[] = [];
  for (const { planned, isNeeded } of getPlannedTasks(content, basis)) {
    const task = tasks.find(
      ({ planTaskId }) => planTaskId === planned.planTaskId,
    );
    if (task) {
      await tx.plans.updateTask(
        task.id,
        getTaskChanges(task, planned, run, basis),
      );
      kept.push(task);
    } else if (isNeeded) {
      added.push(createTask(planned, run, basis));
    }
  }
  await tx.plans.insertTasks(incident.seq, added);

  const gone = tasks.filter(task => !kept.includes(task) && !task.isRetired);
  const finished = gone.filter(task => !isUnfinished(task));
  const begun = gone.filter(
    task => isUnfinished(task) && (task.startedAt || task.stepId),
  );
  const untouched = gone.filter(
    task => !finished.includes(task) && !begun.includes(task),
  );
  for (const task of finished) {
    await tx.plans.updateTask(task.id, { isRetired: true });
  }
  for (const task of begun) {
    await tx.plans.updateTask(task.id, {
      isRetired: true,
      state: 'skipped',
      endedAt: at,
      endedBy: actor,
      reason: `The plan no longer has it since version ${run.version}`,
    });
  }
  await tx.plans.removeTasks(untouched.map(({ id }) => id));

  await change.log('plan.upgraded', {
    runId: run.id,
    planRef,
    title: run.title,
    from: { version: before.version, contentHash: before.contentHash },
    to: { version: run.version, contentHash },
    sourceLocation: run.sourceLocation,
    changes: diffPlanContents(before.content, content),
    added: toTaskList(added),
    keptThoughRemoved: toTaskList(finished),
    skipped: toTaskList(begun),
    removed: toTaskList(untouched),
  });
  return run;
}
