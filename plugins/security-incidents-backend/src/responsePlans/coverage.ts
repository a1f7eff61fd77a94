import {
  type Coverage,
  type CoverageRow,
  READINESS_CHECKS,
  type ReadinessCheck,
} from 'backstage-plugin-security-incidents-common';
import type { ExportedList } from '../reports/exports/ListFile';
import type { CoverageFilter, CoverageRecord } from './store/PlansStore';
import type { StandingPlans } from './KnownPlans';
import { getReadiness } from './readiness';
import type { ServiceWatch } from './WatchReader';

/** The formula of the percentage, for the page. */
export const COVERAGE_FORMULA: Coverage['formula'] =
  'Services that pass all six checks (owner, plan, reviewed, tested, roles, watched), divided by all components, APIs and resources that the filters leave';

/** Returns the plans that pass the checks that depend on the current day. */
export function getPassingPlans(
  plans: StandingPlans,
): Pick<CoverageFilter['passing'], 'reviewed' | 'tested'> {
  const passing = (check: 'reviewed' | 'tested') =>
    [...plans.values()]
      .filter(({ standing }) => standing[check] === 'pass')
      .map(({ planRef }) => planRef);
  return { reviewed: passing('reviewed'), tested: passing('tested') };
}

export function toCoverageRow(
  record: CoverageRecord,
  plans: StandingPlans,
  watches: ReadonlyMap<string, ServiceWatch>,
): CoverageRow {
  const plan =
    record.planRef === undefined ? undefined : plans.get(record.planRef);
  return {
    entityRef: record.entityRef,
    title: record.title,
    ownerRef: record.ownerRef,
    systemRef: record.systemRef,
    domainRef: record.domainRef,
    tier: record.tier,
    planRef: record.planRef,
    rolesResolved: record.rolesResolved,
    rolesTotal: record.rolesTotal,
    planTitle: plan?.title,
    lastReviewed: plan?.lastReviewed,
    lastTested: plan?.standing.lastTested,
    readiness: getReadiness(
      record,
      plan?.standing,
      watches.get(record.entityRef),
    ),
  };
}

const CHECK_NAMES: Record<ReadinessCheck, string> = {
  owner: 'owner check',
  plans: 'plan check',
  reviewed: 'review check',
  tested: 'test check',
  roles: 'roles check',
  watched: 'watch check',
};

/** Services with the result of each check and the messages of their gaps. */
export const COVERAGE_LIST: ExportedList<CoverageRow> = {
  columns: [
    ['service', ({ item }) => item.entityRef],
    ['title', ({ item }) => item.title],
    ['owner', ({ item }) => item.ownerRef],
    ['system', ({ item }) => item.systemRef],
    ['domain', ({ item }) => item.domainRef],
    ['tier', ({ item }) => item.tier],
    ['plan', ({ item }) => item.planRef],
    ['plan title', ({ item }) => item.planTitle],
    ['last reviewed', ({ item }) => item.lastReviewed],
    ['last tested', ({ item }) => item.lastTested],
    ['roles resolved', ({ item }) => item.rolesResolved],
    ['roles', ({ item }) => item.rolesTotal],
    ['last watched', ({ item }) => item.readiness.lastWatched],
    ...READINESS_CHECKS.map(
      (check): ExportedList<CoverageRow>['columns'][number] => [
        CHECK_NAMES[check],
        ({ item }) => item.readiness.checks[check],
      ],
    ),
    [
      'checks passed',
      ({ item: { readiness } }) =>
        READINESS_CHECKS.filter(check => readiness.checks[check] === 'pass')
          .length,
    ],
    [
      'gaps',
      ({ item }) =>
        item.readiness.gaps.map(({ message }) => message).join('; '),
    ],
  ],
};
