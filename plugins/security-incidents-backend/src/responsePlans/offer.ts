import {
  type PlanOffer,
  getPlanReviewDue,
  type ResponsePlan,
  RSIT_CLASSES,
  type RsitClass,
  type SelectedPlan,
} from 'backstage-plugin-security-incidents-common';

/** Returns the classes that a plan applies to, in taxonomy order; undefined means all. */
function getClasses({ spec }: ResponsePlan): RsitClass[] | undefined {
  const named = spec.triggers.classifications?.map(
    value => value.replace(/^rsit:/, '').split('/')[0],
  );
  return named && RSIT_CLASSES.filter(name => named.includes(name));
}

/** Returns the day of the last review, or else of the approval. */
export function getLastReviewDay({ spec }: ResponsePlan): string | undefined {
  return spec.review?.lastReviewed ?? spec.approval?.at;
}

/** Builds the offer for a selected plan. */
export function buildOffer(
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
    classes: getClasses(plan),
    lastReviewed: getLastReviewDay(plan),
    nextReview: getPlanReviewDue(plan),
    lastTested: known.lastTested,
    gaps: known.gaps,
  };
}
