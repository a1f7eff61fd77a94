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

/** The plan that would lead for each class of incident that has one. */
function leadsFor({ target }: KnownService, plans: StandingPlans) {
  return selectPlansByClass(documentsOf(plans), target).flatMap(
    ({ class: rsitClass, plans: [first] }) =>
      first ? [{ class: rsitClass, planRef: first.planRef }] : [],
  );
}

function kindsFor(
  service: KnownService,
  plans: StandingPlans,
): PlanForClasses[] {
  const kinds = new Map<string, PlanForClasses>();
  for (const { class: rsitClass, planRef } of leadsFor(service, plans)) {
    const { metadata } = plans.get(planRef)!.document;
    const title = metadata.title ?? metadata.name;
    const of = kinds.get(planRef) ?? { planRef, title, classes: [] };
    of.classes.push(rsitClass);
    kinds.set(planRef, of);
  }
  return [...kinds.values()];
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
  const byClass = leadsFor(service, plans).map(
    ({ class: rsitClass, planRef }) => [rsitClass, planRef],
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
  'plansState' | 'readiness' | 'plans' | 'planKinds' | 'planRoles'
>;

export function cardPlans(
  service: KnownService,
  plans: StandingPlans,
): CardPlans {
  return {
    readiness: readinessFor(service, plans),
    plans: offersFor(service, {}, plans).slice(0, CARD_PLANS),
    planKinds: kindsFor(service, plans),
    planRoles: rolesFor(service, service.planRef, plans),
  };
}
