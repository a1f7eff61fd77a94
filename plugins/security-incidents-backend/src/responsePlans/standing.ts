import type { ResponsePlanStatus } from 'backstage-plugin-security-incidents-common';
import type { ExerciseOfPlan } from './store/PlansStore';
import type { CoveredService } from './CoveredServices';
import type { StandingPlan } from './KnownPlans';

/** What one caller may know of the use of a plan. */
export interface PlanUse {
  /** Those that the caller may see. */
  covered: readonly CoveredService[];
  /** The last one that the caller may read. */
  exercise?: ExerciseOfPlan;
  inUse: ResponsePlanStatus['inUse'];
}

/** Where a plan stands; the exercise is named where it is the one that the day is from. */
export function standingOfPlan(
  { standing, ...plan }: StandingPlan,
  { covered, exercise, inUse }: PlanUse,
): Omit<ResponsePlanStatus, 'asOf' | 'stale'> {
  const { lastTested, testedBy, testDue } = standing;
  const isOfThatDay =
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
        isOfThatDay && {
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
