import {
  addDurationToDay,
  type PlanGap,
  type ReadinessState,
} from 'backstage-plugin-security-incidents-common';
import type { KnownPlan, KnownState, PlansStore } from './store/PlansStore';

/** Whether a plan was reviewed and tested, as of a day. */
export interface PlanStanding {
  reviewed: Exclude<ReadinessState, 'n-a'>;
  tested: Exclude<ReadinessState, 'n-a'>;
  lastTested?: string;
  /** What `lastTested` is from. */
  testedBy?: 'exercise' | 'file';
  /** Day by which it must be tested again; absent when it has no interval. */
  testDue?: string;
  gaps: PlanGap[];
}

/** Days compare as text. */
function reviewOf(
  { planRef, title, nextReview }: KnownPlan,
  today: string,
): Pick<PlanStanding, 'reviewed' | 'gaps'> {
  if (nextReview !== undefined && nextReview >= today) {
    return { reviewed: 'pass', gaps: [] };
  }
  return {
    reviewed: nextReview === undefined ? 'fail' : 'late',
    gaps: [
      {
        code: 'review-overdue',
        message:
          nextReview === undefined
            ? `"${title}" does not say when it is to be reviewed`
            : `The review of "${title}" was due on ${nextReview}`,
        planRef,
      },
    ],
  };
}

function testOf(
  { planRef, title, testedOn, testInterval }: KnownPlan,
  exercisedOn: string | undefined,
  today: string,
): Omit<PlanStanding, 'reviewed'> {
  const lastTested = [testedOn, exercisedOn]
    .filter(day => day !== undefined)
    .sort()
    .at(-1);
  if (lastTested === undefined) {
    return {
      tested: 'fail',
      gaps: [
        {
          code: 'never-tested',
          message: `"${title}" was never tested`,
          planRef,
        },
      ],
    };
  }
  const due = testInterval && addDurationToDay(lastTested, testInterval);
  const known: Pick<PlanStanding, 'lastTested' | 'testedBy' | 'testDue'> = {
    lastTested,
    testedBy: lastTested === exercisedOn ? 'exercise' : 'file',
    ...(due !== undefined && { testDue: due }),
  };
  if (!due || due >= today) return { tested: 'pass', ...known, gaps: [] };
  return {
    tested: 'late',
    ...known,
    gaps: [
      {
        code: 'test-overdue',
        message: `"${title}" was last tested on ${lastTested}, the next test was due on ${due}`,
        planRef,
      },
    ],
  };
}

/** Whether a plan was reviewed and tested in time, as of a day (UTC). */
export function standingOf(
  plan: KnownPlan,
  exercisedOn: string | undefined,
  today: string,
): PlanStanding {
  const review = reviewOf(plan, today);
  const test = testOf(plan, exercisedOn, today);
  return { ...review, ...test, gaps: [...review.gaps, ...test.gaps] };
}

/** A plan with where it stands. */
export type StandingPlan = KnownPlan & { standing: PlanStanding };

/** All plans, with where each of them stands. */
export type StandingPlans = ReadonlyMap<string, StandingPlan>;

function standingPlans(
  plans: readonly KnownPlan[],
  { exercised }: KnownState,
  today: string,
): StandingPlans {
  return new Map(
    plans.map(plan => [
      plan.planRef,
      {
        ...plan,
        standing: standingOf(plan, exercised.get(plan.planRef), today),
      },
    ]),
  );
}

/**
 * The plans as the catalog last said them, and where they stand: read and judged once for each copy of it and each day,
 * since there are few and every answer needs them.
 */
export class KnownPlans {
  #copy?: { version?: string; plans: readonly KnownPlan[] };
  #judged?: { as: string; plans: StandingPlans };

  constructor(private readonly store: Pick<PlansStore, 'getPlans'>) {}

  async at(state: KnownState, today: string): Promise<StandingPlans> {
    if (!this.#copy || this.#copy.version !== state.version) {
      this.#copy = await this.store.getPlans();
    }
    const { version, plans } = this.#copy;
    const as = JSON.stringify([version, today, ...state.exercised]);
    if (this.#judged?.as !== as) {
      this.#judged = { as, plans: standingPlans(plans, state, today) };
    }
    return this.#judged.plans;
  }
}
