import {
  type PlanGap,
  getPlanLastTested,
  type PlanOffer,
  getPlanReviewDue,
  type SelectedPlan,
} from 'backstage-plugin-security-incidents-common';
import { buildOffer } from '../offer';
import type { CataloguedPlan } from '../PlanCatalog';
import { resolveRoles, type RoleResolution } from '../roles';

function getLater(a?: string, b?: string): string | undefined {
  return (a ?? '') > (b ?? '') ? a : b;
}

/**
 * Builds the offer for a selected plan.
 *
 * @param testedAt - when its last exercise was closed
 * @param today - such as `2026-11-25`
 */
export function toOffer(
  selected: SelectedPlan<CataloguedPlan>,
  resolution: RoleResolution,
  testedAt: string | undefined,
  today: string,
): PlanOffer {
  const { plan, planRef } = selected;
  const nextReview = getPlanReviewDue(plan);
  const gaps: PlanGap[] = resolveRoles(plan, resolution)
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
  return buildOffer(selected, {
    ownerRef: plan.spec.owner,
    lastTested: getLater(testedAt?.slice(0, 10), getPlanLastTested(plan)),
    gaps,
  });
}
