import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import { toIncidentRecord } from '../../incidents/store/rows';
import { isInTextList } from '../../incidents/store/textList';
import {
  applyDetectionAccess,
  applyDetectionFilters,
  applyDetectionPage,
  applySourceAndService,
  getPageLimit,
  toDetectionCursor,
} from './detectionQueries';
import type {
  DetectionAccess,
  DetectionCounts,
  DetectionListQuery,
  DetectionsReader,
  NamedIncident,
  ProposalCandidate,
} from './DetectionsStore';
import type { DetectionRecord } from './records';
import { toDetectionRecord } from './rows';

const MAX_SIGHTINGS = 200;
const MAX_OF_INCIDENT = 200;
const MAX_CANDIDATES = 50;
const DECIDED = ['promoted', 'attached', 'dismissed'];

/** Reads detections that a caller may see. */
export class DatabaseDetections implements DetectionsReader {
  constructor(private readonly db: Knex) {}

  async list(query: DetectionListQuery, access: DetectionAccess) {
    const [{ total }] = await this.#matching(query, access)
      .where({ is_test: false })
      .count({ total: '*' });
    return {
      ...(await this.listPage(query, access)),
      totalItems: Number(total),
    };
  }

  async listPage(query: DetectionListQuery, access: DetectionAccess) {
    const rows: Row[] = await applyDetectionPage(
      this.#matching(query, access).select('detections.*'),
      query,
    );
    const limit = getPageLimit(query);
    const shown = rows.slice(0, limit);
    return {
      items: shown.map(toDetectionRecord),
      nextCursor:
        rows.length > limit
          ? toDetectionCursor(query, shown[shown.length - 1])
          : undefined,
    };
  }

  async count(
    query: Pick<DetectionListQuery, 'source' | 'entityRef' | 'now'>,
    access: DetectionAccess,
  ): Promise<DetectionCounts> {
    const dayAgo = new Date(
      Date.parse(query.now) - 24 * 60 * 60 * 1000,
    ).toISOString();
    const counted = async (narrow: (rows: Knex.QueryBuilder) => void) => {
      const rows = applySourceAndService(this.#visible(access), query).where({
        is_test: false,
      });
      narrow(rows);
      const [{ total }] = await rows.count({ total: '*' });
      return Number(total);
    };
    return {
      new: await counted(rows =>
        rows.where('status', 'new').whereNotNull('detections.entity_ref'),
      ),
      unmapped: await counted(rows =>
        rows.where('status', 'new').whereNull('detections.entity_ref'),
      ),
      suppressed: await counted(rows => rows.where('status', 'suppressed')),
      decidedInLast24Hours: await counted(rows =>
        rows.whereIn('status', DECIDED).where('decided_at', '>=', dayAgo),
      ),
    };
  }

  async find(id: string, access: DetectionAccess) {
    const row = await this.#visible(access)
      .where('detections.id', id)
      .first('detections.*');
    return row && toDetectionRecord(row);
  }

  async findLatest(
    { sourceId, fingerprint }: { sourceId: string; fingerprint: string },
    access: DetectionAccess,
  ) {
    const row = await this.#visible(access)
      .where({
        'detections.source_id': sourceId,
        'detections.fingerprint': fingerprint,
        'detections.is_latest': true,
      })
      .first('detections.*');
    return row && toDetectionRecord(row);
  }

  /** Detections that wait for {@link DetectionRecord.pending}, oldest first. */
  async listPending(limit: number): Promise<DetectionRecord[]> {
    const rows: Row[] = await this.db('detections')
      .whereNotNull('pending')
      .orderBy('seq')
      .limit(limit);
    return rows.map(toDetectionRecord);
  }

  /** Detections of a service since a time that are no tests, newest first. */
  async listSince(entityRef: string, since: string, limit: number) {
    const rows: Row[] = await this.db('detections')
      .where({ entity_ref: entityRef, is_test: false })
      .where('first_seen_at', '>=', since)
      .orderBy('first_seen_at', 'desc')
      .limit(limit);
    return rows.map(toDetectionRecord);
  }

  async getSightings(seq: number): Promise<string[]> {
    const rows: Row[] = await this.db('detection_sightings')
      .select('at')
      .where({ detection_seq: seq })
      .whereNot('source_state', 'resolved')
      .orderBy('seq', 'desc')
      .limit(MAX_SIGHTINGS);
    return rows.map(({ at }) => String(at)).reverse();
  }

  async getPayload(
    { deliveryId }: DetectionRecord,
    access: DetectionAccess,
  ): Promise<string | undefined> {
    const delivery = await this.db('detection_deliveries')
      .where({ id: deliveryId })
      .first('payload');
    if (!delivery?.payload) return undefined;
    const inDelivery = (rows: Knex.QueryBuilder) =>
      rows
        .join(
          'detection_sightings',
          'detection_sightings.detection_seq',
          'detections.seq',
        )
        .where('detection_sightings.delivery_id', deliveryId)
        .count({ total: '*' });
    const [{ total }] = await inDelivery(this.db('detections'));
    const [{ total: seen }] = await inDelivery(this.#visible(access));
    // The payload of a batch names the services of all its findings.
    return Number(total) === Number(seen) ? delivery.payload : undefined;
  }

  async listHistory(
    { sourceId, ruleId, seq }: DetectionRecord,
    since: string,
    limit: number,
    access: DetectionAccess,
  ) {
    if (ruleId === undefined) return [];
    const rows: Row[] = await this.#visible(access)
      .where({ source_id: sourceId, rule_id: ruleId, is_test: false })
      .where('decided_at', '>=', since)
      .whereIn('status', DECIDED)
      .whereNot('detections.seq', seq)
      .orderBy([
        { column: 'decided_at', order: 'desc' },
        { column: 'detections.seq', order: 'desc' },
      ])
      .limit(limit)
      .select('detections.*');
    return rows.map(toDetectionRecord);
  }

  async getIncidents(seqs: readonly number[], { incidents }: DetectionAccess) {
    if (seqs.length === 0 || incidents === undefined) return new Map();
    const rows: Row[] = await applyReadAccess(
      this.db('incidents').whereIn('seq', [...new Set(seqs)]),
      incidents,
      this.db,
    ).select('incidents.*');
    return new Map(
      rows.map(row => [
        Number(row.seq),
        toIncidentRecord(row) as NamedIncident,
      ]),
    );
  }

  async listOfIncident(seq: number, access: DetectionAccess) {
    const rows: Row[] = await this.#visible(access)
      .where('detections.incident_seq', seq)
      .orderBy('detections.seq')
      .limit(MAX_OF_INCIDENT)
      .select('detections.*');
    return rows.map(toDetectionRecord);
  }

  async countOfIncident(seq: number): Promise<number> {
    const [{ total }] = await this.db('detections')
      .where({ incident_seq: seq })
      .count({ total: '*' });
    return Number(total);
  }

  async listDeclined(seqs: readonly number[]) {
    const declined = new Map<number, Set<number>>();
    if (seqs.length === 0) return declined;
    const rows: Row[] = await this.db('detection_decisions')
      .whereIn('detection_seq', [...seqs])
      .whereIn('kind', ['declined', 'restored'])
      .orderBy('seq')
      .select('detection_seq', 'incident_seq', 'kind');
    // The last word about each pair counts.
    for (const { detection_seq: seq, incident_seq: incident, kind } of rows) {
      const of = declined.get(Number(seq)) ?? new Set<number>();
      if (kind === 'declined') of.add(Number(incident));
      else of.delete(Number(incident));
      declined.set(Number(seq), of);
    }
    return declined;
  }

  async countNewOf(entityRef: string) {
    const [row]: Row[] = await this.db('detections')
      .where({ entity_ref: entityRef, status: 'new', is_test: false })
      .count({ total: '*' })
      .min({ oldest_at: 'first_seen_at' });
    return {
      total: Number(row.total),
      ...(row.oldest_at !== null && { oldestAt: String(row.oldest_at) }),
    };
  }

  async countNewOfEach(entityRefs: readonly string[]) {
    const rows: Row[] = await this.db('detections')
      .where({ status: 'new', is_test: false })
      .where(isInTextList(this.db, 'entity_ref', entityRefs))
      .groupBy('entity_ref')
      .select('entity_ref')
      .count({ total: '*' })
      .min({ oldest_at: 'first_seen_at' });
    return new Map(
      rows.map(row => [
        String(row.entity_ref),
        { total: Number(row.total), oldestAt: String(row.oldest_at) },
      ]),
    );
  }

  async listNewOf(
    entityRefs: readonly string[],
    limit: number,
    access: DetectionAccess,
  ) {
    const rows: Row[] = await this.#visible(access)
      .where({ status: 'new', is_test: false })
      .where(isInTextList(this.db, 'detections.entity_ref', entityRefs))
      .orderBy([
        { column: 'severity_rank', order: 'desc' },
        { column: 'detections.seq' },
      ])
      .limit(limit)
      .select('detections.*');
    return rows.map(toDetectionRecord);
  }

  async listCandidates(
    entityRefs: readonly string[],
    { from, to }: { from: string; to: string },
    { incidents }: DetectionAccess,
  ): Promise<ProposalCandidate[]> {
    if (incidents === undefined || entityRefs.length === 0) return [];
    const rows: Row[] = await applyReadAccess(
      this.db('incidents')
        .whereIn(
          'incidents.seq',
          this.db('affected_entities')
            .select('incident_seq')
            .where(isInTextList(this.db, 'entity_ref', entityRefs))
            .whereNull('removed_at'),
        )
        .where({
          'incidents.is_open': true,
          'incidents.mode': 'real',
        })
        .where('incidents.detected_at', '>=', from)
        .where('incidents.detected_at', '<=', to),
      incidents,
      this.db,
    )
      .orderBy('incidents.seq', 'desc')
      .limit(MAX_CANDIDATES)
      .select('incidents.*');
    const seqs = rows.map(({ seq }) => Number(seq));
    if (seqs.length === 0) return [];
    const affected: Row[] = await this.db('affected_entities')
      .select('incident_seq', 'entity_ref')
      .whereIn('incident_seq', seqs)
      .whereNull('removed_at');
    const attached: Row[] = await this.db('detections')
      .select('incident_seq', 'source_id', 'rule_id', 'first_seen_at')
      .whereIn('incident_seq', seqs)
      .orderBy('seq')
      .limit(MAX_OF_INCIDENT);
    const of = (list: Row[], seq: number) =>
      list.filter(({ incident_seq: on }) => Number(on) === seq);
    return rows.map(row => {
      const incident = toIncidentRecord(row);
      const detections = of(attached, incident.seq);
      return {
        incident,
        entityRefs: of(affected, incident.seq).map(({ entity_ref: ref }) =>
          String(ref),
        ),
        sourceRules: detections.map(
          ({ source_id: source, rule_id: rule }) => `${source} ${rule}`,
        ),
        firstSeenAt: detections.map(({ first_seen_at: at }) => String(at)),
      };
    });
  }

  #matching(query: DetectionListQuery, access: DetectionAccess) {
    return applyDetectionFilters(this.#visible(access), query, this.db);
  }

  #visible(access: DetectionAccess): Knex.QueryBuilder {
    return applyDetectionAccess(this.db('detections'), access, this.db);
  }
}
