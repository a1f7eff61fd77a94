import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import {
  applyTransactionLimits,
  type TransactionLimits,
} from '../../database/transactionLimits';
import { CHUNK } from '../../database/chunks';
import { isInTextList } from '../../incidents/store/textList';
import type { DetectionDraft } from '../intake/DetectionDraft';
import { isOutdated, isReopened, startsEpisode } from '../intake/episodes';
import type {
  AcceptedDelivery,
  IntakeStore,
  NewFinding,
  TouchedDetection,
} from './IntakeStore';
import type {
  CountedReason,
  DeliveryRecord,
  DetectionRecord,
  NewDetectionRecord,
  PendingWork,
} from './records';
import {
  toDeliveryRow,
  toDetectionRecord,
  toDetectionRow,
  toServiceKeyRecord,
  toSightingRow,
} from './rows';

/** PostgreSQL ends one of two transactions that wait for each other; nothing of it is stored, so it can run again. */
const DEADLOCK = '40P01';
const MAX_ATTEMPTS = 4;

type Changes = Partial<DetectionRecord>;

function addPending(
  before: PendingWork | undefined,
  work: 'repeat' | 'resolved',
): PendingWork {
  return before === undefined || before === work || before === 'rules'
    ? work
    : 'both';
}

/** What a delivery changes on a detection that is known. */
function toChanges(
  before: DetectionRecord,
  draft: DetectionDraft,
  at: string,
): Changes {
  const isRepeat = draft.sourceState !== 'resolved';
  const isResolved =
    !isRepeat &&
    before.sourceState !== 'resolved' &&
    !isOutdated(before, draft);
  const isAgain = isReopened(before, draft, at);
  const isWorse = draft.severityRank > before.severityRank;
  const isOnIncident = before.incidentSeq !== undefined;
  return {
    ...(isRepeat && {
      count: before.count + draft.times,
      lastSeenAt: at,
    }),
    ...(draft.stateAt !== undefined &&
      !isOutdated(before, draft) && { stateAt: draft.stateAt }),
    ...(isResolved && { sourceState: 'resolved' as const, resolvedAt: at }),
    ...(isAgain && { sourceState: draft.sourceState, resolvedAt: undefined }),
    ...(isWorse && {
      severity: draft.severity,
      severityRank: draft.severityRank,
      statedSeverity: draft.statedSeverity,
    }),
    ...(isOnIncident &&
      (isResolved || (isRepeat && before.repeatNotedAt === undefined)) && {
        pending: addPending(before.pending, isResolved ? 'resolved' : 'repeat'),
      }),
    ...((isResolved || isAgain || isWorse) && { version: before.version + 1 }),
  };
}

/** A finding that is over needs nobody, and is kept. */
function toFirstStatus(isOver: boolean, suppressionId: string | undefined) {
  if (isOver) return 'ignored';
  return suppressionId === undefined ? 'new' : 'suppressed';
}

/** Whether no delivery with the key is known, or the one that is has expired. */
async function claimReplay(
  trx: Knex.Transaction,
  { sourceId, receivedAt }: DeliveryRecord,
  { key, expiresAt }: { key: string; expiresAt: string },
): Promise<boolean> {
  const claimed: Row[] = await trx('detection_replays')
    .insert({
      source_id: sourceId,
      delivery_key: key,
      expires_at: expiresAt,
    })
    .onConflict(['source_id', 'delivery_key'])
    .merge({ expires_at: expiresAt })
    .where('detection_replays.expires_at', '<=', receivedAt)
    .returning('delivery_key');
  return claimed.length > 0;
}

/** The findings of one delivery in its transaction. */
class DeliveryWork {
  constructor(
    private readonly trx: Knex.Transaction,
    private readonly delivery: DeliveryRecord,
    private readonly place: Parameters<IntakeStore['accept']>[3],
  ) {}

  async store(drafts: readonly DetectionDraft[]): Promise<TouchedDetection[]> {
    const touched: TouchedDetection[] = [];
    // In the order of fingerprints, so that deliveries that come at once wait for each other in one order.
    for (let start = 0; start < drafts.length; start += CHUNK) {
      touched.push(
        ...(await this.#storeSome(drafts.slice(start, start + CHUNK))),
      );
    }
    await this.#insertSightings(touched);
    return touched;
  }

  async #storeSome(drafts: readonly DetectionDraft[]) {
    const known = await this.#lock(drafts);
    const isFresh = (draft: DetectionDraft) => {
      const before = known.get(draft.fingerprint);
      const at = this.delivery.receivedAt;
      return !before || startsEpisode(before, draft, at);
    };
    const fresh = drafts.filter(isFresh);
    const added = await this.#insert(fresh, known);
    const conflicting = fresh.filter(
      ({ fingerprint }) => !added.has(fingerprint),
    );
    // A delivery that was committed in between has stored these.
    const faster = await this.#lock(conflicting);
    const touched: TouchedDetection[] = [];
    for (const draft of drafts) {
      const record = added.get(draft.fingerprint);
      const before =
        faster.get(draft.fingerprint) ?? known.get(draft.fingerprint);
      if (record) touched.push({ record, isNew: true, isChanged: true });
      else if (before) touched.push(await this.#update(before, draft));
    }
    return touched;
  }

  /** The latest episodes of some findings. */
  async #lock(drafts: readonly DetectionDraft[]) {
    if (drafts.length === 0) return new Map<string, DetectionRecord>();
    const rows: Row[] = await this.trx('detections')
      .where({ source_id: this.delivery.sourceId, is_latest: true })
      .where(
        isInTextList(
          this.trx,
          'fingerprint',
          drafts.map(({ fingerprint }) => fingerprint),
        ),
      )
      .orderBy('fingerprint')
      .forUpdate();
    return new Map(
      rows.map(row => [String(row.fingerprint), toDetectionRecord(row)]),
    );
  }

  async #insert(
    drafts: readonly DetectionDraft[],
    known: ReadonlyMap<string, DetectionRecord>,
  ) {
    if (drafts.length === 0) return new Map<string, DetectionRecord>();
    const findings = await this.place(drafts, keys => this.#readKeys(keys));
    const ended = drafts.flatMap(({ fingerprint }) => {
      const before = known.get(fingerprint);
      return before ? [before.seq] : [];
    });
    if (ended.length > 0) {
      await this.trx('detections')
        .whereIn('seq', ended)
        .update({ is_latest: false });
    }
    const rows: Row[] = await this.trx('detections')
      .insert(
        drafts.map((draft, index) =>
          toDetectionRow(
            this.#toNew(draft, findings[index], known.get(draft.fingerprint)),
          ),
        ),
      )
      .onConflict(['source_id', 'fingerprint', 'episode'])
      .ignore()
      .returning('*');
    return new Map(
      rows.map(row => [String(row.fingerprint), toDetectionRecord(row)]),
    );
  }

  #toNew(
    { entityRefs: _refs, times, reopenWithinMs: _ms, ...draft }: DetectionDraft,
    { suppressionId, mayFollowRule, ...found }: NewFinding,
    before: DetectionRecord | undefined,
  ): NewDetectionRecord {
    const { delivery } = this;
    const at = delivery.receivedAt;
    // Who chose the service of a finding chose it for its next episodes too.
    const isKept = !found.entityRef && before?.mapping?.way === 'person';
    const { entityRef, mapping } = isKept ? before : found;
    const isOver = draft.sourceState === 'resolved';
    const status = toFirstStatus(isOver, suppressionId);
    return {
      description: undefined,
      ...draft,
      id: randomUUID(),
      sourceId: delivery.sourceId,
      episode: (before?.episode ?? 0) + 1,
      isLatest: true,
      status,
      entityRef,
      mapping,
      mappingTried: found.tried,
      firstSeenAt: at,
      lastSeenAt: at,
      count: times,
      verifiedBy: delivery.verifiedBy,
      redactions: delivery.redactions,
      deliveryId: delivery.id,
      payloadSha256: delivery.sha256,
      resolvedAt: isOver ? at : undefined,
      suppressionId: isOver ? undefined : suppressionId,
      pending: status === 'new' && mayFollowRule ? 'rules' : undefined,
      version: 1,
    };
  }

  async #readKeys(keys: readonly string[]) {
    if (keys.length === 0) return [];
    const rows: Row[] = await this.trx('detection_service_keys').where(
      isInTextList(this.trx, 'key', keys),
    );
    return rows.map(toServiceKeyRecord);
  }

  async #update(
    before: DetectionRecord,
    draft: DetectionDraft,
  ): Promise<TouchedDetection> {
    const changes = toChanges(before, draft, this.delivery.receivedAt);
    const isChanged = Object.keys(changes).length > 0;
    if (isChanged) {
      await this.trx('detections')
        .where({ seq: before.seq })
        .update(toDetectionRow(changes));
    }
    return { record: { ...before, ...changes }, isNew: false, isChanged };
  }

  async #insertSightings(touched: readonly TouchedDetection[]) {
    const { id, receivedAt } = this.delivery;
    for (let start = 0; start < touched.length; start += CHUNK) {
      await this.trx('detection_sightings').insert(
        touched.slice(start, start + CHUNK).map(({ record }) =>
          toSightingRow({
            detectionSeq: record.seq,
            deliveryId: id,
            at: receivedAt,
            sourceState: record.sourceState,
          }),
        ),
      );
    }
  }
}

/** Writes deliveries and their findings. */
export class DatabaseIntake implements IntakeStore {
  constructor(
    private readonly db: Knex,
    private readonly limits: TransactionLimits,
  ) {}

  async accept(
    ...[delivery, replay, drafts, place]: Parameters<IntakeStore['accept']>
  ): Promise<AcceptedDelivery> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.db.transaction(async trx => {
          await applyTransactionLimits(trx, this.limits);
          const isFirst = await claimReplay(trx, delivery, replay);
          if (!isFirst) return { isDuplicate: true };
          await trx('detection_deliveries').insert(toDeliveryRow(delivery));
          const work = new DeliveryWork(trx, delivery, place);
          return { isDuplicate: false, detections: await work.store(drafts) };
        });
      } catch (error) {
        const isDeadlock = (error as { code?: unknown }).code === DEADLOCK;
        if (!isDeadlock || attempt >= MAX_ATTEMPTS) throw error;
      }
    }
  }

  async count(sourceId: string, reason: CountedReason, at: string) {
    await this.db('detection_rejections')
      .insert({
        source_id: sourceId,
        minute: `${at.slice(0, 16)}:00.000Z`,
        reason,
        total: 1,
        last_at: at,
      })
      .onConflict(['source_id', 'minute', 'reason'])
      .merge({
        total: this.db.raw('?? + 1', ['detection_rejections.total']),
        last_at: at,
      });
  }
}
