import {
  type ApplicablePlans,
  type EntityOverview,
  type PlanOffer,
  type PlanTarget,
  type ResolvedRole,
  selectPlans,
  selectPlansByKind,
} from 'backstage-plugin-security-incidents-common';
import type { KnownService } from '../store/PlansStore';
import type { StandingPlans } from './KnownPlans';
import { offerOf } from './offer';
import { readinessOf } from './readiness';
import { resolutionFor, resolveRoles } from './roles';

/** How many plans the card shows. */
const CARD_PLANS = 4;

const documentsOf = (plans: StandingPlans) =>
  [...plans.values()].map(({ document }) => document);

/** The plans that apply to a service, the first one first. */
function offersFor(
  { target }: KnownService,
  incident: Omit<PlanTarget, 'affected'>,
  plans: StandingPlans,
): PlanOffer[] {
  return selectPlans(documentsOf(plans), {
    ...incident,
    affected: [target],
  }).flatMap(selected => {
    const known = plans.get(selected.planRef);
    if (!known) return [];
    const { ownerRef, standing } = known;
    const { lastTested, gaps } = standing;
    return [offerOf(selected, { ownerRef, lastTested, gaps })];
  });
}

/** Who would act by a plan now. */
function rolesFor(
  service: KnownService,
  planRef: string | undefined,
  plans: StandingPlans,
): ResolvedRole[] {
  const plan = planRef === undefined ? undefined : plans.get(planRef);
  if (!plan) return [];
  return resolveRoles(
    plan.document,
    resolutionFor(service, ref => plan.people[ref] ?? undefined),
  );
}

const readinessFor = (service: KnownService, plans: StandingPlans) =>
  readinessOf(
    service,
    service.planRef === undefined
      ? undefined
      : plans.get(service.planRef)?.standing,
  );

/** All that is said of plans for one service. */
export function applicablePlans(
  service: KnownService,
  incident: Omit<PlanTarget, 'affected'>,
  plans: StandingPlans,
): Omit<ApplicablePlans, 'asOf' | 'stale'> {
  const items = offersFor(service, incident, plans);
  const byClass = selectPlansByKind(documentsOf(plans), service.target).flatMap(
    ({ class: rsitClass, plans: [first] }) =>
      first ? [[rsitClass, first.planRef]] : [],
  );
  return {
    entityRef: service.entityRef,
    items,
    byClass: Object.fromEntries(byClass),
    roles: rolesFor(service, items[0]?.planRef, plans),
    readiness: readinessFor(service, plans),
  };
}

/** What the entity card shows of plans. */
export type CardPlans = Pick<
  EntityOverview,
  'plansState' | 'readiness' | 'plans' | 'planRoles'
>;

export function cardPlans(
  service: KnownService,
  plans: StandingPlans,
): CardPlans {
  return {
    readiness: readinessFor(service, plans),
    plans: offersFor(service, {}, plans).slice(0, CARD_PLANS),
    planRoles: rolesFor(service, service.planRef, plans),
  };
}
