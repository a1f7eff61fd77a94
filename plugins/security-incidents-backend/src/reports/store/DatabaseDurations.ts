import type {
  ReportDurationId,
  Severity,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
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
  selectIncidents,
  toSeverity,
} from './analysisQueries';

/** Durations of incidents. */
export class DatabaseDurations {
  constructor(private readonly db: Knex) {}

  /** Counts buckets, and reads the values of few: to sort all values takes several times as long. */
  async getPercentiles(
    subject: AnalysisSubject,
    ids: readonly ReportDurationId[],
  ): Promise<Map<ReportDurationId, DurationPercentiles[]>> {
    const buckets = await this.#count(
      subject,
      ids.map(id => ({
        id,
        column: `${id}_bucket`,
        condition: `${id}_bucket IS NOT NULL`,
      })),
    );
    const targets = new Map(ids.map(id => [id, findTargets(buckets.get(id)!)]));
    const values = await this.#count(
      subject,
      ids.map(id => ({
        id,
        column: `${id}_ms`,
        condition: `${id}_bucket IN (${getBuckets(targets.get(id)!).join(
          ', ',
        )})`,
      })),
    );
    return new Map(
      ids.map(id => [id, findPercentiles(targets.get(id)!, values.get(id)!)]),
    );
  }

  /** Counts each value of some columns, in one statement. */
  async #count(
    subject: AnalysisSubject,
    wanted: ReadonlyArray<{
      id: ReportDurationId;
      column: string;
      condition: string;
    }>,
  ): Promise<Map<ReportDurationId, Counted[]>> {
    const counted = new Map<ReportDurationId, Counted[]>(
      wanted.map(({ id }) => [id, []]),
    );
    if (wanted.length === 0) return counted;
    const rows = await readItems(
      this.db,
      subject,
      items =>
        wanted
          .map(
            ({ id, column, condition }) =>
              `SELECT '${id}' AS id, severity_code, ${column} AS value, COUNT(*) AS total
                FROM ${items} WHERE ${IS_COUNTED} AND ${condition} GROUP BY 2, 3`,
          )
          .join(' UNION ALL '),
      wanted.length,
    );
    for (const row of rows) {
      counted.get(row.id as ReportDurationId)!.push({
        severity: toSeverity(row.severity_code),
        value: Number(row.value),
        total: Number(row.total),
      });
    }
    return counted;
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
