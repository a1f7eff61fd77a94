import {
  type DetectionMappingResult,
  REJECTION_REASONS,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import type { Row } from '../../database/rowMapper';
import { isInTextList } from '../../incidents/store/textList';
import { lastEvents } from './DatabaseSourceHealth';
import type { ServiceWatchRecord } from './records';
import {
  toDetectionRecord,
  toServiceWatchRecord,
  toServiceWatchRow,
} from './rows';

const TABLE = 'service_watches';

/** How a source sends. */
export interface SendingSource {
  sourceId: string;
  lastEventAt?: string;
  /** Deliveries that were rejected since its last event. */
  rejected: number;
  /** Services that it finds, of those asked for. */
  entityRefs: string[];
}

const toKey = ({ entityRef, sourceId }: ServiceWatchRecord) =>
  `${sourceId} ${entityRef}`;

/** Which sources find which service. */
export class DatabaseServiceWatches {
  constructor(private readonly db: Knex) {}

  async list(entityRefs: readonly string[]): Promise<ServiceWatchRecord[]> {
    const rows: Row[] = await this.db(TABLE)
      .where(isInTextList(this.db, 'entity_ref', entityRefs))
      .orderBy(['entity_ref', 'source_id']);
    return rows.map(toServiceWatchRecord);
  }

  /**
   * How sources send, each with those of some services that it finds, in one statement: a service page needs it.
   *
   * @param since - rejections before it are left out
   */
  async readSending(
    sourceIds: readonly string[],
    entityRefs: readonly string[],
    since: string,
  ): Promise<SendingSource[]> {
    if (sourceIds.length === 0) return [];
    const rejected = this.db('detection_rejections as rejection')
      .whereRaw('rejection.source_id = events.source_id')
      .where('rejection.minute', '>=', since)
      .whereIn('rejection.reason', [...REJECTION_REASONS])
      .where(later =>
        later
          .whereNull('events.last_event_at')
          .orWhereRaw('rejection.last_at > events.last_event_at'),
      )
      .sum({ total: 'rejection.total' });
    const rows: Row[] = await this.db
      .from(lastEvents(this.db, sourceIds).as('events'))
      .leftJoin('service_watches as watch', join =>
        join
          .on('watch.source_id', 'events.source_id')
          .andOn(isInTextList(this.db, 'watch.entity_ref', entityRefs)),
      )
      .select({
        source_id: 'events.source_id',
        last_event_at: 'events.last_event_at',
        entity_ref: 'watch.entity_ref',
        rejected: rejected as never,
      });
    const sources = new Map<string, SendingSource>();
    for (const row of rows) {
      const sourceId = String(row.source_id);
      const lastEventAt = row.last_event_at as string | null;
      const source: SendingSource = sources.get(sourceId) ?? {
        sourceId,
        ...(lastEventAt && { lastEventAt }),
        rejected: Number(row.rejected ?? 0),
        entityRefs: [],
      };
      if (row.entity_ref) source.entityRefs.push(String(row.entity_ref));
      sources.set(sourceId, source);
    }
    return [...sources.values()];
  }

  /**
   * Counts the services that each of some sources finds and none of others.
   *
   * @param services - counted are only these; undefined for all
   */
  async countAlone(
    sourceIds: readonly string[],
    others: readonly string[],
    services: readonly string[] | undefined,
  ): Promise<Map<string, number>> {
    const rows: Row[] = await this.db('service_watches as own')
      .where(isInTextList(this.db, 'own.source_id', sourceIds))
      .modify(query => {
        if (services) {
          query.where(isInTextList(this.db, 'own.entity_ref', services));
        }
      })
      .whereNotExists(
        this.db('service_watches as other')
          .select(this.db.raw('1'))
          .whereRaw('other.entity_ref = own.entity_ref')
          .where(isInTextList(this.db, 'other.source_id', others)),
      )
      .groupBy('own.source_id')
      .select('own.source_id')
      .count({ total: '*' });
    return new Map(
      rows.map(({ source_id: id, total }) => [String(id), Number(total)]),
    );
  }

  /** Replaces all rows in one transaction. Unchanged ones are not written. */
  async save(watches: readonly ServiceWatchRecord[]): Promise<void> {
    await this.db.transaction(async trx => {
      const rows: Row[] = await trx(TABLE).select();
      const before = new Map(
        rows.map(toServiceWatchRecord).map(watch => [toKey(watch), watch]),
      );
      const after = new Map(watches.map(watch => [toKey(watch), watch]));
      const changed = [...after.values()].filter(watch => {
        const known = before.get(toKey(watch));
        return known?.way !== watch.way || known.value !== watch.value;
      });
      for (const part of chunks(changed)) {
        await trx(TABLE)
          .insert(part.map(toServiceWatchRow))
          .onConflict(['entity_ref', 'source_id'])
          .merge();
      }
      for (const [key, { entityRef, sourceId }] of before) {
        if (after.has(key)) continue;
        await trx(TABLE)
          .where({ entity_ref: entityRef, source_id: sourceId })
          .delete();
      }
    });
  }

  /**
   * How each source last found each service by itself since a time. Detections on restricted incidents do not count: everybody
   * who sees a service may see who watches it.
   */
  async listFound(since: string): Promise<ServiceWatchRecord[]> {
    const last = this.db('detections')
      .where({ is_test: false })
      .whereNotNull('entity_ref')
      .where('first_seen_at', '>=', since)
      // A service that a person chose has no value.
      .where('mapping', 'like', '%"value":%')
      .whereNotExists(
        this.db('incidents')
          .select(this.db.raw('1'))
          .whereRaw('incidents.seq = detections.incident_seq')
          .where('visibility', 'restricted'),
      )
      .groupBy('source_id', 'entity_ref')
      .max({ seq: 'seq' });
    const rows: Row[] = await this.db('detections')
      .join(last.as('last'), 'last.seq', 'detections.seq')
      .select('detections.*');
    return rows.map(toDetectionRecord).flatMap(record => {
      const { sourceId, entityRef, mapping } = record;
      const { way, value }: Partial<DetectionMappingResult> = mapping ?? {};
      return entityRef && way && value !== undefined
        ? [{ entityRef, sourceId, way, value }]
        : [];
    });
  }
}
