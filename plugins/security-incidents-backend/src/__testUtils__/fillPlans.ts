import type { Knex } from 'knex';
import type {
  KnownPlan,
  KnownService,
} from '../responsePlans/store/PlansStore';
import { plan } from './planCatalog';

export const PLANS = 40;

const planRef = (index: number) => `responseplan:default/plan-${index}`;

/** Plans, some of them not reviewed or tested in time. */
export function manyPlans(): KnownPlan[] {
  return Array.from({ length: PLANS }, (_, index) => ({
    planRef: planRef(index),
    title: `Plan ${index}`,
    version: '1.0.0',
    lifecycle: 'approved' as const,
    ownerRef: 'group:default/security',
    lastReviewed: '2026-01-01',
    nextReview: index % 5 === 0 ? '2026-02-01' : '2999-01-01',
    testedOn: index % 3 === 0 ? undefined : '2026-01-01',
    document: plan(`plan-${index}`) as unknown as KnownPlan['document'],
    people: {},
    contentHash: '0'.repeat(64),
    changedAt: '2026-01-01T00:00:00.000Z',
  }));
}

/** Services of 50 owners, 100 systems and 20 domains; every tenth has no plan. */
export function manyServices(count: number): KnownService[] {
  return Array.from({ length: count }, (_, index) => {
    const entityRef = `component:default/service-${index}`;
    const hasPlan = index % 10 !== 0;
    const ownerRef = `group:default/team-${index % 50}`;
    const at = {
      ownerRef,
      systemRef: `system:default/system-${index % 100}`,
      domainRef: `domain:default/domain-${index % 20}`,
      tier: String(1 + (index % 4)),
    };
    return {
      entityRef,
      title: `Service ${index}`,
      kind: 'Component',
      ...at,
      target: { entityRef, kind: 'Component', ownerRefs: [ownerRef] },
      planRef: hasPlan ? planRef(index % PLANS) : undefined,
      rolesResolved: hasPlan ? 4 - (index % 7 === 0 ? 1 : 0) : 0,
      rolesTotal: hasPlan ? 4 : 0,
      gaps: [],
      hasOwner: index % 25 !== 0,
    };
  });
}

/** Turns every 200th incident of a history into a finished exercise. */
export async function fillRuns(db: Knex) {
  await db('incidents')
    .whereRaw('seq % 200 = 1')
    .update({ mode: 'exercise', closed_at: '2026-03-01T00:00:00.000Z' });
}
