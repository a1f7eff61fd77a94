import {
  type AnalysisDimension,
  type AnalysisGroup,
  type ExclusionReason,
  type ImpactFigure,
  MAX_REPORT_KEYS,
  type ReportDurationId,
  type ReportPeriod,
  type Severity,
  type SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { noCounts } from '../../database/readModel/DatabaseCounts';
import type { Row } from '../../database/rowMapper';
import { applyFilters } from '../../incidents/store/incidentFilters';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ZoneMonth } from '../reportPeriod';
import type {
  AnalysisReader,
  AnalysisSubject,
  DurationCounts,
  DurationPercentiles,
  ImpactKind,
} from './AnalysisReader';
import { DURATIONS, getDuration, getExclusions, hasValue } from './durationSql';
import { type Dialect, getDialect } from './sqlDialect';

const SEVERITY = `COALESCE(incidents.severity, 'undecided')`;
const CLASS = `COALESCE(incidents.class, 'undecided')`;
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

/** The index of the month of a time: a tree of comparisons, so that ten years take seven. */
function toMonthSql(months: readonly ZoneMonth[]): {
  sql: string;
  bindings: string[];
} {
  const bindings: string[] = [];
  const build = (first: number, last: number): string => {
    if (first === last) return String(first);
    const middle = Math.ceil((first + last) / 2);
    bindings.push(months[middle].from);
    const before = build(first, middle - 1);
    const after = build(middle, last);
    return `CASE WHEN incidents.detected_at < ? THEN ${before} ELSE ${after} END`;
  };
  return { sql: build(0, months.length - 1), bindings };
}

const countIf = (condition: string) =>
  `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;

/** Aggregates in SQL, each in one pass over an index range of the period. */
export class DatabaseAnalysis implements AnalysisReader {
  readonly #dialect: Dialect;

  constructor(private readonly db: Knex, private readonly clock: () => Date) {
    this.#dialect = getDialect(db);
  }

  async countModes(subject: AnalysisSubject) {
    const rows: Row[] = await this.#records(subject, ['real', 'exercise'])
      .select('incidents.mode', {
        is_merged: this.db.raw(
          `CASE WHEN incidents.status = 'merged' THEN 1 ELSE 0 END`,
        ),
      })
      .count({ total: '*' })
      .groupBy('incidents.mode', 'is_merged');
    const sum = (matches: (row: Row) => boolean) =>
      rows.filter(matches).reduce((total, row) => total + Number(row.total), 0);
    return {
      incidents: sum(row => row.mode === 'real' && Number(row.is_merged) === 0),
      exercises: sum(row => row.mode === 'exercise'),
      merged: sum(row => row.mode === 'real' && Number(row.is_merged) === 1),
    };
  }

  async countVolume(subject: AnalysisSubject, months: readonly ZoneMonth[]) {
    const { sql, bindings } = toMonthSql(months);
    const rows: Row[] = await this.#incidents(subject)
      .select({
        month: this.db.raw(sql, bindings),
        class: this.db.raw(CLASS),
        severity: this.db.raw(SEVERITY),
      })
      .count({ total: '*' })
      .groupByRaw('1, 2, 3');
    return rows.map(row => ({
      month: Number(row.month),
      class: String(row.class),
      severity: String(row.severity) as keyof SeverityCounts,
      total: Number(row.total),
    }));
  }

  async countSources(subject: AnalysisSubject) {
    const rows: Row[] = await this.#incidents(subject)
      .select({ source: this.db.raw(this.#source) })
      .count({ total: '*' })
      .groupByRaw('1')
      .orderByRaw('2 DESC, 1');
    return rows.map(row => ({
      source: String(row.source),
      total: Number(row.total),
    }));
  }

  async countGroups(
    subject: AnalysisSubject,
    by: readonly AnalysisDimension[],
    months: readonly ZoneMonth[],
    limit: number,
  ): Promise<AnalysisGroup[]> {
    const query = this.#incidents(subject);
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
      .select({ counted_severity: this.db.raw(SEVERITY) })
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
        by.map(dimension => [dimension, this.#toValue(dimension, row, months)]),
      );
      const name = JSON.stringify(values);
      const group = groups.get(name) ?? {
        values,
        total: 0,
        bySeverity: noCounts(),
      };
      const total = Number(row.total);
      group.total += total;
      group.bySeverity[String(row.counted_severity) as keyof SeverityCounts] +=
        total;
      groups.set(name, group);
    }
    return [...groups.values()];
  }

  async countHits(subject: AnalysisSubject) {
    const [row]: Row[] = await this.#incidents(subject)
      .join('affected_entities as hit', 'hit.incident_seq', 'incidents.seq')
      .whereNull('hit.removed_at')
      .count({ total: '*' })
      .countDistinct({ entities: 'hit.entity_ref' });
    return { entities: Number(row.entities), total: Number(row.total) };
  }

  async countDurations(subject: AnalysisSubject) {
    const reasonSql = DURATIONS.flatMap(duration => {
      const cases = getExclusions(duration).map(
        ([reason, condition]) => `WHEN ${condition} THEN '${reason}'`,
      );
      const reason = `CASE WHEN ${hasValue(duration)} THEN 'value' ${cases.join(
        ' ',
      )} END`;
      return [[duration.id, reason] as const];
    });
    const rows: Row[] = await this.#incidents(subject)
      .select(
        Object.fromEntries(
          reasonSql.map(([id, sql]) => [`reason_${id}`, this.db.raw(sql)]),
        ),
      )
      .count({ total: '*' })
      .groupByRaw(reasonSql.map((_each, index) => index + 1).join(', '));
    return Object.fromEntries(
      DURATIONS.map(({ id }) => {
        const counts: DurationCounts = { n: 0, excludedBecause: {} };
        for (const row of rows) {
          const reason = String(row[`reason_${id}`]);
          const total = Number(row.total);
          if (reason === 'value') {
            counts.n += total;
          } else {
            const known = reason as ExclusionReason;
            counts.excludedBecause[known] =
              (counts.excludedBecause[known] ?? 0) + total;
          }
        }
        return [id, counts];
      }),
    ) as Record<ReportDurationId, DurationCounts>;
  }

  async getPercentiles(subject: AnalysisSubject, id: ReportDurationId) {
    const ranked = this.db
      .from(this.#values(subject, id).as('valued'))
      .select('severity', 'ms', {
        rank_all: this.db.raw('ROW_NUMBER() OVER (ORDER BY ms)'),
        n_all: this.db.raw('COUNT(*) OVER ()'),
        rank_own: this.db.raw(
          'ROW_NUMBER() OVER (PARTITION BY severity ORDER BY ms)',
        ),
        n_own: this.db.raw('COUNT(*) OVER (PARTITION BY severity)'),
      });
    const isRank = (rank: string, n: string) =>
      `${rank} IN ((${n} + 1) / 2, (${n} * 9 + 9) / 10)`;
    const rows: Row[] = await this.db
      .from(ranked.as('ranked'))
      .whereRaw(isRank('rank_all', 'n_all'))
      .orWhereRaw(isRank('rank_own', 'n_own'));
    return toPercentiles(rows);
  }

  async getPoints(
    subject: AnalysisSubject,
    id: ReportDurationId,
    limit: number,
  ) {
    const rows: Row[] = await this.#values(subject, id)
      .select('incidents.key', 'incidents.title')
      .orderByRaw('2, incidents.seq')
      .limit(limit);
    return rows.map(row => ({
      key: String(row.key),
      title: String(row.title),
      ...(row.severity !== 'undecided' && {
        severity: row.severity as Severity,
      }),
      ms: Number(row.ms),
    }));
  }

  async getImpact(subject: AnalysisSubject) {
    const ended = () =>
      this.#incidents(subject).whereIn('incidents.status', [
        'resolved',
        'closed',
      ]);
    const kinds = Object.entries(this.#impact) as Array<[ImpactKind, string]>;
    const [row]: Row[] = await ended()
      .count({ total: '*' })
      .select(
        Object.fromEntries(
          kinds.flatMap(([kind, sql]) => [
            [`sum_${kind}`, this.db.raw(`SUM(${sql})`)],
            [`some_${kind}`, this.db.raw(countIf(`${sql} > 0`))],
            [`none_${kind}`, this.db.raw(countIf(`${sql} = 0`))],
            [`unknown_${kind}`, this.db.raw(countIf(`${sql} IS NULL`))],
          ]),
        ),
      );
    const findKeys = async (condition: string, total: number) =>
      total === 0
        ? []
        : ended()
            .whereRaw(condition)
            .orderBy(['incidents.detected_at', 'incidents.seq'])
            .limit(MAX_REPORT_KEYS)
            .pluck('incidents.key');
    const figures = await Promise.all(
      kinds.map(async ([kind, sql]): Promise<[ImpactKind, ImpactFigure]> => {
        const some = Number(row[`some_${kind}`] ?? 0);
        const unknown = Number(row[`unknown_${kind}`] ?? 0);
        return [
          kind,
          {
            sum: Number(row[`sum_${kind}`] ?? 0),
            some: { total: some, keys: await findKeys(`${sql} > 0`, some) },
            none: Number(row[`none_${kind}`] ?? 0),
            unknown: {
              total: unknown,
              keys: await findKeys(`${sql} IS NULL`, unknown),
            },
          },
        ];
      }),
    );
    return {
      of: Number(row.total),
      ...(Object.fromEntries(figures) as Record<ImpactKind, ImpactFigure>),
    };
  }

  async countPlanTasks(subject: AnalysisSubject, now: string) {
    const [tasks]: Row[] = await this.#incidents(subject)
      .join('plan_tasks as task', 'task.incident_seq', 'incidents.seq')
      .where('task.required', true)
      .where('task.is_retired', false)
      // Like the adherence of a review: skipped tasks have their reason and do not count.
      .where('task.state', '<>', 'skipped')
      .where(due =>
        due.where('task.state', 'done').orWhere('task.due_at', '<', now),
      )
      .count({ due: '*' })
      .select({
        on_time: this.db.raw(
          countIf(
            `task.state = 'done' AND (task.due_at IS NULL OR task.ended_at <= task.due_at)`,
          ),
        ),
      });
    const [runs]: Row[] = await this.#incidents(subject)
      .join('plan_runs as run', 'run.incident_seq', 'incidents.seq')
      .count({ total: '*' });
    return {
      onTime: Number(tasks.on_time ?? 0),
      due: Number(tasks.due),
      runs: Number(runs.total),
    };
  }

  async countPrecision({ from, to }: ReportPeriod) {
    const rows: Row[] = await this.db('detections')
      .where('decided_at', '>=', from)
      .where('decided_at', '<', to)
      .where('is_test', false)
      .select('source_id', {
        promoted: this.db.raw(countIf('incident_seq IS NOT NULL')),
        false_alarms: this.db.raw(
          countIf(
            `incident_seq IS NULL AND disposition IN (${FALSE_ALARMS.map(
              () => '?',
            ).join(', ')})`,
          ),
          FALSE_ALARMS,
        ),
        otherwise: this.db.raw(
          countIf(
            `incident_seq IS NULL AND disposition NOT IN (${FALSE_ALARMS.map(
              () => '?',
            ).join(', ')})`,
          ),
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

  /** Impact in numbers, by the same rules as `getImpactFacts`. */
  get #impact(): Record<ImpactKind, string> {
    const { jsonNumber, jsonText } = this.#dialect;
    const impact = 'incidents.impact';
    const personal = 'incidents.personal_data';
    const ifNone = (known: string) =>
      `COALESCE(${known}, CASE WHEN ${jsonText(
        personal,
        'involved',
      )} = 'no' THEN 0 END)`;
    return {
      serviceMinutes: `COALESCE(${jsonNumber(
        impact,
        'serviceMinutes',
      )}, CASE WHEN ${jsonText(impact, 'availability')} = 'none' THEN 0 END)`,
      recordsExposed: ifNone(jsonNumber(personal, 'recordsEstimate')),
      peopleAffected: ifNone(jsonNumber(personal, 'subjectsEstimate')),
    };
  }

  get #source(): string {
    return `COALESCE(${this.#dialect.jsonText(
      'incidents.detection',
      'method',
    )}, 'undecided')`;
  }

  #toDimension(dimension: AnalysisDimension, months: readonly ZoneMonth[]) {
    const name = `by_${dimension}`;
    switch (dimension) {
      case 'class':
        return this.db.raw(`${CLASS} AS ${name}`);
      case 'severity':
        return this.db.raw(`${SEVERITY} AS ${name}`);
      case 'source':
        return this.db.raw(`${this.#source} AS ${name}`);
      case 'month': {
        const { sql, bindings } = toMonthSql(months);
        return this.db.raw(`${sql} AS ${name}`, bindings);
      }
      default:
        return this.db.raw(
          `COALESCE(${dimension}.scope_ref, 'undecided') AS ${name}`,
        );
    }
  }

  #toValue(
    dimension: AnalysisDimension,
    row: Row,
    months: readonly ZoneMonth[],
  ): string {
    const value = row[`by_${dimension}`];
    return dimension === 'month' ? months[Number(value)].month : String(value);
  }

  #values(subject: AnalysisSubject, id: ReportDurationId): Knex.QueryBuilder {
    const duration = getDuration(id);
    const { millis } = this.#dialect;
    return this.#incidents(subject)
      .whereRaw(hasValue(duration))
      .select({
        severity: this.db.raw(SEVERITY),
        ms: this.db.raw(
          `${millis(`incidents.${duration.to}`)} - ${millis(
            `incidents.${duration.from}`,
          )}`,
        ),
      });
  }

  #incidents(subject: AnalysisSubject): Knex.QueryBuilder {
    return this.#records(subject, ['real']).whereNot(
      'incidents.status',
      'merged',
    );
  }

  #records(
    { period: { from, to }, scope, access }: AnalysisSubject,
    mode: Array<'real' | 'exercise'>,
  ): Knex.QueryBuilder {
    const { db } = this;
    return applyReadAccess(
      applyFilters(
        db('incidents'),
        { ...scope, from, to, mode },
        access,
        db,
        this.clock,
      ),
      access,
      db,
    );
  }
}

/** Ties of rank are one row each, so every wanted rank is there once. */
function toPercentiles(rows: readonly Row[]): DurationPercentiles[] {
  const bySeverity = new Map<string, DurationPercentiles>();
  const take = (
    severity: DurationPercentiles['severity'],
    rank: number,
    n: number,
    ms: number,
  ) => {
    const known = bySeverity.get(severity) ?? {
      severity,
      n,
      medianMs: 0,
      p90Ms: 0,
    };
    if (rank === Math.ceil(n / 2)) known.medianMs = ms;
    if (rank === Math.ceil((n * 9) / 10)) known.p90Ms = ms;
    bySeverity.set(severity, known);
  };
  for (const row of rows) {
    const ms = Number(row.ms);
    take('all', Number(row.rank_all), Number(row.n_all), ms);
    take(
      row.severity as DurationPercentiles['severity'],
      Number(row.rank_own),
      Number(row.n_own),
      ms,
    );
  }
  return [...bySeverity.values()];
}
