import {
  DETECTION_METHODS,
  RSIT_CLASSES,
  SEVERITIES,
  type SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { TimeRange } from '../../database/readModel/months/calendar';
import { IS_LIVE } from '../../database/readModel/months/changes';
import type { Row } from '../../database/rowMapper';
import { inScope } from '../../incidents/store/entityFilters';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ZoneMonth } from '../reportPeriod';
import type { AnalysisSubject } from './AnalysisReader';
import type { Coverage } from './countedMonths';

/*
 * Queries on `incident_analysis_items`. The table has the alias `incidents`, so that conditions on scopes and memberships fit.
 */

const SCOPE_FIELDS = ['entityRef', 'system', 'domain', 'owner'] as const;

/** The items of a period that the caller may read, of every population. */
export function selectItems(
  db: Knex,
  { period, scope, access }: AnalysisSubject,
): Knex.QueryBuilder {
  const items = db('incident_analysis_items as incidents')
    .where('incidents.detected_ms', '>=', Date.parse(period.from))
    .where('incidents.detected_ms', '<', Date.parse(period.to));
  for (const field of SCOPE_FIELDS) {
    const refs = scope[field];
    if (refs) inScope(items, field, refs, access, db);
  }
  if (!access.onlyIf) return applyReadAccess(items, access, db);
  // Criteria are about columns of the record.
  const readable = db('incidents').select('incidents.seq');
  return items.whereIn('incidents.seq', applyReadAccess(readable, access, db));
}

/** The items of incidents that an analysis is about. */
export function selectIncidents(
  db: Knex,
  subject: AnalysisSubject,
): Knex.QueryBuilder {
  return selectItems(db, subject).where('incidents.population', 'real');
}

const isIn = (ranges: readonly TimeRange[]) =>
  `(${ranges
    .map(
      ({ from, to }) =>
        `incidents.detected_ms >= ${from} AND incidents.detected_ms < ${to}`,
    )
    .join(' OR ')})`;

/** The items that are not counted ahead: two parts, so that each uses its index. */
function selectLiveItems(
  db: Knex,
  subject: AnalysisSubject,
  { counted, gaps }: Coverage,
): Knex.QueryBuilder {
  const select = () => selectItems(db, subject).select('incidents.*');
  const uncounted = select().whereRaw(isIn(counted)).whereRaw(IS_LIVE);
  return gaps.length === 0
    ? uncounted
    : select().whereRaw(isIn(gaps)).unionAll([uncounted]);
}

/** The whole of a subject, where nothing is counted ahead. */
const WHOLE = {};

/** The SQL of items, built once for all statements about a subject. */
const sources = new WeakMap<
  AnalysisSubject,
  { db: Knex; byPart: Map<object, Knex.Sql> }
>();

function getSource(
  db: Knex,
  subject: AnalysisSubject,
  coverage: Coverage | undefined,
): Knex.Sql {
  let known = sources.get(subject);
  if (known?.db !== db) {
    known = { db, byPart: new Map() };
    sources.set(subject, known);
  }
  const part = coverage ?? WHOLE;
  const source =
    known.byPart.get(part) ??
    (coverage
      ? selectLiveItems(db, subject, coverage)
      : selectItems(db, subject).select('incidents.*')
    ).toSQL();
  known.byPart.set(part, source);
  return source;
}

export async function readRows(
  db: Knex,
  sql: string,
  bindings: readonly unknown[] = [],
): Promise<Row[]> {
  const answer: Row[] | { rows: Row[] } = await db.raw(
    sql,
    bindings as never[],
  );
  return Array.isArray(answer) ? answer : answer.rows;
}

/**
 * Reads aggregates of the items of a subject.
 *
 * @param build - gets the items as a table for FROM, with the alias `incidents`, and returns the statement
 * @param options - how often the statement has the table, and what is counted ahead and not read
 */
export async function readItems(
  db: Knex,
  subject: AnalysisSubject,
  build: (items: string) => string,
  { tables = 1, coverage }: { tables?: number; coverage?: Coverage } = {},
): Promise<Row[]> {
  const { sql, bindings } = getSource(db, subject, coverage);
  return readRows(
    db,
    build(`(${sql}) AS incidents`),
    Array.from({ length: tables }, () => bindings).flat(),
  );
}

/** Keeps what an analysis is about. */
export const IS_COUNTED = `incidents.population = 'real'`;

export const countIf = (condition: string) =>
  `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;

const UNDECIDED = 'undecided';

export const toClass = (code: unknown) =>
  RSIT_CLASSES[Number(code) - 1] ?? UNDECIDED;
export const toSeverity = (code: unknown): keyof SeverityCounts =>
  SEVERITIES[Number(code) - 1] ?? UNDECIDED;
export const toSource = (code: unknown) =>
  DETECTION_METHODS[Number(code) - 1] ?? UNDECIDED;

/** The index of the month of a time: a tree of comparisons, so that ten years take seven. */
export function toMonthSql(
  months: readonly ZoneMonth[],
  column = 'incidents.detected_ms',
): string {
  const build = (first: number, last: number): string => {
    if (first === last) return String(first);
    const middle = Math.ceil((first + last) / 2);
    const start = Date.parse(months[middle].from);
    const before = build(first, middle - 1);
    const after = build(middle, last);
    return `CASE WHEN ${column} < ${start} THEN ${before} ELSE ${after} END`;
  };
  return build(0, months.length - 1);
}
