import {
  addDurationToDay,
  type PlanGap,
  type ReadinessState,
} from 'backstage-plugin-security-incidents-common';
import type { KnownPlan, KnownState, PlansStore } from './store/PlansStore';

/** Review and test state of a plan on a day. */
export interface PlanStanding {
  reviewed: Exclude<ReadinessState, 'n-a'>;
  tested: Exclude<ReadinessState, 'n-a'>;
  lastTested?: string;
  /** Source of `lastTested`. */
  testedBy?: 'exercise' | 'file';
  /** Day by which it must be tested again; absent when it has no interval. */
  testDue?: string;
  gaps: PlanGap[];
}

function judgeReview(
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

function judgeTest(
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

/** Judges whether a plan was reviewed and tested in time, on a day (UTC). */
export function judgePlan(
  plan: KnownPlan,
  exercisedOn: string | undefined,
  today: string,
): PlanStanding {
  const review = judgeReview(plan, today);
  const test = judgeTest(plan, exercisedOn, today);
  return { ...review, ...test, gaps: [...review.gaps, ...test.gaps] };
}

export type StandingPlan = KnownPlan & { standing: PlanStanding };

export type StandingPlans = ReadonlyMap<string, StandingPlan>;

function judgePlans(
  plans: readonly KnownPlan[],
  { exercised }: KnownState,
  today: string,
): StandingPlans {
  return new Map(
    plans.map(plan => [
      plan.planRef,
      {
        ...plan,
        standing: judgePlan(plan, exercised.get(plan.planRef), today),
      },
    ]),
  );
}

/**
 * The plans of the index with their standing, cached for each version of the index and each day. There are few plans, and
 * every response needs them.
 */
export class KnownPlans {
  #copy?: { version?: string; plans: readonly KnownPlan[] };
  #judged?: { as: string; plans: StandingPlans };

  constructor(private readonly store: Pick<PlansStore, 'getPlans'>) {}

  async list(state: KnownState): Promise<readonly KnownPlan[]> {
    return (await this.#read(state)).plans;
  }

  async at(state: KnownState, today: string): Promise<StandingPlans> {
    const { version, plans } = await this.#read(state);
    const as = JSON.stringify([version, today, ...state.exercised]);
    if (this.#judged?.as !== as) {
      this.#judged = { as, plans: judgePlans(plans, state, today) };
    }
    return this.#judged.plans;
  }

  async #read(state: KnownState) {
    if (!this.#copy || this.#copy.version !== state.version) {
      this.#copy = await this.store.getPlans();
    }
    return this.#copy;
  }
}
