import type {
  AnalysisDimension,
  AnalysisGroup,
  ReportDurationId,
  ReportPeriod,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { noCounts } from '../../database/readModel/DatabaseCounts';
import type { Row } from '../../database/rowMapper';
import type { ZoneMonth } from '../reportPeriod';
import type { AnalysisReader, AnalysisSubject } from './AnalysisReader';
import {
  countIf,
  IS_COUNTED,
  readItems,
  readRows,
  selectIncidents,
  toClass,
  toMonthSql,
  toSeverity,
  toSource,
} from './analysisQueries';
import { type CountedMonths, findCountedMonths } from './countedMonths';
import { DatabaseDurations } from './DatabaseDurations';
import { DatabaseResponses } from './DatabaseResponses';

const FALSE_ALARMS = ['false-positive', 'benign', 'test'];

/** The relation of `incident_scopes` that each dimension of entities is read from. */
const RELATIONS = {
  entity: 'entity',
  system: 'system',
  domain: 'domain',
  owner: 'owner',
} as const;

type EntityDimension = keyof typeof RELATIONS;

const isEntityDimension = (by: AnalysisDimension): by is EntityDimension =>
  by in RELATIONS;

/** ISO-8601 in UTC, which is safe in SQL. */
const toUtc = (time: string) => new Date(time).toISOString();

const VOLUME = 'population, class_code, severity_code, source_code';

/**
 * Aggregates in SQL, each in one pass over the analysis items of the period. In a snapshot, months that are counted ahead are taken from
 * their counts.
 */
export class DatabaseAnalysis implements AnalysisReader {
  readonly #durations: DatabaseDurations;
  readonly #responses: DatabaseResponses;
  readonly #months = new Map<
    AnalysisSubject,
    Promise<CountedMonths | undefined>
  >();

  /**
   * @param rules - stands for the rules and the configuration of clocks
   * @param isSnapshot - whether all statements see one state of the database
   */
  constructor(
    private readonly db: Knex,
    private readonly rules: number,
    private readonly isSnapshot = false,
  ) {
    this.#durations = new DatabaseDurations(db);
    this.#responses = new DatabaseResponses(db, rules);
  }

  async inSnapshot<T>(
    work: (reader: AnalysisReader) => Promise<T>,
  ): Promise<T> {
    const read = (trx: Knex.Transaction): Promise<T> =>
      work(new DatabaseAnalysis(trx, this.rules, true));
    return this.db.client.config.client === 'pg'
      ? this.db.transaction(read, {
          isolationLevel: 'repeatable read',
          readOnly: true,
        })
      : this.db.transaction(read);
  }

  /** The months that are counted ahead. Without a snapshot they could change from one statement to the next. */
  async #findMonths(
    subject: AnalysisSubject,
  ): Promise<CountedMonths | undefined> {
    if (!this.isSnapshot) return undefined;
    const found =
      this.#months.get(subject) ?? findCountedMonths(this.db, subject);
    this.#months.set(subject, found);
    return found;
  }

  async countVolume(subject: AnalysisSubject, months: readonly ZoneMonth[]) {
    const counted = await this.#findMonths(subject);
    const ofMonths = counted
      ? `UNION ALL SELECT ${toMonthSql(months, 'from_ms')}, ${VOLUME},
          SUM(total), SUM(hits)
        FROM analysis_month_volume WHERE ${
          counted.volume.isPart
        } GROUP BY 1, 2, 3, 4, 5`
      : '';
    const rows = await readItems(
      this.db,
      subject,
      items => `SELECT month, ${VOLUME}, SUM(total) AS total, SUM(hits) AS hits FROM (
          SELECT ${toMonthSql(months)} AS month, ${VOLUME},
            COUNT(*) AS total, SUM(hits) AS hits
          FROM ${items} GROUP BY 1, 2, 3, 4, 5 ${ofMonths}
        ) AS volume GROUP BY 1, 2, 3, 4, 5`,
      { coverage: counted?.volume },
    );
    const sum = (population: string, column: 'total' | 'hits') =>
      rows
        .filter(row => row.population === population)
        .reduce((total, row) => total + Number(row[column]), 0);
    return {
      exercises: sum('exercise', 'total'),
      merged: sum('merged', 'total'),
      hits: sum('real', 'hits'),
      rows: rows
        .filter(({ population }) => population === 'real')
        .map(row => ({
          month: Number(row.month),
          class: toClass(row.class_code),
          severity: toSeverity(row.severity_code),
          source: toSource(row.source_code),
          total: Number(row.total),
        })),
    };
  }

  async countGroups(
    subject: AnalysisSubject,
    by: readonly AnalysisDimension[],
    months: readonly ZoneMonth[],
    limit: number,
  ): Promise<AnalysisGroup[]> {
    const query = selectIncidents(this.db, subject);
    for (const dimension of by.filter(isEntityDimension)) {
      query.leftJoin(
        this.db('incident_scopes')
          .distinct('incident_seq', 'scope_ref')
          .where('relation', RELATIONS[dimension])
          .as(dimension),
        `${dimension}.incident_seq`,
        'incidents.seq',
      );
    }
    const rows: Row[] = await query
      .select(by.map(dimension => this.#toDimension(dimension, months)))
      .select('incidents.severity_code')
      .count({ total: '*' })
      .groupByRaw(
        by
          .map((_each, index) => index + 1)
          .concat(by.length + 1)
          .join(', '),
      )
      // One row for each severity of a group.
      .limit((limit + 1) * 6);
    const groups = new Map<string, AnalysisGroup>();
    for (const row of rows) {
      const values = Object.fromEntries(
        by.map(dimension => [dimension, toValue(dimension, row, months)]),
      );
      const name = JSON.stringify(values);
      const group = groups.get(name) ?? {
        values,
        total: 0,
        bySeverity: noCounts(),
      };
      const total = Number(row.total);
      group.total += total;
      group.bySeverity[toSeverity(row.severity_code)] += total;
      groups.set(name, group);
    }
    return [...groups.values()];
  }

  async countEntities(subject: AnalysisSubject) {
    const counted = await this.#findMonths(subject);
    const ofMonths = counted
      ? `UNION SELECT entity_ref FROM (
          SELECT entity_ref FROM analysis_month_entities WHERE ${counted.isMonth} GROUP BY entity_ref
        ) AS of_months`
      : '';
    // The condition is that of the index with the two columns.
    const [row] = await readItems(
      this.db,
      subject,
      items => `SELECT COUNT(*) AS total FROM (
          SELECT hit.entity_ref FROM ${items}
          JOIN affected_entities AS hit ON hit.incident_seq = incidents.seq
          WHERE ${IS_COUNTED} AND hit.removed_at IS NULL GROUP BY hit.entity_ref ${ofMonths}
        ) AS entities`,
      { coverage: counted },
    );
    return Number(row.total);
  }

  async countResponse(subject: AnalysisSubject, now: string) {
    const counted = await this.#findMonths(subject);
    return this.#responses.count(subject, now, counted);
  }

  async getPercentiles(
    subject: AnalysisSubject,
    ids: readonly ReportDurationId[],
  ) {
    const counted = await this.#findMonths(subject);
    return this.#durations.getPercentiles(subject, ids, counted);
  }

  getPoints(subject: AnalysisSubject, id: ReportDurationId, limit: number) {
    return this.#durations.getPoints(subject, id, limit);
  }

  async countPlanTasks(subject: AnalysisSubject, now: string) {
    const onTime = countIf(
      `task.state = 'done' AND (task.due_at IS NULL OR task.ended_at <= task.due_at)`,
    );
    const counted = await this.#findMonths(subject);
    const until = toUtc(now);
    // Like the adherence of a review: skipped tasks have their reason and do not count.
    const [tasks] = await readItems(
      this.db,
      subject,
      items => `SELECT COUNT(*) AS due, ${onTime} AS on_time FROM ${items}
        JOIN plan_tasks AS task ON task.incident_seq = incidents.seq
        WHERE ${IS_COUNTED} AND task.required AND NOT task.is_retired
          AND (task.state = 'done' OR (task.state <> 'skipped' AND task.due_at < '${until}'))`,
      { coverage: counted },
    );
    const [runs] = await readItems(
      this.db,
      subject,
      items => `SELECT COUNT(*) AS total FROM ${items}
        JOIN plan_runs AS run ON run.incident_seq = incidents.seq WHERE ${IS_COUNTED}`,
      { coverage: counted },
    );
    const [ofMonths] = counted
      ? await readRows(
          this.db,
          `SELECT SUM(total) AS due, SUM(on_time) AS on_time, SUM(runs) AS runs
            FROM analysis_month_tasks WHERE ${counted.isMonth} AND due_at < '${until}'`,
        )
      : [];
    const add = (live: unknown, ahead: unknown) =>
      Number(live ?? 0) + Number(ahead ?? 0);
    return {
      onTime: add(tasks.on_time, ofMonths?.on_time),
      due: add(tasks.due, ofMonths?.due),
      runs: add(runs.total, ofMonths?.runs),
    };
  }

  async countPrecision({ from, to }: ReportPeriod) {
    const isFalseAlarm = `disposition IN (${FALSE_ALARMS.map(() => '?').join(
      ', ',
    )})`;
    const rows: Row[] = await this.db('detections')
      .where('decided_at', '>=', from)
      .where('decided_at', '<', to)
      .where('is_test', false)
      .select('source_id', {
        promoted: this.db.raw(countIf('incident_seq IS NOT NULL')),
        false_alarms: this.db.raw(
          countIf(`incident_seq IS NULL AND ${isFalseAlarm}`),
          FALSE_ALARMS,
        ),
        otherwise: this.db.raw(
          countIf(`incident_seq IS NULL AND NOT ${isFalseAlarm}`),
          FALSE_ALARMS,
        ),
      })
      .groupBy('source_id')
      .orderBy('source_id');
    return rows.map(row => ({
      sourceId: String(row.source_id),
      promoted: Number(row.promoted),
      falseAlarms: Number(row.false_alarms),
      otherwiseDismissed: Number(row.otherwise),
    }));
  }

  #toDimension(dimension: AnalysisDimension, months: readonly ZoneMonth[]) {
    const toColumn = (sql: string) => this.db.raw(`${sql} AS by_${dimension}`);
    switch (dimension) {
      case 'class':
      case 'severity':
      case 'source':
        return toColumn(`incidents.${dimension}_code`);
      case 'month':
        return toColumn(toMonthSql(months));
      default:
        return toColumn(`COALESCE(${dimension}.scope_ref, 'undecided')`);
    }
  }
}

function toValue(
  dimension: AnalysisDimension,
  row: Row,
  months: readonly ZoneMonth[],
): string {
  const value = row[`by_${dimension}`];
  switch (dimension) {
    case 'class':
      return toClass(value);
    case 'severity':
      return toSeverity(value);
    case 'source':
      return toSource(value);
    case 'month':
      return months[Number(value)].month;
    default:
      return String(value);
  }
}
