import type { Knex } from 'knex';
import { toIncidentRecord } from '../../incidents/store/rows';
import { toAnalysisItem } from '../../reports/analysis/analysisFacts';
import { toStatusFact } from '../../reports/store/factRows';
import { DatabasePlanRuns } from '../../responsePlans/store/DatabasePlanRuns';
import { findRound } from '../../serviceLevels/levels';
import type { IncidentAnalysisItemRow } from '../analysisTables';
import { insertMany } from '../insertMany';
import type { Row } from '../rowMapper';
import { groupBySeq } from './build';
import type { DueRules } from './due';
import { CHANGE_COLUMNS, markMonths } from './months/changes';

/*
 * `incident_analysis_items` holds the facts of each incident that the analysis counts, as numbers. Clocks depend on the configured
 * service levels, so each row says which rules it was built with.
 */

/** The rules of a row that was not built yet. */
export const NOT_BUILT = 0;

/** Builds the items of some incidents from the record. */
export async function buildAnalysisItems(
  db: Knex,
  seqs: readonly number[],
  rules: DueRules,
): Promise<Map<number, IncidentAnalysisItemRow>> {
  const ofIncident = (table: string) =>
    db(table).whereRaw('??.incident_seq = incidents.seq', [table]);
  const correction = db('resolution_steps as correction')
    .select(db.raw('1'))
    .whereRaw('correction.supersedes = resolution_steps.id');
  const rows: Row[] = await db('incidents')
    .whereIn('seq', [...seqs])
    .select('incidents.*', {
      hits: ofIncident('affected_entities').whereNull('removed_at').count('*'),
      customer_steps: ofIncident('resolution_steps')
        .where('audience', 'customers')
        .whereNotExists(correction)
        .count('*'),
    } as never);
  const changes = groupBySeq(
    await db('timeline_entries')
      .whereIn('incident_seq', [...seqs])
      .where('action', 'status.changed')
      .orderBy(['incident_seq', 'seq'])
      .select('incident_seq', 'at', 'actor', 'data'),
  );
  const runs = await new DatabasePlanRuns(db).getPrimaryRuns(seqs);
  return new Map(
    rows.map(row => {
      const incident = toIncidentRecord(row);
      const { seq } = incident;
      const statusChanges = (changes.get(seq) ?? []).map(toStatusFact);
      const clocks = rules.readClocks({
        incident,
        run: runs.get(seq),
        round: incident.resolvedAt ? findRound(statusChanges) : undefined,
      });
      const item = toAnalysisItem({
        incident,
        statusChanges,
        told: Number(row.customer_steps) > 0,
        hits: Number(row.hits),
        clocks,
        rules: rules.code,
      });
      return [seq, item];
    }),
  );
}

/** Rewrites the items of some incidents, and says which months have to be counted again. */
export async function rebuildAnalysisItems(
  db: Knex,
  seqs: readonly number[],
  rules: DueRules,
): Promise<void> {
  if (seqs.length === 0) return;
  const items = await buildAnalysisItems(db, seqs, rules);
  const mine = () => db('incident_analysis_items').whereIn('seq', [...seqs]);
  const before: IncidentAnalysisItemRow[] = await mine().select([
    ...CHANGE_COLUMNS,
  ]);
  await mine().delete();
  await markMonths(db, [...before, ...items.values()]);
  await insertMany(
    db,
    'incident_analysis_items',
    [...items.values()].map(item => ({ ...item })),
  );
}

/** Incidents whose item was built with other rules, or not yet. */
export async function findAnalysisItemsOfOtherRules(
  db: Knex,
  { code }: Pick<DueRules, 'code'>,
  limit: number,
): Promise<number[]> {
  // Two ranges of one index.
  const found = new Set<number>();
  for (const comparison of ['<', '>']) {
    const rows: Row[] = await db('incident_analysis_items')
      .where('rules', comparison, code)
      .select('seq')
      .limit(limit - found.size);
    rows.forEach(({ seq }) => found.add(Number(seq)));
    if (found.size >= limit) break;
  }
  return [...found].sort((a, b) => a - b);
}

/** SQLite takes any text for a number. */
const isNumber = (value: unknown) => Number.isFinite(Number(value));

const TEXT_COLUMNS = ['visibility', 'population', 'facts', 'clocks'];
/** What depends on service levels. */
const CLOCK_COLUMNS = [
  'clocks',
  'acknowledge_due_ms',
  'contain_due_ms',
  'resolve_due_ms',
];

/**
 * What a check compares of an item. PostgreSQL returns large numbers as text.
 *
 * @param withClocks - whether the stored item was built with the rules of today
 */
export function toComparedItem(
  { rules: _rules, seq: _seq, ...fields }: Row,
  withClocks: boolean,
): Row {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => withClocks || !CLOCK_COLUMNS.includes(name))
      .map(([name, value]) => [
        name,
        value === null || TEXT_COLUMNS.includes(name) || !isNumber(value)
          ? value
          : Number(value),
      ]),
  );
}
