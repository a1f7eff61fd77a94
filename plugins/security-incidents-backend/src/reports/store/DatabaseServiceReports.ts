import type {
  EntitySnapshot,
  RsitClass,
  SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import { noCounts } from '../../database/readModel/DatabaseCounts';
import type { Row } from '../../database/rowMapper';
import { applyFilters } from '../../incidents/store/incidentFilters';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { AnalysisSubject } from './AnalysisReader';
import type {
  ServiceDetails,
  ServiceReportsReader,
} from './ServiceReportsReader';
import { type Dialect, getDialect } from './sqlDialect';

/** Services and resources of one report. A catalog has fewer. */
const MAX_ENTITIES = 20_000;
const MIN_FOR_P90 = 5;
/** Incidents of the same class and type on one service come back when they are at most this far apart. */
export const CAME_BACK_MS = 366 * 24 * 60 * 60 * 1000;

/** Aggregates by service in SQL. */
export class DatabaseServiceReports implements ServiceReportsReader {
  readonly #dialect: Dialect;

  constructor(private readonly db: Knex, private readonly clock: () => Date) {
    this.#dialect = getDialect(db);
  }

  async listEntities(subject: AnalysisSubject) {
    const rows: Row[] = await this.#hits(subject)
      .select('hit.entity_ref')
      .count({ total: '*' })
      .groupBy('hit.entity_ref')
      .orderByRaw('2 DESC, 1')
      .limit(MAX_ENTITIES);
    return rows.map(row => ({
      entityRef: String(row.entity_ref),
      incidents: Number(row.total),
    }));
  }

  async getDetails(
    subject: AnalysisSubject,
    entityRefs: readonly string[],
    now: string,
  ) {
    const details = new Map<string, ServiceDetails>();
    for (const refs of chunks(entityRefs)) {
      await this.#addDetails(details, subject, refs, now);
    }
    return details;
  }

  async getLastSteps(seqs: readonly number[]) {
    const texts = new Map<number, string>();
    for (const some of chunks(seqs)) {
      const last = this.db('resolution_steps')
        .whereIn('incident_seq', some)
        .groupBy('incident_seq')
        .select('incident_seq')
        .max({ seq: 'seq' });
      const rows: Row[] = await this.db('resolution_steps as step')
        .join(last.as('last'), joined =>
          joined
            .on('last.incident_seq', 'step.incident_seq')
            .on('last.seq', 'step.seq'),
        )
        .select('step.incident_seq', 'step.text');
      for (const row of rows) {
        texts.set(Number(row.incident_seq), String(row.text));
      }
    }
    return texts;
  }

  async #addDetails(
    details: Map<string, ServiceDetails>,
    subject: AnalysisSubject,
    refs: string[],
    now: string,
  ) {
    for (const ref of refs) {
      details.set(ref, {
        bySeverity: noCounts(),
        cameBack: [],
        containment: { n: 0 },
        overdueActions: 0,
      });
    }
    const hits = () => this.#hits(subject).whereIn('hit.entity_ref', refs);
    const [severities, classes, containment, actions, snapshots]: Row[][] =
      await Promise.all([
        hits()
          .select('hit.entity_ref', 'incidents.severity')
          .count({ total: '*' })
          .groupBy('hit.entity_ref', 'incidents.severity'),
        this.#selectCameBack(hits()),
        this.#selectContainment(hits()),
        hits()
          .join('review_actions as act', 'act.incident_seq', 'incidents.seq')
          .where('act.state', 'open')
          .where('act.due_at', '<', now)
          .select('hit.entity_ref')
          .count({ total: '*' })
          .groupBy('hit.entity_ref'),
        this.#selectSnapshots(refs),
      ]);
    const of = (row: Row) => details.get(String(row.entity_ref))!;
    for (const row of severities) {
      const severity = (row.severity ?? 'undecided') as keyof SeverityCounts;
      of(row).bySeverity[severity] += Number(row.total);
    }
    for (const row of classes) {
      of(row).cameBack.push({
        class: String(row.class) as RsitClass,
        ...(row.class_type !== null && { type: String(row.class_type) }),
        times: Number(row.repeats) + 1,
      });
    }
    for (const row of containment) {
      const n = Number(row.n);
      const figure = of(row).containment;
      figure.n = n;
      if (Number(row.rank) === Math.ceil(n / 2))
        figure.medianMs = Number(row.ms);
      if (n >= MIN_FOR_P90 && Number(row.rank) === Math.ceil((n * 9) / 10)) {
        figure.p90Ms = Number(row.ms);
      }
    }
    for (const row of actions) of(row).overdueActions = Number(row.total);
    for (const row of snapshots) {
      const { title, ownerRef } = JSON.parse(
        String(row.snapshot),
      ) as EntitySnapshot;
      Object.assign(of(row), {
        ...(title && { title }),
        ...(ownerRef && { ownerRef }),
      });
    }
  }

  /** Pairs of consecutive incidents of one class and type on one service that are close enough. */
  #selectCameBack(hits: Knex.QueryBuilder): Knex.QueryBuilder {
    const { millis } = this.#dialect;
    const ordered = hits
      .whereNotNull('incidents.class')
      .select('hit.entity_ref', 'incidents.class', 'incidents.class_type', {
        ms: this.db.raw(millis('incidents.detected_at')),
        before: this.db.raw(
          `LAG(${millis(
            'incidents.detected_at',
          )}) OVER (PARTITION BY hit.entity_ref, incidents.class, incidents.class_type ORDER BY incidents.detected_at, incidents.seq)`,
        ),
      });
    return this.db
      .from(ordered.as('ordered'))
      .select('entity_ref', 'class', 'class_type')
      .count({ repeats: '*' })
      .whereRaw('ms - before <= ?', [CAME_BACK_MS])
      .groupBy('entity_ref', 'class', 'class_type')
      .orderByRaw('4 DESC, 2, 3');
  }

  #selectContainment(hits: Knex.QueryBuilder): Knex.QueryBuilder {
    const { millis } = this.#dialect;
    const values = hits
      // ISO-8601 texts in UTC compare as times do.
      .whereRaw('incidents.contained_at >= incidents.detected_at')
      .select('hit.entity_ref', {
        ms: this.db.raw(
          `${millis('incidents.contained_at')} - ${millis(
            'incidents.detected_at',
          )}`,
        ),
      });
    const ranked = this.db
      .from(values.as('valued'))
      .select('entity_ref', 'ms', {
        rank: this.db.raw(
          'ROW_NUMBER() OVER (PARTITION BY entity_ref ORDER BY ms)',
        ),
        n: this.db.raw('COUNT(*) OVER (PARTITION BY entity_ref)'),
      });
    return this.db
      .from(ranked.as('ranked'))
      .whereRaw('rank IN ((n + 1) / 2, (n * 9 + 9) / 10)');
  }

  /** The last snapshot of each service. */
  #selectSnapshots(refs: string[]): Knex.QueryBuilder {
    const last = this.db('affected_entities')
      .whereIn('entity_ref', refs)
      .where('snapshot_state', 'complete')
      .groupBy('entity_ref')
      .max({ id: 'id' });
    return this.db('affected_entities')
      .whereIn('id', last)
      .select('entity_ref', 'snapshot');
  }

  #hits({ period, scope, access }: AnalysisSubject): Knex.QueryBuilder {
    const { db } = this;
    const { from, to } = period;
    return applyReadAccess(
      applyFilters(
        db('incidents'),
        { ...scope, from, to, mode: ['real'] },
        access,
        db,
        this.clock,
      ),
      access,
      db,
    )
      .whereNot('incidents.status', 'merged')
      .join('affected_entities as hit', 'hit.incident_seq', 'incidents.seq')
      .whereNull('hit.removed_at');
  }
}
