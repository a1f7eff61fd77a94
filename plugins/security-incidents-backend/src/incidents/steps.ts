import { randomUUID } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import {
  CLOCK_SKEW_MS,
  LATE_ENTRY_AFTER_MS,
  type ParsedRecordStep,
  type ResolutionStep,
} from 'backstage-plugin-security-incidents-common';
import type { PlanTaskRecord } from '../responsePlans/store/planRecords';
import type { StepRecord } from './store/records';
import type { IncidentChange } from './IncidentChange';
import { type Hidden, NOTHING_HIDDEN } from '../authorization/redactServices';

/** Points each corrected step at its correction. */
export function withCorrections(steps: StepRecord[]): ResolutionStep[] {
  const corrections = new Map(
    steps
      .filter(step => step.supersedes)
      .map(step => [step.supersedes!, step.id]),
  );
  return steps.map(step => ({
    ...step,
    ...(corrections.has(step.id) && {
      supersededBy: corrections.get(step.id),
    }),
  }));
}

async function taskOf(
  { tx, incident }: IncidentChange,
  taskId: string,
): Promise<PlanTaskRecord> {
  const tasks = await tx.plans.getTasks(incident.seq);
  const task = tasks.find(({ id }) => id === taskId);
  if (!task) {
    throw new InputError(`taskId: no task ${taskId} on ${incident.key}`);
  }
  return task;
}

/**
 * Records a step, or a correction of one, and its timeline entry; a task that it is for shows the first one.
 *
 * @param hidden - services that are not there for whoever records it
 * @returns the id of the step
 */
export async function recordStep(
  change: IncidentChange,
  request: ParsedRecordStep,
  hidden: Hidden = NOTHING_HIDDEN,
): Promise<string> {
  const { tx, incident, actor, at } = change;
  const performedAt = request.performedAt ?? at;
  const ahead = Date.parse(performedAt) - Date.parse(at);
  if (ahead > CLOCK_SKEW_MS) {
    throw new InputError('performedAt: must not be in the future');
  }
  let entityRefs = request.entityRefs ?? [];
  if (entityRefs.length > 0) {
    const { affected } = await tx.getDetails(incident);
    const known = affected
      .map(entity => entity.entityRef)
      .filter(ref => !hidden.has(ref));
    const stranger = entityRefs.findIndex(ref => !known.includes(ref));
    if (stranger >= 0) {
      throw new InputError(
        `entityRefs[${stranger}]: ${entityRefs[stranger]} is not an affected service of ${incident.key}; link it first`,
      );
    }
  }
  const task =
    request.taskId === undefined
      ? undefined
      : await taskOf(change, request.taskId);
  if (request.supersedes) {
    const steps = withCorrections(await tx.getSteps(incident));
    const original = steps.find(step => step.id === request.supersedes);
    if (!original) {
      throw new InputError(
        `supersedes: no step ${request.supersedes} on ${incident.key}`,
      );
    }
    // Who corrects it did not see these, and so they did not mean to take them away.
    const kept = original.entityRefs.filter(ref => hidden.has(ref));
    entityRefs = [...entityRefs, ...kept];
    if (original.supersededBy) {
      throw new ConflictError(
        `supersedes: the step was corrected already; correct ${original.supersededBy} instead`,
      );
    }
  }
  const lateEntry = -ahead > LATE_ENTRY_AFTER_MS;
  const id = randomUUID();
  const entry = await change.log('step.recorded', {
    stepId: id,
    kind: request.kind,
    text: request.text,
    outcome: request.outcome,
    audience: request.audience,
    performedAt,
    entityRefs,
    taskId: request.taskId,
    supersedes: request.supersedes,
    lateEntry,
  });
  await tx.insertStep(incident.seq, {
    id,
    kind: request.kind,
    text: request.text,
    outcome: request.outcome,
    audience: request.audience,
    performedAt,
    performedBy: actor,
    recordedAt: at,
    recordedBy: actor,
    lateEntry,
    entityRefs,
    taskId: request.taskId,
    supersedes: request.supersedes,
    seq: entry.seq,
  });
  if (task && task.stepId === undefined) {
    await tx.plans.updateTask(task.id, { stepId: id });
  }
  return id;
}
