import {
  type ApplicablePlans,
  type EntityOverview,
  type PlanForClasses,
  type PlanOffer,
  type PlanTarget,
  type ResolvedRole,
  selectPlans,
  selectPlansByClass,
} from 'backstage-plugin-security-incidents-common';
import type { KnownService } from './store/PlansStore';
import type { StandingPlans } from './KnownPlans';
import { buildOffer } from './offer';
import { getReadiness } from './readiness';
import { toRoleResolution, resolveRoles } from './roles';
import type { ServiceWatch } from './WatchReader';

/** How many plans the card shows. */
const CARD_PLANS = 4;

const getDocuments = (plans: StandingPlans) =>
  [...plans.values()].map(({ document }) => document);

/** Returns the plans that apply to a service, best first. While no class is given, none of several is better than the others. */
function getOffers(
  { target }: KnownService,
  incident: Omit<PlanTarget, 'affected'>,
  plans: StandingPlans,
): { items: PlanOffer[]; undecided: boolean } {
  const selected = selectPlans(getDocuments(plans), {
    ...incident,
    affected: [target],
  });
  const undecided =
    incident.classification === undefined && selected.length > 1;
  const items = selected.flatMap(plan => {
    const known = plans.get(plan.planRef);
    if (!known) return [];
    const { ownerRef, standing } = known;
    const { lastTested, gaps } = standing;
    return [
      buildOffer(
        undecided ? { ...plan, primary: false, reason: plan.fits } : plan,
        { ownerRef, lastTested, gaps },
      ),
    ];
  });
  return { items, undecided };
}

/** Returns the leading plan for each incident class that has one. */
function getLeadingPlans({ target }: KnownService, plans: StandingPlans) {
  return selectPlansByClass(getDocuments(plans), target).flatMap(
    ({ class: rsitClass, plans: [first] }) =>
      first ? [{ class: rsitClass, planRef: first.planRef }] : [],
  );
}

function getPlanKinds(
  service: KnownService,
  plans: StandingPlans,
): PlanForClasses[] {
  const kinds = new Map<string, PlanForClasses>();
  for (const { class: rsitClass, planRef } of getLeadingPlans(service, plans)) {
    const { metadata } = plans.get(planRef)!.document;
    const title = metadata.title ?? metadata.name;
    const of = kinds.get(planRef) ?? { planRef, title, classes: [] };
    of.classes.push(rsitClass);
    kinds.set(planRef, of);
  }
  return [...kinds.values()];
}

/** Resolves the roles of a plan for a service. */
function getRoles(
  service: KnownService,
  planRef: string | undefined,
  plans: StandingPlans,
): ResolvedRole[] {
  const plan = planRef === undefined ? undefined : plans.get(planRef);
  if (!plan) return [];
  return resolveRoles(
    plan.document,
    toRoleResolution(service, ref => plan.people[ref] ?? undefined),
  );
}

const getServiceReadiness = (
  service: KnownService,
  plans: StandingPlans,
  watch: ServiceWatch | undefined,
) =>
  getReadiness(
    service,
    service.planRef === undefined
      ? undefined
      : plans.get(service.planRef)?.standing,
    watch,
  );

/** Builds the response about the plans of one service. */
export function applicablePlans(
  service: KnownService,
  incident: Omit<PlanTarget, 'affected'>,
  plans: StandingPlans,
  watch: ServiceWatch | undefined,
): Omit<ApplicablePlans, 'asOf' | 'stale'> {
  const { items, undecided } = getOffers(service, incident, plans);
  const byClass = getLeadingPlans(service, plans).map(
    ({ class: rsitClass, planRef }) => [rsitClass, planRef],
  );
  return {
    entityRef: service.entityRef,
    items,
    ...(undecided && { undecided }),
    byClass: Object.fromEntries(byClass),
    roles: undecided ? [] : getRoles(service, items[0]?.planRef, plans),
    readiness: getServiceReadiness(service, plans, watch),
  };
}

/** What the entity card shows of plans. */
export type CardPlans = Pick<
  EntityOverview,
  'plansState' | 'readiness' | 'watch' | 'plans' | 'planKinds' | 'planRoles'
>;

export function cardPlans(
  service: KnownService,
  plans: StandingPlans,
  watch: ServiceWatch | undefined,
): CardPlans {
  return {
    readiness: getServiceReadiness(service, plans, watch),
    plans: getOffers(service, {}, plans).items.slice(0, CARD_PLANS),
    planKinds: getPlanKinds(service, plans),
    planRoles: getRoles(service, service.planRef, plans),
  };
}
