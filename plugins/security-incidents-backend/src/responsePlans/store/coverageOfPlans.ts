import {
  type COVERAGE_FILTERS,
  type CoverageFilterValues,
  type PlanGap,
  READINESS_CHECKS,
  type ReadinessCheck,
  toSearchTerms,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { isInTextList } from '../../incidents/store/textList';
import type { CoverageFilter, CoverageRecord } from './PlansStore';
import { createCursorCodec, cursorValues } from '../../database/cursor';
import type { Row } from '../../database/rowMapper';

/*
 * Coverage in SQL: the checks that each service passes on the given day. Checks that depend on the day come as lists of plans
 * and sources that pass, so that pages, order and totals agree.
 */

type Passing = CoverageFilter['passing'];

/** When a check passes. `readinessOf` has the same rules for one service. */
function conditions(
  db: Knex,
  { reviewed, tested, watched }: Passing,
): Record<ReadinessCheck, Knex.Raw> {
  return {
    owner: db.raw('has_owner'),
    plans: db.raw('plan_ref is not null'),
    reviewed: isInTextList(db, 'plan_ref', reviewed),
    tested: isInTextList(db, 'plan_ref', tested),
    roles: db.raw('plan_ref is not null and roles_resolved = roles_total'),
    watched: db.raw('exists ?', [
      db('service_watches')
        .select(db.raw('1'))
        .whereRaw('service_watches.entity_ref = known_services.entity_ref')
        .where(isInTextList(db, 'source_id', watched)),
    ]),
  };
}

const checkColumn = (check: ReadinessCheck) => `passes_${check}`;

type FilterName = keyof typeof COVERAGE_FILTERS;
/** Filters of the list alone: the figures count the other services too. */
type ListOnly = 'gaps' | 'lacking';

const whereIn =
  (column: string) => (query: Knex.QueryBuilder, values: string[]) =>
    query.whereIn(column, values);

/** The SQL of each declared filter that list and figures share. A filter without SQL does not compile. */
const FILTERS: {
  [N in Exclude<FilterName, ListOnly>]: (
    query: Knex.QueryBuilder,
    value: NonNullable<CoverageFilterValues[N]>,
  ) => void;
} = {
  owner: whereIn('owner_ref'),
  system: whereIn('system_ref'),
  domain: whereIn('domain_ref'),
  tier: whereIn('tier'),
  q: (query, text) => {
    if (text.trim() === '') return;
    const terms = toSearchTerms(text);
    // A query without letters and digits finds nothing.
    if (terms.length === 0) query.whereRaw('1 = 0');
    for (const term of terms) {
      const pattern = `%${term.replace(/[\\%_]/g, '\\$&')}%`;
      query.whereRaw(`search_text like ? escape '\\'`, [pattern]);
    }
  },
};
const FILTER_NAMES = Object.keys(FILTERS) as Array<keyof typeof FILTERS>;

/** The conditions of each declared filter of the list alone. */
const LIST_CONDITIONS: {
  [N in ListOnly]: (value: NonNullable<CoverageFilterValues[N]>) => string[];
} = {
  gaps: gaps => [
    `checks_passed ${gaps ? '<' : '='} ${READINESS_CHECKS.length}`,
  ],
  lacking: checks =>
    checks.length > 0
      ? [`(${checks.map(check => `${checkColumn(check)} = 0`).join(' or ')})`]
      : [],
};
const LIST_NAMES = Object.keys(LIST_CONDITIONS) as ListOnly[];

function applyFilters(
  query: Knex.QueryBuilder,
  filter: CoverageFilter,
  db: Knex,
) {
  const values: CoverageFilterValues = filter;
  const apply = <N extends keyof typeof FILTERS>(name: N) => {
    const value = values[name];
    if (value !== undefined) FILTERS[name](query, value);
  };
  FILTER_NAMES.forEach(apply);
  if (filter.visible) {
    query.where(isInTextList(db, 'entity_ref', filter.visible));
  }
}

/** Services that match the filters, with 1 or 0 for each check and the number of passed checks. */
function rated(db: Knex, filter: CoverageFilter): Knex.QueryBuilder {
  const passes = Object.entries(conditions(db, filter.passing)).map(
    ([check, condition]) =>
      db.raw('case when ? then 1 else 0 end as ??', [
        condition,
        checkColumn(check as ReadinessCheck),
      ] as never[]),
  );
  const checked = db('known_services').select('known_services.*', ...passes);
  applyFilters(checked, filter, db);
  // Materialized: the planner would put each check into every place where its column is used, and evaluate it again there.
  return db
    .withMaterialized('checked', checked)
    .from('checked')
    .select(
      'checked.*',
      db.raw(
        `${READINESS_CHECKS.map(checkColumn).join(' + ')} as checks_passed`,
      ),
    )
    .as('rated');
}

/** The column with the number of services that fail only this check. */
export const lackingOnlyColumn = (check: ReadinessCheck) =>
  `lacking_only_${check}`;

/** Whether a service is listed; the figures count the others too. */
function listedCondition(filter: CoverageFilterValues): string {
  const toRules = <N extends ListOnly>(name: N): string[] => {
    const value = filter[name];
    return value === undefined ? [] : LIST_CONDITIONS[name](value);
  };
  return LIST_NAMES.flatMap(toRules).join(' and ') || '1 = 1';
}

/** One row per system, and one for services without a system, with the number of services by check. */
export function coverageFigures(
  db: Knex,
  filter: CoverageFilter,
): Knex.QueryBuilder {
  return db
    .from(rated(db, filter))
    .select('system_ref')
    .groupBy('system_ref')
    .count({ services: '*' })
    .sum({
      listed: db.raw(`case when ${listedCondition(filter)} then 1 else 0 end`),
      ready: db.raw('case when checks_passed = ? then 1 else 0 end', [
        READINESS_CHECKS.length,
      ]),
      ...Object.fromEntries(
        READINESS_CHECKS.flatMap(check => [
          [check, checkColumn(check)],
          [
            lackingOnlyColumn(check),
            db.raw('case when checks_passed = ? and ?? = 0 then 1 else 0 end', [
              READINESS_CHECKS.length - 1,
              checkColumn(check),
            ]),
          ],
        ]),
      ),
    });
}

const ORDER = ['checks_passed', 'tier_rank', 'entity_ref'] as const;
const SHOWN = [
  'entity_ref',
  'title',
  'kind',
  'owner_ref',
  'system_ref',
  'domain_ref',
  'tier',
  'plan_ref',
  'roles_resolved',
  'roles_total',
  'gaps',
  'has_owner',
];
const cursors = createCursorCodec(
  'coverage',
  z.tuple([cursorValues.integer, cursorValues.integer, cursorValues.text]),
);

/** The cursor of the page after `row`. */
export function toCoverageCursor(row: Row): string {
  return cursors.encode([
    Number(row.checks_passed),
    Number(row.tier_rank),
    String(row.entity_ref),
  ]);
}

/** Reads rows of {@link coveragePage}. Many services share the same gaps, so each text is parsed once. */
export function coverageReader(): (row: Row) => CoverageRecord {
  const known = new Map<unknown, PlanGap[]>();
  const gapsOf = (text: unknown): PlanGap[] => {
    let gaps = known.get(text);
    if (!gaps) {
      gaps = JSON.parse(String(text)) as PlanGap[];
      known.set(text, gaps);
    }
    return gaps;
  };
  const text = (value: unknown) => (value ?? undefined) as string | undefined;
  return row => ({
    entityRef: row.entity_ref as string,
    title: row.title as string,
    kind: row.kind as string,
    ownerRef: text(row.owner_ref),
    systemRef: text(row.system_ref),
    domainRef: text(row.domain_ref),
    tier: text(row.tier),
    planRef: text(row.plan_ref),
    rolesResolved: row.roles_resolved as number,
    rolesTotal: row.roles_total as number,
    gaps: gapsOf(row.gaps),
    hasOwner: Boolean(row.has_owner),
  });
}

/** The services of a page, with one more row when another page follows. */
export function coveragePage(
  db: Knex,
  filter: CoverageFilter,
): Knex.QueryBuilder {
  const query = db
    .from(rated(db, filter))
    .select(...SHOWN, 'checks_passed', 'tier_rank')
    .whereRaw(listedCondition(filter));
  if (filter.cursor !== undefined) {
    query.whereRaw(
      `(${ORDER.join(', ')}) > (?, ?, ?)`,
      cursors.decode(filter.cursor),
    );
  }
  ORDER.forEach(column => query.orderBy(column));
  if (filter.limit !== undefined) query.limit(filter.limit + 1);
  return query;
}
