import {
  MAX_REPORT_KEYS,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import {
  hasLetter,
  IMPACT_COLUMNS,
  KEY_LISTS,
} from '../../../reports/analysis/analysisFacts';
import { DURATIONS } from '../../../reports/durationRules';
import type {
  AnalysisMonthDurationRow,
  AnalysisMonthEntityRow,
  AnalysisMonthListRow,
  AnalysisMonthResponseRow,
  AnalysisMonthRow,
  AnalysisMonthTaskRow,
  AnalysisMonthVolumeRow,
  IncidentAnalysisItemRow,
} from '../../analysisTables';
import { getMonthParts, getMonthRange } from './calendar';
import { IS_LIVE } from './changes';

/** What is counted of one month, by table. */
export interface MonthRows {
  analysis_months: AnalysisMonthRow[];
  analysis_month_volume: AnalysisMonthVolumeRow[];
  analysis_month_responses: AnalysisMonthResponseRow[];
  analysis_month_durations: AnalysisMonthDurationRow[];
  analysis_month_entities: AnalysisMonthEntityRow[];
  analysis_month_tasks: AnalysisMonthTaskRow[];
  analysis_month_lists: AnalysisMonthListRow[];
}

/** Rows with the same key, whose amounts are added up. */
class Sums<SumRow extends object> {
  readonly #rows = new Map<string, Record<string, unknown>>();

  add(key: Partial<SumRow>, amounts: Record<string, number>): void {
    const name = JSON.stringify(key);
    const row = this.#rows.get(name);
    if (!row) {
      this.#rows.set(name, { ...key, ...amounts });
      return;
    }
    for (const [column, amount] of Object.entries(amounts)) {
      row[column] = Number(row[column]) + amount;
    }
  }

  get rows(): SumRow[] {
    return [...this.#rows.values()] as SumRow[];
  }
}

function countVolume(
  items: readonly IncidentAnalysisItemRow[],
  month: number,
): AnalysisMonthVolumeRow[] {
  const parts = getMonthParts(month);
  const sums = new Sums<AnalysisMonthVolumeRow>();
  for (const item of items) {
    const part = parts.find(({ to }) => item.detected_ms < to)!;
    sums.add(
      {
        month,
        from_ms: part.from,
        population: item.population,
        class_code: item.class_code,
        severity_code: item.severity_code,
        source_code: item.source_code,
      },
      { total: 1, hits: item.hits },
    );
  }
  return sums.rows;
}

function countResponses(
  items: readonly IncidentAnalysisItemRow[],
  month: number,
): AnalysisMonthResponseRow[] {
  const sums = new Sums<AnalysisMonthResponseRow>();
  for (const item of items) {
    const { facts, clocks, rules } = item;
    sums.add(
      { month, facts, clocks, rules },
      {
        total: 1,
        ...Object.fromEntries(
          Object.values(IMPACT_COLUMNS).map(column => [
            column,
            Number(item[column] ?? 0),
          ]),
        ),
      },
    );
  }
  return sums.rows;
}

function countDurations(
  items: readonly IncidentAnalysisItemRow[],
  month: number,
): AnalysisMonthDurationRow[] {
  const codes = [0, ...SEVERITIES.map((_severity, index) => index + 1)];
  return DURATIONS.flatMap(({ id }) => {
    const buckets = new Map<number, number[][]>();
    for (const item of items) {
      const bucket = item[`${id}_bucket`];
      if (bucket === null) continue;
      const ofSeverity = buckets.get(bucket) ?? codes.map((): number[] => []);
      const durations = ofSeverity[item.severity_code] ?? ofSeverity[0];
      durations.push(Number(item[`${id}_ms`]));
      buckets.set(bucket, ofSeverity);
    }
    return [...buckets].map(([bucket, ofSeverity]) => ({
      month,
      duration: id,
      bucket,
      durations_ms: JSON.stringify(
        ofSeverity.map(durations => durations.sort((a, b) => a - b)),
      ),
      ...Object.fromEntries(
        ofSeverity.map((durations, code) => [
          `severity_${code}`,
          durations.length,
        ]),
      ),
    }));
  }) as AnalysisMonthDurationRow[];
}

function listIncidents(
  items: readonly IncidentAnalysisItemRow[],
  month: number,
): AnalysisMonthListRow[] {
  return Object.entries(KEY_LISTS).flatMap(([list, condition]) => {
    const listed = items.filter(item => hasLetter(item, condition));
    if (listed.length === 0) return [];
    const first = listed
      .slice(0, MAX_REPORT_KEYS)
      .map(({ detected_ms: ms, seq }) => [ms, seq]);
    const incidents = JSON.stringify(first);
    return [{ list, month, total: listed.length, incidents }];
  });
}

/** Selects from the items that a month counts. */
function selectCounted(db: Knex, month: number): Knex.QueryBuilder {
  const { from, to } = getMonthRange(month);
  return db('incident_analysis_items as incidents')
    .where('incidents.detected_ms', '>=', from)
    .where('incidents.detected_ms', '<', to)
    .whereRaw(`NOT ${IS_LIVE}`);
}

const selectIncidents = (db: Knex, month: number) =>
  selectCounted(db, month).where('incidents.population', 'real');

/** By the rules of the analysis: a skipped task has its reason, and does not count. */
async function countTasks(
  db: Knex,
  month: number,
): Promise<AnalysisMonthTaskRow[]> {
  const sums = new Sums<AnalysisMonthTaskRow>();
  const tasks: Array<Record<string, string | null>> = await selectIncidents(
    db,
    month,
  )
    .join('plan_tasks as task', 'task.incident_seq', 'incidents.seq')
    .where('task.required', true)
    .where('task.is_retired', false)
    .whereNot('task.state', 'skipped')
    .select('task.state', 'task.due_at', 'task.ended_at');
  for (const { state, due_at: dueAt, ended_at: endedAt } of tasks) {
    if (state === 'done') {
      const isOnTime = dueAt === null || (endedAt !== null && endedAt <= dueAt);
      const amounts = { total: 1, on_time: Number(isOnTime), runs: 0 };
      sums.add({ month, due_at: '' }, amounts);
    } else if (dueAt !== null) {
      const amounts = { total: 1, on_time: 0, runs: 0 };
      sums.add({ month, due_at: dueAt }, amounts);
    }
  }
  const [{ runs }] = await selectIncidents(db, month)
    .join('plan_runs as run', 'run.incident_seq', 'incidents.seq')
    .count({ runs: '*' });
  if (Number(runs) > 0) {
    sums.add(
      { month, due_at: '' },
      { total: 0, on_time: 0, runs: Number(runs) },
    );
  }
  return sums.rows;
}

/** SQLite takes any text for a number; PostgreSQL returns large ones as text. */
function toItem(row: IncidentAnalysisItemRow): IncidentAnalysisItemRow {
  return { ...row, detected_ms: Number(row.detected_ms) };
}

/** Counts a month from the items of its incidents. Run it in a transaction that sees one state. */
export async function countMonth(db: Knex, month: number): Promise<MonthRows> {
  const rows: IncidentAnalysisItemRow[] = await selectCounted(db, month)
    .select('incidents.*')
    .orderBy(['incidents.detected_ms', 'incidents.seq']);
  const items = rows.map(toItem);
  const real = items.filter(({ population }) => population === 'real');
  const entities: Array<{ entity_ref: string }> = await selectIncidents(
    db,
    month,
  )
    .join('affected_entities as hit', 'hit.incident_seq', 'incidents.seq')
    .whereNull('hit.removed_at')
    .distinct('hit.entity_ref');
  return {
    analysis_months: [{ month, incidents: items.length }],
    analysis_month_volume: countVolume(items, month),
    analysis_month_responses: countResponses(real, month),
    analysis_month_durations: countDurations(real, month),
    analysis_month_entities: entities.map(({ entity_ref: ref }) => ({
      month,
      entity_ref: ref,
    })),
    analysis_month_tasks: await countTasks(db, month),
    analysis_month_lists: listIncidents(real, month),
  };
}
