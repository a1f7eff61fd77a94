import {
  type Coverage,
  type CoverageRow,
  READINESS_CHECKS,
  type ReadinessCheck,
} from 'backstage-plugin-security-incidents-common';
import { type Cell, csvCell, csvRowEnd } from '../reports/csv';
import type { CoverageFilter, CoverageRecord } from './store/PlansStore';
import type { StandingPlans } from './KnownPlans';
import { readinessOf } from './readiness';

/** What the percentage is, in words. */
export const COVERAGE_FORMULA: Coverage['formula'] =
  'Services that pass all five checks (owner, plan, reviewed, tested, roles), divided by all components, APIs and resources that the filters leave';

/** The plans that pass the checks which depend on the day. */
export function passingPlans(plans: StandingPlans): CoverageFilter['passing'] {
  const passing = (check: 'reviewed' | 'tested') =>
    [...plans.values()]
      .filter(({ standing }) => standing[check] === 'pass')
      .map(({ planRef }) => planRef);
  return { reviewed: passing('reviewed'), tested: passing('tested') };
}

export function coverageRow(
  record: CoverageRecord,
  plans: StandingPlans,
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
    readiness: readinessOf(record, plan?.standing),
  };
}

const CHECK_NAMES: Record<ReadinessCheck, string> = {
  owner: 'owner check',
  plans: 'plan check',
  reviewed: 'review check',
  tested: 'test check',
  roles: 'roles check',
};

/** What the file says of each service itself. */
const SERVICE_COLUMNS = [
  'service',
  'title',
  'owner',
  'system',
  'domain',
  'tier',
];
/** What it says of its plan and of how ready it is. */
const PLAN_COLUMNS = [
  'plan',
  'plan title',
  'last reviewed',
  'last tested',
  'roles resolved',
  'roles',
  ...READINESS_CHECKS.map(check => CHECK_NAMES[check]),
  'checks passed',
  'gaps',
];

function planCells(row: CoverageRow): Cell[] {
  const states = READINESS_CHECKS.map(check => row.readiness.checks[check]);
  return [
    row.planRef,
    row.planTitle,
    row.lastReviewed,
    row.lastTested,
    row.rolesResolved,
    row.rolesTotal,
    ...states,
    states.filter(state => state === 'pass').length,
    row.readiness.gaps.map(({ message }) => message).join('; '),
  ];
}

/**
 * What the file says of plan and readiness. Services are many and differ little in it, so that it is worked out once for all
 * that have the same plan, the same gaps and the same counts.
 */
function planCellsReader(
  plans: StandingPlans,
): (record: CoverageRecord) => string {
  // By gaps, which who reads the rows shares among services; then by plan; then by the counts.
  const known = new Map<
    CoverageRecord['gaps'],
    Map<string | undefined, Map<number, string>>
  >();
  return record => {
    const { planRef, hasOwner, rolesResolved, rolesTotal, gaps } = record;
    let ofGaps = known.get(gaps);
    if (!ofGaps) known.set(gaps, (ofGaps = new Map()));
    let ofPlan = ofGaps.get(planRef);
    if (!ofPlan) ofGaps.set(planRef, (ofPlan = new Map()));
    const counts = (rolesTotal * 1000 + rolesResolved) * 2 + Number(hasOwner);
    let cells = ofPlan.get(counts);
    if (cells === undefined) {
      cells = csvRowEnd(planCells(coverageRow(record, plans)));
      ofPlan.set(counts, cells);
    }
    return cells;
  };
}

/** One line for each service, with what each check says and every gap in words. */
export function coverageCsv(
  records: readonly CoverageRecord[],
  plans: StandingPlans,
): string {
  const planCellsOf = planCellsReader(plans);
  let text = csvRowEnd([...SERVICE_COLUMNS, ...PLAN_COLUMNS]);
  for (const record of records) {
    const { entityRef, title, ownerRef, systemRef, domainRef, tier } = record;
    text += `${csvCell(entityRef)},${csvCell(title)},${csvCell(
      ownerRef,
    )},${csvCell(systemRef)},${csvCell(domainRef)},${csvCell(
      tier,
    )},${planCellsOf(record)}`;
  }
  return text;
}
