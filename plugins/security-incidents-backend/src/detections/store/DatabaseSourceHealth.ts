import type { Knex } from 'knex';
import {
  type NewDetectionsNow,
  REJECTION_REASONS,
} from 'backstage-plugin-security-incidents-common';
import type { Row } from '../../database/rowMapper';
import { applyDetectionAccess } from './detectionQueries';
import type { DetectionAccess } from './DetectionsStore';
import type {
  DeliveryRecord,
  DetectionRecord,
  RejectionRecord,
  SourceStateRecord,
} from './records';
import {
  toDeliveryRecord,
  toDetectionRecord,
  toRejectionRecord,
  toSourceStateRecord,
  toSourceStateRow,
} from './rows';

/** Deliveries of a source in an hour by what became of them. */
export interface HourCount {
  sourceId: string;
  /** Begin of the hour, such as `2026-11-30T10`. */
  hour: string;
  kind: 'accepted' | 'duplicate' | 'rejected';
  total: number;
}

/** Detections of a source. */
export interface SourceFigures {
  new: number;
  /** Where these are now. */
  now: NewDetectionsNow;
  unmapped: number;
  real: number;
  decided: number;
  services: number;
}

export const NO_FIGURES: SourceFigures = {
  new: 0,
  now: { inbox: 0, unmapped: 0, suppressed: 0, byPeople: 0, byRules: 0 },
  unmapped: 0,
  real: 0,
  decided: 0,
  services: 0,
};

/** Where a new detection is now. Each is in one place. */
const PLACES: ReadonlyArray<[place: keyof NewDetectionsNow, sql: string]> = [
  ['inbox', `status = 'new' and entity_ref is not null`],
  ['unmapped', `status = 'new' and entity_ref is null`],
  ['suppressed', `status = 'suppressed'`],
  [
    'byPeople',
    `status not in ('new', 'suppressed', 'ignored') and decided_rule is null`,
  ],
  [
    'byRules',
    `status not in ('new', 'suppressed') and (decided_rule is not null or status = 'ignored')`,
  ],
];

const REASONS: readonly string[] = REJECTION_REASONS;
const HOUR_LENGTH = 'YYYY-MM-DDTHH'.length;

function toKind(reason: unknown): HourCount['kind'] {
  if (reason === 'duplicate') return 'duplicate';
  return reason === 'ignored' ? 'accepted' : 'rejected';
}

/**
 * When the last verified delivery of each source came: two look-ups in an index for each. A query by group would read every
 * delivery.
 */
export function lastEvents(
  db: Knex,
  sourceIds: readonly string[],
  deliveriesOf: (sourceId: string) => Knex.QueryBuilder = id =>
    db('detection_deliveries').where({ source_id: id, is_test: false }),
): Knex.QueryBuilder {
  const each = sourceIds.map(id =>
    db.select({
      source_id: db.raw('cast(? as text)', [id]),
      accepted_at: deliveriesOf(id)
        .orderBy('received_at', 'desc')
        .limit(1)
        .select('received_at') as never,
      other_at: db('detection_rejections')
        .where({ source_id: id })
        .whereIn('reason', ['duplicate', 'ignored'])
        .orderBy('minute', 'desc')
        .limit(1)
        .select('last_at') as never,
    }),
  );
  return db
    .from(
      db.raw(`(${each.map(() => '?').join(' union all ')}) as each_source`, [
        ...each.map(query => db.raw(query.toSQL().sql, query.toSQL().bindings)),
      ] as never[]),
    )
    .select('source_id')
    .select(
      db.raw(
        'case when other_at is null or accepted_at > other_at then accepted_at else other_at end as last_event_at',
      ),
    );
}

/** Reads how sources are, as far as the caller may see their detections. */
export class DatabaseSourceHealth {
  constructor(private readonly db: Knex) {}

  async countHours(
    since: string,
    access: DetectionAccess,
    sourceId?: string,
  ): Promise<HourCount[]> {
    const hour = (column: string) =>
      this.db.raw(`substr(${column}, 1, ${HOUR_LENGTH}) as hour`);
    const accepted: Row[] = await this.#deliveries(access, sourceId)
      .where('received_at', '>=', since)
      .select('source_id', hour('received_at'))
      .count({ total: '*' })
      .groupBy('source_id', 'hour');
    const others: Row[] = await this.db('detection_rejections')
      .where('minute', '>=', since)
      .modify(rows => sourceId && rows.where({ source_id: sourceId }))
      .select('source_id', 'reason', hour('minute'))
      .sum({ total: 'total' })
      .groupBy('source_id', 'reason', 'hour');
    return [...accepted, ...others].map(row => ({
      sourceId: String(row.source_id),
      hour: String(row.hour),
      kind: row.reason === undefined ? 'accepted' : toKind(row.reason),
      total: Number(row.total),
    }));
  }

  /** When the last verified delivery of each source came. Without access, of all. */
  async getLastEvents(
    sourceIds: readonly string[],
    access?: DetectionAccess,
  ): Promise<Map<string, string>> {
    if (sourceIds.length === 0) return new Map();
    const rows: Row[] = await this.db
      .from(
        lastEvents(this.db, sourceIds, id => this.#deliveries(access, id)).as(
          'events',
        ),
      )
      .select('source_id', 'last_event_at');
    return new Map(
      rows.flatMap(({ source_id: id, last_event_at: at }) =>
        at ? [[String(id), String(at)] as const] : [],
      ),
    );
  }

  /** The last rejections of each source since a time, newest first. */
  async listRejections(since: string): Promise<RejectionRecord[]> {
    const rows: Row[] = await this.db('detection_rejections')
      .whereIn('reason', [...REASONS])
      .where('minute', '>=', since)
      .orderBy('minute', 'desc')
      .limit(5_000);
    return rows.map(toRejectionRecord);
  }

  /** By id of the source. */
  async getFigures(
    since: { period: string; quarter: string },
    access: DetectionAccess,
  ): Promise<Map<string, SourceFigures>> {
    const real = `status in ('promoted', 'attached')`;
    const decided = `(status in ('promoted', 'attached', 'dismissed') or decided_rule is not null)`;
    const rows: Row[] = await this.#visible(access)
      .where({ is_test: false })
      .where('first_seen_at', '>=', since.quarter)
      .select(
        'source_id',
        this.db.raw(
          'sum(case when first_seen_at >= ? then 1 else 0 end) as recent',
          [since.period],
        ),
        ...PLACES.map(([place, condition]) =>
          this.db.raw(
            `sum(case when first_seen_at >= ? and ${condition} then 1 else 0 end) as ??`,
            [since.period, place],
          ),
        ),
        this.db.raw(
          `sum(case when status = 'new' and entity_ref is null then 1 else 0 end) as unmapped`,
        ),
        this.db.raw(`sum(case when ${real} then 1 else 0 end) as confirmed`),
        this.db.raw(`sum(case when ${decided} then 1 else 0 end) as decided`),
      )
      .countDistinct({ services: 'entity_ref' })
      .groupBy('source_id');
    const figures = new Map(
      rows.map(row => [
        String(row.source_id),
        {
          new: Number(row.recent),
          now: Object.fromEntries(
            PLACES.map(([place]) => [place, Number(row[place])]),
          ) as unknown as NewDetectionsNow,
          unmapped: Number(row.unmapped),
          real: Number(row.confirmed),
          decided: Number(row.decided),
          services: Number(row.services),
        },
      ]),
    );
    if (!access.seesUnmapped) return figures;
    const shapes: Row[] = await this.db('detection_deliveries')
      .where({ outcome: 'unmapped', is_test: false })
      .where('received_at', '>=', since.period)
      .select('source_id')
      .count({ total: '*' })
      .groupBy('source_id');
    for (const { source_id: id, total } of shapes) {
      const of = figures.get(String(id)) ?? NO_FIGURES;
      figures.set(String(id), { ...of, unmapped: of.unmapped + Number(total) });
    }
    return figures;
  }

  /** Deliveries of a source, newest first. */
  async listDeliveries(
    sourceId: string,
    limit: number,
    access: DetectionAccess,
  ): Promise<DeliveryRecord[]> {
    const rows: Row[] = await this.#deliveries(access, sourceId, true)
      .orderBy('received_at', 'desc')
      .limit(limit)
      .select('detection_deliveries.*');
    return rows.map(toDeliveryRecord);
  }

  /** Deliveries of a source of which nothing is kept, newest first. */
  async listCounted(
    sourceId: string,
    limit: number,
  ): Promise<RejectionRecord[]> {
    const rows: Row[] = await this.db('detection_rejections')
      .where({ source_id: sourceId })
      .orderBy('minute', 'desc')
      .limit(limit);
    return rows.map(toRejectionRecord);
  }

  /** Detections of some deliveries, by id of the delivery. */
  async getDetectionsOf(
    deliveryIds: readonly string[],
    access: DetectionAccess,
  ): Promise<Map<string, DetectionRecord[]>> {
    const rows: Row[] = await this.#visible(access)
      .join(
        'detection_sightings as sighting',
        'sighting.detection_seq',
        'detections.seq',
      )
      .whereIn('sighting.delivery_id', [...deliveryIds])
      .orderBy('detections.seq')
      .limit(2_000)
      .select('detections.*', 'sighting.delivery_id as in_delivery');
    const of = new Map<string, DetectionRecord[]>();
    for (const row of rows) {
      const id = String(row.in_delivery);
      of.set(id, [...(of.get(id) ?? []), toDetectionRecord(row)]);
    }
    return of;
  }

  /** Detections about some services since a time, newest first. */
  async listAbout(
    entityRefs: readonly string[],
    since: string,
    limit: number,
    access: DetectionAccess,
  ): Promise<DetectionRecord[]> {
    const rows: Row[] = await this.#visible(access)
      .where({ is_test: false })
      .whereIn('detections.entity_ref', [...entityRefs])
      .where('first_seen_at', '>=', since)
      .orderBy('detections.seq', 'desc')
      .limit(limit)
      .select('detections.*');
    return rows.map(toDetectionRecord);
  }

  async getStates(): Promise<Map<string, SourceStateRecord>> {
    const rows: Row[] = await this.db('detection_source_states').select();
    return new Map(
      rows.map(row => [String(row.source_id), toSourceStateRecord(row)]),
    );
  }

  async saveState(
    sourceId: string,
    changes: Partial<SourceStateRecord>,
  ): Promise<void> {
    const row = toSourceStateRow(changes);
    await this.db('detection_source_states')
      .insert({ source_id: sourceId, ...row })
      .onConflict('source_id')
      .merge(row);
  }

  #visible(access: DetectionAccess): Knex.QueryBuilder {
    return applyDetectionAccess(this.db('detections'), access, this.db);
  }

  /** Deliveries without a detection that is hidden from the caller. Tests count nowhere. */
  #deliveries(
    access: DetectionAccess | undefined,
    sourceId?: string,
    withTests = false,
  ): Knex.QueryBuilder {
    const rows = this.db('detection_deliveries');
    if (!withTests) rows.where({ 'detection_deliveries.is_test': false });
    if (sourceId !== undefined) rows.where('source_id', sourceId);
    if (!access) return rows;
    return rows.whereNotExists(
      this.db('detection_sightings as sighting')
        .select(this.db.raw('1'))
        .whereRaw('sighting.delivery_id = detection_deliveries.id')
        .whereNotExists(
          this.#visible(access)
            .select(this.db.raw('1'))
            .whereRaw('detections.seq = sighting.detection_seq'),
        ),
    );
  }
}
