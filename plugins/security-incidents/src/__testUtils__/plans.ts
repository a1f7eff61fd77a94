import type {
  ApplicablePlans,
  Coverage,
  CoverageRow,
  PlanOffer,
  Readiness,
} from 'backstage-plugin-security-incidents-common';

/** Readiness that passes all checks but those that are said. */
export function readiness(
  checks: Partial<Readiness['checks']> = {},
  gaps: Readiness['gaps'] = [],
): Readiness {
  return {
    checks: {
      owner: 'pass',
      plans: 'pass',
      reviewed: 'pass',
      tested: 'pass',
      roles: 'pass',
      watched: 'pass',
      ...checks,
    },
    gaps,
    ...(checks.watched !== 'fail' && { lastWatched: '2026-11-22' }),
  };
}

/** A plan that would apply. */
export function offer(
  name: string,
  title: string,
  changes: Partial<PlanOffer> = {},
): PlanOffer {
  return {
    planRef: `responseplan:default/${name}`,
    title,
    version: '2.1.0',
    score: 100,
    reason: 'This plan names component:default/payments-api.',
    primary: true,
    lastReviewed: '2026-05-04',
    lastTested: '2026-06-18',
    gaps: [],
    ...changes,
  };
}

export const noPlans: ApplicablePlans = {
  entityRef: 'component:default/payments-api',
  items: [],
  byClass: {},
  roles: [],
  readiness: readiness({ plans: 'fail' }, [
    { code: 'no-plan', message: 'There is no approved plan' },
  ]),
  asOf: '2026-11-23T10:02:00.000Z',
  stale: false,
};

/** A service on the coverage board. */
export function coverageRow(
  name: string,
  changes: Partial<CoverageRow> = {},
): CoverageRow {
  return {
    entityRef: `component:default/${name}`,
    title: name,
    ownerRef: 'group:default/team-payments',
    systemRef: 'system:default/cards',
    domainRef: 'domain:default/payments',
    tier: '1',
    planRef: 'responseplan:default/leaked-credential',
    planTitle: 'Leaked credential',
    lastReviewed: '2026-05-04',
    lastTested: '2026-06-18',
    rolesResolved: 3,
    rolesTotal: 3,
    readiness: readiness(),
    ...changes,
  };
}

const each = (number: number) => ({
  owner: number,
  plans: number,
  reviewed: number,
  tested: number,
  roles: number,
  watched: number,
});

/** An answer of the coverage: 46 services of which 27 are ready. */
export function coverage(changes: Partial<Coverage> = {}): Coverage {
  return {
    items: [],
    totalItems: changes.items?.length ?? 0,
    services: 46,
    ready: 27,
    passing: { ...each(44), tested: 30 },
    lackingOnly: { ...each(0), owner: 1, tested: 7 },
    bySystem: [],
    formula: 'Services that pass all six checks, divided by all',
    pageInfo: {},
    asOf: '2026-11-23T10:02:00.000Z',
    stale: false,
    mayExport: true,
    ...changes,
  };
}
