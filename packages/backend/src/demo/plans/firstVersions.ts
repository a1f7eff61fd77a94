import type { SeedingServices } from 'backstage-plugin-security-incidents-backend/seeding';

type PlanCatalog = SeedingServices['planCatalog'];

/** A plan of the catalog. */
export type DemoPlan = NonNullable<Awaited<ReturnType<PlanCatalog['getPlan']>>>;

type DemoTask = DemoPlan['spec']['phases'][number]['tasks'][number];

const REVIEW_TASK = 'review';

/** Tasks that needed evidence in the first version only, by the name of the plan. */
const TASK_WITH_EVIDENCE: Readonly<Record<string, string>> = {
  'account-takeover': 'pattern',
  'exploited-vulnerability': 'verify',
  'exposed-storage': 'twins',
};

/**
 * A plan as the company first approved it: reviews were for severe incidents, there were no times for those of low severity,
 * and some tasks needed evidence that do not need it now.
 */
export function toFirstVersion(plan: DemoPlan): DemoPlan {
  const { sla, closure, phases } = plan.spec;
  const { low: _low, ...times } = sla ?? {};
  const changeTask = (task: DemoTask): DemoTask => {
    if (task.id === REVIEW_TASK) {
      return { ...task, severities: ['high', 'critical'] };
    }
    return task.id === TASK_WITH_EVIDENCE[plan.metadata.name]
      ? { ...task, evidence: { required: true } }
      : task;
  };
  return {
    ...plan,
    spec: {
      ...plan.spec,
      version: '0.9.0',
      ...(sla && { sla: times }),
      ...(closure && { closure: { ...closure, review: 'optional' } }),
      phases: phases.map(phase => ({
        ...phase,
        tasks: phase.tasks.map(changeTask),
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
