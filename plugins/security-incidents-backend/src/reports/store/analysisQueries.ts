import {
  DETECTION_METHODS,
  RSIT_CLASSES,
  SEVERITIES,
  type SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import { inScope } from '../../incidents/store/entityFilters';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ZoneMonth } from '../reportPeriod';
import type { AnalysisSubject } from './AnalysisReader';

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

/** The SQL of `selectItems`, built once for all statements about a subject. */
const sources = new WeakMap<AnalysisSubject, { db: Knex; source: Knex.Sql }>();

function getSource(db: Knex, subject: AnalysisSubject): Knex.Sql {
  const known = sources.get(subject);
  if (known?.db === db) return known.source;
  const source = selectItems(db, subject).select('incidents.*').toSQL();
  sources.set(subject, { db, source });
  return source;
}

/**
 * Reads aggregates of the items of a subject.
 *
 * @param build - gets the items as a table for FROM, with the alias `incidents`, and returns the statement
 * @param tables - how often the statement has the table
 */
export async function readItems(
  db: Knex,
  subject: AnalysisSubject,
  build: (items: string) => string,
  tables = 1,
): Promise<Row[]> {
  const { sql, bindings } = getSource(db, subject);
  const bound = Array.from({ length: tables }, () => bindings).flat();
  const answer: Row[] | { rows: Row[] } = await db.raw(
    build(`(${sql}) AS incidents`),
    bound as never[],
  );
  return Array.isArray(answer) ? answer : answer.rows;
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
export function toMonthSql(months: readonly ZoneMonth[]): string {
  const build = (first: number, last: number): string => {
    if (first === last) return String(first);
    const middle = Math.ceil((first + last) / 2);
    const start = Date.parse(months[middle].from);
    const before = build(first, middle - 1);
    const after = build(middle, last);
    return `CASE WHEN incidents.detected_ms < ${start} THEN ${before} ELSE ${after} END`;
  };
  return build(0, months.length - 1);
}
