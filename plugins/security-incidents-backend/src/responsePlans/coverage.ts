import {
  type Coverage,
  type CoverageRow,
  READINESS_CHECKS,
  type ReadinessCheck,
} from 'backstage-plugin-security-incidents-common';
import { type Cell, toCsv } from '../reports/csv';
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

const CSV_HEADER = [
  'service',
  'title',
  'owner',
  'system',
  'domain',
  'tier',
  'plan',
  'plan title',
  'last reviewed',
  'last tested',
  'roles resolved',
  'roles',
  'last watched',
  ...READINESS_CHECKS.map(check => CHECK_NAMES[check]),
  'checks passed',
  'gaps',
];

function toCsvRow(row: CoverageRow): Cell[] {
  const states = READINESS_CHECKS.map(check => row.readiness.checks[check]);
  return [
    row.entityRef,
    row.title,
    row.ownerRef,
    row.systemRef,
    row.domainRef,
    row.tier,
    row.planRef,
    row.planTitle,
    row.lastReviewed,
    row.lastTested,
    row.rolesResolved,
    row.rolesTotal,
    row.readiness.lastWatched,
    ...states,
    states.filter(state => state === 'pass').length,
    row.readiness.gaps.map(({ message }) => message).join('; '),
  ];
}

/** One line per service: the result of each check and the messages of its gaps. */
export function toCoverageCsv(
  records: readonly CoverageRecord[],
  plans: StandingPlans,
  watches: ReadonlyMap<string, ServiceWatch>,
): string {
  return toCsv(
    CSV_HEADER,
    records.map(record => toCsvRow(toCoverageRow(record, plans, watches))),
  );
}
