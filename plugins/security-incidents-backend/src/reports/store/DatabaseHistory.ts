import {
  type HistoryMark,
  INCIDENT_MODES,
  type IncidentQuery,
  isOpenStatus,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import type {
  DetectionPeriod,
  HistoryReader,
  IncidentTimes,
  MonthCount,
} from './HistoryReader';
import { applyFilters } from '../../incidents/store/incidentFilters';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ReadAccess } from '../../incidents/store/records';
import { toIncidentRecord } from '../../incidents/store/rows';

/** ISO-8601 text starts with year and month, so this works on every engine. */
const MONTH = 'substr(incidents.detected_at, 1, 7)';

/** Reads periods, each with one statement. */
export class DatabaseHistory implements HistoryReader {
  constructor(private readonly db: Knex, private readonly clock: () => Date) {}

  async getTimes(
    entityRef: string,
    period: DetectionPeriod,
    access: ReadAccess,
  ): Promise<IncidentTimes[]> {
    const rows: Row[] = await this.#matching(
      { entityRef: [entityRef], mode: ['real'], ...period },
      access,
    ).select(
      'status',
      'detected_at',
      'acknowledged_at',
      'contained_at',
      'resolved_at',
    );
    return rows.map(row => toIncidentRecord(row));
  }

  async getMarks(
    entityRef: string,
    period: DetectionPeriod,
    limit: number,
    access: ReadAccess,
  ): Promise<HistoryMark[]> {
    const rows: Row[] = await this.#matching(
      { entityRef: [entityRef], mode: [...INCIDENT_MODES], ...period },
      access,
    )
      .select(
        'id',
        'key',
        'title',
        'severity',
        'status',
        'mode',
        'class',
        'detected_at',
      )
      .orderBy([
        { column: 'incidents.detected_at', order: 'desc' },
        { column: 'incidents.seq', order: 'desc' },
      ])
      .limit(limit);
    return rows.map(row => {
      const { id, key, title, severity, status, mode, classification, ...at } =
        toIncidentRecord(row);
      return {
        id,
        key,
        title,
        severity,
        status,
        open: isOpenStatus(status),
        mode,
        class: classification?.class,
        detectedAt: at.detectedAt,
      };
    });
  }

  async countByMonth(
    filters: IncidentQuery & DetectionPeriod,
    access: ReadAccess,
  ): Promise<MonthCount[]> {
    const rows: Row[] = await this.#matching(filters, access)
      .where('incidents.mode', 'real')
      .select({ month: this.db.raw(MONTH) }, 'incidents.severity')
      .count({ total: '*' })
      .groupBy('month', 'incidents.severity');
    return rows.map(row => ({
      month: String(row.month),
      severity: (row.severity ?? 'undecided') as MonthCount['severity'],
      count: Number(row.total),
    }));
  }

  #matching(filters: IncidentQuery, access: ReadAccess): Knex.QueryBuilder {
    return applyReadAccess(
      applyFilters(this.db('incidents'), filters, access, this.db, this.clock),
      access,
      this.db,
    );
  }
}
