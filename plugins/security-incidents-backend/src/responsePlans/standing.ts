import type { ResponsePlanStatus } from 'backstage-plugin-security-incidents-common';
import type { ExerciseOfPlan } from './store/PlansStore';
import type { CoveredService } from './CoveredServices';
import type { StandingPlan } from './KnownPlans';

/** The use of a plan, as far as the caller may see it. */
export interface PlanUse {
  /** Services that the caller may see. */
  covered: readonly CoveredService[];
  /** The last exercise that the caller may read. */
  exercise?: ExerciseOfPlan;
  inUse: ResponsePlanStatus['inUse'];
}

/** Builds the status of a plan. It names the exercise if `tested.on` is its day. */
export function toPlanStatus(
  { standing, ...plan }: StandingPlan,
  { covered, exercise, inUse }: PlanUse,
): Omit<ResponsePlanStatus, 'asOf' | 'stale'> {
  const { lastTested, testedBy, testDue } = standing;
  const isLastTest =
    testedBy === 'exercise' && exercise?.closedAt.slice(0, 10) === lastTested;
  return {
    planRef: plan.planRef,
    title: plan.title,
    version: plan.version,
    lifecycle: plan.lifecycle,
    ownerRef: plan.ownerRef,
    reviewed: {
      state: standing.reviewed,
      on: plan.lastReviewed,
      due: plan.nextReview,
    },
    tested: {
      state: standing.tested,
      on: lastTested,
      due: testDue,
      by: testedBy,
      ...(exercise &&
        isLastTest && {
          exercise: {
            incidentId: exercise.incidentId,
            incidentKey: exercise.incidentKey,
            title: exercise.title,
          },
        }),
    },
    gaps: standing.gaps,
    services: {
      covered: covered.length,
      first: covered.filter(({ isFirst }) => isFirst).length,
    },
    inUse,
  };
}
