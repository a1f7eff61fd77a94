import {
  type PlanOffer,
  getPlanReviewDue,
  type ResponsePlan,
  RSIT_CLASSES,
  type RsitClass,
  type SelectedPlan,
} from 'backstage-plugin-security-incidents-common';

/** The classes that a plan is for, in the order of the taxonomy; undefined when it is for all. */
function classesOf({ spec }: ResponsePlan): RsitClass[] | undefined {
  const named = spec.triggers.classifications?.map(
    value => value.replace(/^rsit:/, '').split('/')[0],
  );
  return named && RSIT_CLASSES.filter(name => named.includes(name));
}

/** The day on which a plan was last reviewed, which its approval is too. */
export function lastReviewedOn({ spec }: ResponsePlan): string | undefined {
  return spec.review?.lastReviewed ?? spec.approval?.at;
}

/** A selected plan as it is offered, with what the plan alone does not say. */
export function offerOf(
  { planRef, plan, score, reason, primary }: SelectedPlan,
  known: Pick<PlanOffer, 'ownerRef' | 'lastTested' | 'gaps'>,
): PlanOffer {
  const { title, name } = plan.metadata;
  return {
    planRef,
    title: title ?? name,
    version: plan.spec.version,
    ownerRef: known.ownerRef,
    score,
    reason,
    primary,
    classes: classesOf(plan),
    lastReviewed: lastReviewedOn(plan),
    nextReview: getPlanReviewDue(plan),
    lastTested: known.lastTested,
    gaps: known.gaps,
  };
}
