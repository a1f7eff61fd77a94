import { randomUUID } from 'node:crypto';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import {
  toAppliedPlanContent,
  hashPlanContent,
  type StatusTransition,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentChange } from '../../incidents/IncidentChange';
import type { PlanRunRecord } from '../store/planRecords';
import type { CataloguedPlan } from '../PlanCatalog';
import { resolveRoles } from '../roles';
import { choosePlans, type PlanKnowledge, toRoleResolution } from './knowledge';
import { createTask, toTaskData, getNeededTasks } from './tasks';

/** Applies a plan to an incident: stores its content, its resolved roles and its tasks. */
export async function applyPlan(
  change: IncidentChange,
  plan: CataloguedPlan,
  reason: string,
  knowledge: PlanKnowledge,
): Promise<PlanRunRecord> {
  const { tx, incident, actor, at } = change;
  const basis = await tx.getDetails(incident);
  const content = toAppliedPlanContent(plan);
  const resolution = toRoleResolution(knowledge, basis.affected);
  const run: PlanRunRecord = {
    id: randomUUID(),
    planRef: stringifyEntityRef(plan),
    title: content.title,
    version: content.spec.version,
    contentHash: hashPlanContent(content),
    content,
    sourceLocation: plan.sourceLocation,
    isPrimary: basis.plans.runs === 0,
    reason,
    roles: resolveRoles(content, resolution),
    appliedAt: at,
    appliedBy: actor,
  };
  const tasks = getNeededTasks(content, basis).map(wanted =>
    createTask(wanted, run, basis),
  );
  await tx.plans.insertRun(incident.seq, run);
  await tx.plans.insertTasks(incident.seq, tasks);
  await tx.plans.removeDecision(incident.seq);
  await change.log('plan.applied', {
    runId: run.id,
    planRef: run.planRef,
    title: run.title,
    version: run.version,
    contentHash: run.contentHash,
    sourceLocation: run.sourceLocation,
    primary: run.isPrimary,
    reason,
    roles: run.roles.map(({ id, principalRef, gap }) => ({
      id,
      principalRef,
      gap,
    })),
    tasks: tasks.map(toTaskData),
  });
  return run;
}

/** Records that people respond without a plan, and why. */
export async function declinePlan(change: IncidentChange, reason: string) {
  const { tx, incident, actor, at } = change;
  const { plans } = await tx.getDetails(incident);
  if (plans.runs > 0) {
    throw new ConflictError(
      `noPlanReason: ${incident.key} already has a plan; skip the tasks that do not fit`,
    );
  }
  await tx.plans.saveDecision(incident.seq, { reason, at, by: actor });
  await change.log('plan.declined', { reason });
}

/** Applies a plan that a person chose. */
export async function applyChosenPlan(
  change: IncidentChange,
  plan: CataloguedPlan,
  knowledge: PlanKnowledge,
): Promise<PlanRunRecord> {
  const { tx, incident } = change;
  const planRef = stringifyEntityRef(plan);
  const { lifecycle } = plan.spec;
  const mayApply =
    lifecycle === 'approved' ||
    (lifecycle === 'draft' && incident.mode === 'exercise');
  if (!mayApply) {
    throw new ConflictError(
      `planRef: ${planRef} is ${
        lifecycle === 'draft' ? 'a draft' : 'retired'
      }; only approved plans are applied, and drafts in exercises`,
    );
  }
  const runs = await tx.plans.getRuns(incident.seq);
  const applied = runs.find(run => run.planRef === planRef);
  if (applied) {
    throw new ConflictError(
      `planRef: version ${applied.version} of ${planRef} is already applied; set upgrade to replace it`,
    );
  }
  const { affected } = await tx.getDetails(incident);
  const selected = choosePlans(knowledge, incident, affected).find(
    choice => choice.planRef === planRef,
  );
  return applyPlan(
    change,
    plan,
    `Chosen manually. ${
      selected?.reason ?? 'It would not have been selected by its own rules.'
    }`,
    knowledge,
  );
}

/**
 * Decides about the plan when an incident leaves triage. A forward transition applies the best plan; if there is none, or
 * triage is skipped, the reason of the transition is recorded as the reason for no plan. Without any approved plan in the
 * catalog nothing is decided.
 */
export async function settlePlan(
  change: IncidentChange,
  transition: StatusTransition,
  reason: string | undefined,
  knowledge: PlanKnowledge | undefined,
) {
  if (!transition.guards.includes('has-plan')) return;
  const { affected, plans } = await change.tx.getDetails(change.incident);
  const isSettled = plans.runs > 0 || plans.isDeclined;
  if (isSettled || !knowledge || knowledge.approved.length === 0) return;
  const [best] =
    transition.kind === 'forward'
      ? choosePlans(knowledge, change.incident, affected)
      : [];
  if (best) await applyPlan(change, best.plan, best.reason, knowledge);
  else if (reason) await declinePlan(change, reason);
}
