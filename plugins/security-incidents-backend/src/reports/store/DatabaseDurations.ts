import {
  type ReportDurationId,
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { SeverityColumn } from '../../database/analysisTables';
import type { Row } from '../../database/rowMapper';
import {
  type Counted,
  findPercentiles,
  findTargets,
  getBuckets,
} from '../analysis/percentiles';
import type { AnalysisSubject, DurationPercentiles } from './AnalysisReader';
import {
  IS_COUNTED,
  readItems,
  readRows,
  selectIncidents,
  toSeverity,
} from './analysisQueries';
import type { CountedMonths } from './countedMonths';

/** The columns with the number of durations of each severity, by its code. */
const SEVERITY_COLUMNS = [undefined, ...SEVERITIES].map(
  (_severity, code) => `severity_${code}` as SeverityColumn,
);

/** A duration, and the part of its items or counts that is wanted. */
interface Wanted {
  id: ReportDurationId;
  column: string;
  condition: string;
}

type CountedDurations = Map<ReportDurationId, Counted[]>;

/** One pass for each duration, which several processes share. */
const countEach = (wanted: readonly Wanted[], items: string) =>
  wanted
    .map(
      ({ column, condition }, place) =>
        `SELECT ${place} AS place, severity_code, ${column} AS value, COUNT(*) AS total
          FROM ${items} WHERE ${IS_COUNTED} AND ${condition} GROUP BY 2, 3`,
    )
    .join(' UNION ALL ');

/** One pass for all durations: the faster way for few items, which are spread over the table. */
function countAtOnce(wanted: readonly Wanted[], items: string): string {
  const choose = (toSql: (each: Wanted) => string) =>
    `CASE place ${wanted
      .map((each, place) => `WHEN ${place} THEN ${toSql(each)}`)
      .join(' ')} END`;
  const places = wanted
    .map((_each, place) => `SELECT ${place} AS place`)
    .join(' UNION ALL ');
  return `SELECT place, severity_code, ${choose(
    ({ column }) => column,
  )} AS value, COUNT(*) AS total
    FROM ${items} CROSS JOIN (${places}) AS places
    WHERE ${IS_COUNTED} AND ${choose(({ condition }) => `(${condition})`)}
    GROUP BY 1, 2, 3`;
}

/** Durations of incidents. */
export class DatabaseDurations {
  constructor(private readonly db: Knex) {}

  /**
   * Counts buckets, and reads the values of few: to sort all values takes several times as long.
   *
   * @param months - those that are counted ahead
   */
  async getPercentiles(
    subject: AnalysisSubject,
    ids: readonly ReportDurationId[],
    months: CountedMonths | undefined,
  ): Promise<Map<ReportDurationId, DurationPercentiles[]>> {
    const counted: CountedDurations = new Map(ids.map(id => [id, []]));
    if (ids.length === 0) return new Map();
    const ofBuckets = ids.map(id => ({
      id,
      column: `${id}_bucket`,
      condition: `${id}_bucket IS NOT NULL`,
    }));
    await this.#countItems(counted, subject, ofBuckets, months);
    if (months) await this.#addBuckets(counted, months);
    const targets = new Map(ids.map(id => [id, findTargets(counted.get(id)!)]));
    const isWanted = (id: ReportDurationId, column: string) =>
      `${column} IN (${getBuckets(targets.get(id)!).join(', ')})`;
    const values: CountedDurations = new Map(ids.map(id => [id, []]));
    const ofValues = ids.map(id => ({
      id,
      column: `${id}_ms`,
      condition: isWanted(id, `${id}_bucket`),
    }));
    await this.#countItems(values, subject, ofValues, months);
    if (months) {
      const conditions = ids.map(
        id => `duration = '${id}' AND ${isWanted(id, 'bucket')}`,
      );
      await this.#addValues(values, conditions, months);
    }
    return new Map(
      ids.map(id => [id, findPercentiles(targets.get(id)!, values.get(id)!)]),
    );
  }

  /** Counts each value of some columns, in one statement. */
  async #countItems(
    counted: CountedDurations,
    subject: AnalysisSubject,
    wanted: readonly Wanted[],
    coverage: CountedMonths | undefined,
  ): Promise<void> {
    const rows = coverage
      ? await readItems(this.db, subject, items => countAtOnce(wanted, items), {
          coverage,
        })
      : await readItems(this.db, subject, items => countEach(wanted, items), {
          tables: wanted.length,
        });
    for (const row of rows) {
      counted.get(wanted[Number(row.place)].id)!.push({
        severity: toSeverity(row.severity_code),
        value: Number(row.value),
        total: Number(row.total),
      });
    }
  }

  async #addBuckets(
    counted: CountedDurations,
    { isMonth }: CountedMonths,
  ): Promise<void> {
    const rows = await readRows(
      this.db,
      `SELECT duration, bucket, ${SEVERITY_COLUMNS.map(
        column => `SUM(${column}) AS ${column}`,
      ).join(', ')}
        FROM analysis_month_durations WHERE ${isMonth}
        GROUP BY 1, 2`,
    );
    for (const row of rows) {
      const ofDuration = counted.get(row.duration as ReportDurationId);
      for (const [code, column] of SEVERITY_COLUMNS.entries()) {
        const total = Number(row[column]);
        if (total === 0) continue;
        ofDuration?.push({
          severity: toSeverity(code),
          value: Number(row.bucket),
          total,
        });
      }
    }
  }

  async #addValues(
    values: CountedDurations,
    conditions: readonly string[],
    { isMonth }: CountedMonths,
  ): Promise<void> {
    const rows = await readRows(
      this.db,
      `SELECT duration, durations_ms FROM analysis_month_durations
        WHERE ${isMonth} AND (${conditions.join(' OR ')})`,
    );
    for (const row of rows) {
      const ofDuration = values.get(row.duration as ReportDurationId)!;
      const stored: number[][] = JSON.parse(String(row.durations_ms));
      for (const [code, durations] of stored.entries()) {
        const severity = toSeverity(code);
        for (const value of durations) {
          ofDuration.push({ severity, value, total: 1 });
        }
      }
    }
  }

  async getPoints(
    subject: AnalysisSubject,
    id: ReportDurationId,
    limit: number,
  ) {
    const ms = `incidents.${id}_ms`;
    const rows: Row[] = await selectIncidents(this.db, subject)
      .join('incidents as record', 'record.seq', 'incidents.seq')
      .whereNotNull(ms)
      .select('record.key', 'record.title', 'record.severity', { ms })
      .orderBy([ms, 'incidents.seq'])
      .limit(limit);
    return rows.map(row => ({
      key: String(row.key),
      title: String(row.title),
      ...(row.severity !== null && { severity: row.severity as Severity }),
      ms: Number(row.ms),
    }));
  }
}
