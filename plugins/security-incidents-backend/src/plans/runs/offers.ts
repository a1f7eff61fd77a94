import {
  type PlanGap,
  planLastTested,
  type PlanOffer,
  planReviewDue,
  RSIT_CLASSES,
  type RsitClass,
  type SelectedPlan,
} from 'backstage-plugin-security-incidents-common';
import type { CataloguedPlan } from '../PlanCatalog';
import { resolveRole, type RoleResolution } from './roles';

function classesOf({ spec }: CataloguedPlan): RsitClass[] | undefined {
  const { classifications } = spec.triggers;
  return (
    classifications &&
    RSIT_CLASSES.filter(rsitClass =>
      classifications.some(
        value => value.replace(/^rsit:/, '').split('/')[0] === rsitClass,
      ),
    )
  );
}

function laterOf(a?: string, b?: string): string | undefined {
  return (a ?? '') > (b ?? '') ? a : b;
}

/**
 * A selected plan as it is offered.
 *
 * @param testedAt - when its last exercise was closed
 * @param today - such as `2026-11-25`
 */
export function toOffer(
  { plan, planRef, score, reason, primary }: SelectedPlan<CataloguedPlan>,
  resolution: RoleResolution,
  testedAt: string | undefined,
  today: string,
): PlanOffer {
  const { spec, metadata } = plan;
  const nextReview = planReviewDue(plan);
  const gaps: PlanGap[] = spec.roles
    .map(role => resolveRole(role, resolution))
    .filter(role => role.required && role.gap)
    .map(({ title, gap }) => ({
      code: 'role-unresolved',
      message: `Nobody is ${title}: ${gap}`,
      planRef,
    }));
  if (nextReview && nextReview < today) {
    gaps.push({
      code: 'review-overdue',
      message: `Its review was due on ${nextReview}`,
      planRef,
    });
  }
  return {
    planRef,
    title: metadata.title ?? metadata.name,
    version: spec.version,
    ownerRef: spec.owner,
    score,
    reason,
    primary,
    classes: classesOf(plan),
    lastReviewed: spec.review?.lastReviewed ?? spec.approval?.at,
    nextReview,
    lastTested: laterOf(testedAt?.slice(0, 10), planLastTested(plan)),
    gaps,
  };
}
