import type { SeedingServices } from 'backstage-plugin-security-incidents-backend/seeding';

type PlanCatalog = SeedingServices['planCatalog'];

/** A plan of the catalog. */
export type DemoPlan = NonNullable<Awaited<ReturnType<PlanCatalog['getPlan']>>>;

const REVIEW_TASK = 'review';

/**
 * A plan as the company first approved it: reviews were for severe incidents, and there were no times for those of low
 * severity.
 */
export function toFirstVersion(plan: DemoPlan): DemoPlan {
  const { sla, closure, phases } = plan.spec;
  const { low: _low, ...times } = sla ?? {};
  return {
    ...plan,
    spec: {
      ...plan.spec,
      version: '0.9.0',
      ...(sla && { sla: times }),
      ...(closure && { closure: { ...closure, review: 'optional' } }),
      phases: phases.map(phase => ({
        ...phase,
        tasks: phase.tasks.map(task =>
          task.id === REVIEW_TASK
            ? { ...task, severities: ['high', 'critical'] }
            : task,
        ),
      })),
    },
  };
}

/** The catalog as it was when the company had the first versions of its plans. */
export function withFirstVersions(plans: PlanCatalog): PlanCatalog {
  return {
    async getPlan(planRef) {
      const plan = await plans.getPlan(planRef);
      return plan && toFirstVersion(plan);
    },
    async listApproved() {
      return (await plans.listApproved()).map(toFirstVersion);
    },
    getTargets: entityRefs => plans.getTargets(entityRefs),
    getPrincipals: refs => plans.getPrincipals(refs),
  };
}
