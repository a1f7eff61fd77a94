import type { Knex } from 'knex';
import { insertMany } from '../database/insertMany';
import { settle } from './queryPlans';

/** The number of detections that {@link fillDetections} writes. */
export const DETECTIONS = 20_000;
/** How many of them wait for a decision. */
export const WAITING = 200;
const SOURCES = 8;
const SERVICES = 500;
const MINUTE_MS = 60_000;
/** The last one was received then. */
export const NOW = new Date('2026-11-30T10:00:00.000Z');

const at = (seq: number) =>
  new Date(NOW.getTime() - (DETECTIONS - seq) * 10 * MINUTE_MS).toISOString();

/** 20,000 detections of eight sources about 500 services, one every ten minutes; the last 200 wait, a tenth of the others was attached. */
export async function fillDetections(db: Knex) {
  const detections = [];
  const sightings = [];
  const deliveries = [];
  const decisions = [];
  const rejections = [];
  const keys = [];
  const watches = [];
  for (let seq = 1; seq <= DETECTIONS; seq += 1) {
    const time = at(seq);
    const source = `source-${seq % SOURCES}`;
    const isNew = seq > DETECTIONS - WAITING;
    const isAttached = !isNew && seq % 10 === 0;
    const decided = isAttached ? 'attached' : 'dismissed';
    detections.push({
      seq,
      id: `detection-${seq}`,
      source_id: source,
      fingerprint: `fingerprint-${seq}`,
      episode: 1,
      is_latest: true,
      fingerprint_basis: 'key',
      title: `Detection ${seq}`,
      severity: 'high',
      severity_rank: 1 + (seq % 5),
      rule_id: `rule-${seq % 100}`,
      status: isNew ? 'new' : decided,
      source_state: 'firing',
      entity_ref:
        seq % 40 === 0 ? null : `component:default/service-${seq % SERVICES}`,
      mapping: '{"way":"label","value":"service"}',
      mapping_tried: '[]',
      first_seen_at: time,
      last_seen_at: time,
      seen_count: 1,
      is_test: false,
      labels: '{}',
      search_text: `detection ${seq}`,
      verified_by: 'hmac',
      redactions: 0,
      delivery_id: `delivery-${seq}`,
      payload_sha256: '0'.repeat(64),
      incident_seq: isAttached ? 1 + (seq % 1_000) : null,
      decided_at: isNew ? null : time,
      notified_count: 1,
      version: 1,
    });
    sightings.push({
      detection_seq: seq,
      delivery_id: `delivery-${seq}`,
      at: time,
      source_state: 'firing',
    });
    deliveries.push({
      id: `delivery-${seq}`,
      source_id: source,
      received_at: time,
      outcome: 'accepted',
      size: 100,
      sha256: '0'.repeat(64),
      redactions: 0,
      verified_by: 'hmac',
      is_test: false,
      detections: 1,
    });
    decisions.push({
      detection_seq: seq,
      at: time,
      kind: isAttached ? 'attached' : 'dismissed',
      actor: 'user:default/ada',
    });
    rejections.push({
      source_id: source,
      minute: time,
      reason: seq % 2 ? 'bad-signature' : 'duplicate',
      total: 1,
      last_at: time,
    });
  }
  for (let service = 0; service < SERVICES; service += 1) {
    const entityRef = `component:default/service-${service}`;
    for (const [kind, key] of [
      ['name', `service-${service}`],
      ['owner', `group:default/team-${service % 50}`],
      ['related', `component:default/service-${(service + 1) % SERVICES}`],
    ]) {
      keys.push({ kind, key, entity_ref: entityRef, path: '' });
    }
    watches.push({
      entity_ref: entityRef,
      source_id: `source-${service % SOURCES}`,
      way: 'label',
      value: 'service',
    });
  }
  const tables = {
    detections,
    detection_sightings: sightings,
    detection_deliveries: deliveries,
    detection_decisions: decisions,
    detection_rejections: rejections,
    detection_service_keys: keys,
    service_watches: watches,
  };
  for (const [table, rows] of Object.entries(tables)) {
    await insertMany(db, table, rows);
  }
  await settle(db);
}
