import type {
  DueBin,
  DueMark,
  IncidentFilterValues,
  NextDue,
  Severity,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { noCounts } from '../../database/readModel/DatabaseCounts';
import { DUE_BEFORE, NOT_OPEN } from '../../database/readModel/due';
import type { Row } from '../../database/rowMapper';
import { applyFilters } from '../../incidents/store/incidentFilters';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ReadAccess } from '../../incidents/store/records';
import type { DueCounts, DueReader } from './DueReader';

const shift = (at: Date, ms: number) =>
  new Date(at.getTime() + ms).toISOString();

/** The stretches between the edges, with the first and the last without an end. */
function toBins(edges: readonly number[]): Array<Omit<DueBin, 'total'>> {
  return [undefined, ...edges].map((fromMs, index) => ({
    ...(fromMs !== undefined && { fromMs }),
    ...(index < edges.length && { toMs: edges[index] }),
  }));
}

/** Reads what is due, each with one statement. */
export class DatabaseDue implements DueReader {
  constructor(private readonly db: Knex, private readonly clock: () => Date) {}

  async count(
    filters: IncidentFilterValues,
    access: ReadAccess,
    at: Date,
    edges: readonly number[],
  ): Promise<DueCounts> {
    const { db } = this;
    const now = at.toISOString();
    const sumIf = (condition: string, bindings: string[]) =>
      db.raw(`SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`, bindings);
    const bins = toBins(edges);
    const rows: Row[] = await this.#matching(filters, access)
      .select('incidents.severity', {
        total: db.raw('COUNT(*)'),
        overdue: sumIf('due_item.sort_at < ?', [now]),
        at_risk: sumIf(
          'due_item.sort_at >= ? AND due_item.sort_at < ? AND due_item.at_risk_at <= ?',
          [now, DUE_BEFORE, now],
        ),
        without_due: sumIf('due_item.sort_at >= ?', [DUE_BEFORE]),
        ...Object.fromEntries(
          bins.map(({ fromMs, toMs }, index) => [
            `bin_${index}`,
            sumIf('due_item.sort_at >= ? AND due_item.sort_at < ?', [
              fromMs === undefined ? '' : shift(at, fromMs),
              toMs === undefined ? DUE_BEFORE : shift(at, toMs),
            ]),
          ]),
        ),
      })
      .groupBy('incidents.severity');
    const sum = (name: string) =>
      rows.reduce((total, row) => total + Number(row[name]), 0);
    const bySeverity = noCounts();
    for (const row of rows) {
      bySeverity[(row.severity ?? 'undecided') as Severity | 'undecided'] =
        Number(row.total);
    }
    return {
      total: sum('total'),
      overdue: sum('overdue'),
      atRisk: sum('at_risk'),
      withoutDue: sum('without_due'),
      bySeverity,
      bins: bins.map((bin, index) => ({ ...bin, total: sum(`bin_${index}`) })),
    };
  }

  async getMarks(
    filters: IncidentFilterValues,
    access: ReadAccess,
    limit: number,
  ): Promise<DueMark[]> {
    const rows: Row[] = await this.#matching(filters, access)
      .where('due_item.sort_at', '<', DUE_BEFORE)
      .select('id', 'key', 'title', 'severity', 'due')
      .orderBy(['due_item.sort_at', 'due_item.incident_seq'])
      .limit(limit);
    return rows.map(({ id, key, title, severity, due }) => {
      const { dueAt, atRiskAt }: NextDue = JSON.parse(String(due));
      return {
        id: String(id),
        key: String(key),
        title: String(title),
        ...(severity !== null && { severity: severity as Severity }),
        dueAt,
        atRiskAt,
      };
    });
  }

  #matching(
    filters: IncidentFilterValues,
    access: ReadAccess,
  ): Knex.QueryBuilder {
    const { db } = this;
    return applyReadAccess(
      applyFilters(
        db('incidents'),
        { ...filters, mode: ['real'], open: true },
        access,
        db,
        this.clock,
      ),
      access,
      db,
    )
      .join(
        'incident_due_items as due_item',
        'due_item.incident_seq',
        'incidents.seq',
      )
      .where('due_item.sort_at', '<', NOT_OPEN);
  }
}
