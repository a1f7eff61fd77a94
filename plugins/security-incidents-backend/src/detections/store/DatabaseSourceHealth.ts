import type { Knex } from 'knex';
import { REJECTION_REASONS } from 'backstage-plugin-security-incidents-common';
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
  unmapped: number;
  real: number;
  decided: number;
  services: number;
}

const REASONS: readonly string[] = REJECTION_REASONS;
const HOUR_LENGTH = 'YYYY-MM-DDTHH'.length;

function toKind(reason: unknown): HourCount['kind'] {
  if (reason === 'duplicate') return 'duplicate';
  return reason === 'ignored' ? 'accepted' : 'rejected';
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
    const last = new Map<string, string>();
    // One short query each: a query for all of them would read every delivery.
    for (const sourceId of sourceIds) {
      const accepted = await this.#deliveries(access, sourceId)
        .orderBy('received_at', 'desc')
        .first('received_at');
      const other = await this.db('detection_rejections')
        .where({ source_id: sourceId })
        .whereIn('reason', ['duplicate', 'ignored'])
        .orderBy('minute', 'desc')
        .first('last_at');
      const [at] = [accepted?.received_at, other?.last_at]
        .filter(Boolean)
        .sort()
        .reverse();
      if (at) last.set(sourceId, at);
    }
    return last;
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
      const of = figures.get(String(id)) ?? {
        new: 0,
        unmapped: 0,
        real: 0,
        decided: 0,
        services: 0,
      };
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
