// @ts-check

/*
 * Detections: what sources sent, what was found out about it, and what was decided. Rules, suppressions and patterns that
 * people made, and what the catalog says of services, so that a detection finds its service without asking the catalog.
 */

const { makeAppendOnly } = require('./20261201000000_append_only');

/** @param {import('knex').Knex} knex */
async function createDetectionTables(knex) {
  await knex.schema.createTable('detections', table => {
    table.increments('seq');
    table.string('id', 36).notNullable().unique();
    table.string('source_id', 64).notNullable();
    table.string('fingerprint', 64).notNullable();
    table.integer('episode').notNullable();
    table.boolean('is_latest').notNullable();
    table.text('fingerprint_basis').notNullable();
    table.text('title').notNullable();
    table.text('description');
    table.string('severity', 20).notNullable();
    table.integer('severity_rank').notNullable();
    table.text('stated_severity');
    table.string('class', 60);
    table.string('rule_id', 512);
    table.text('rule_name');
    table.string('status', 20).notNullable();
    table.string('source_state', 20).notNullable();
    // By the clock of the source; an older state does not replace a newer one.
    table.string('state_at', 24);
    table.string('entity_ref', 300);
    table.text('mapping');
    table.text('mapping_tried').notNullable();
    table.string('occurred_at', 24);
    table.string('first_seen_at', 24).notNullable();
    table.string('last_seen_at', 24).notNullable();
    table.integer('seen_count').notNullable();
    table.boolean('is_test').notNullable();
    table.text('url');
    table.text('labels').notNullable();
    table.text('search_text').notNullable();
    table.string('verified_by', 60).notNullable();
    table.integer('redactions').notNullable();
    table.string('delivery_id', 36).notNullable();
    table.string('payload_sha256', 64).notNullable();
    table.string('resolved_at', 24);
    table.integer('incident_seq');
    table.string('decided_at', 24);
    table.string('decided_by', 300);
    table.text('decided_rule');
    table.string('disposition', 30);
    table.text('reason');
    table.string('suppression_id', 36);
    table.integer('suggested_seq');
    table.text('suggested_by');
    table.string('repeat_noted_at', 24);
    // What is to be done after the delivery was stored: `rules` or `timeline`.
    table.string('pending', 20);
    // When people on duty were last notified of it, and how often it had been seen then.
    table.string('notified_at', 24);
    table.integer('notified_count');
    table.integer('version').notNullable();
    table.unique(['source_id', 'fingerprint', 'episode'], {
      indexName: 'detections_episode',
    });
    table.index(['status', 'severity_rank', 'seq'], 'detections_severity');
    table.index(['status', 'seq'], 'detections_age');
    table.index(['decided_at', 'seq'], 'detections_decided');
    table.index(['first_seen_at', 'seq'], 'detections_first_seen');
    table.index(['entity_ref', 'first_seen_at'], 'detections_entity');
    // The card of a service counts what waits about it.
    table.index(['entity_ref', 'status'], 'detections_entity_status');
    table.index(['incident_seq', 'seq'], 'detections_incident');
    table.index(['suppression_id', 'seq'], 'detections_suppression');
    table.index(
      ['source_id', 'rule_id', 'decided_at'],
      'detections_source_rule',
    );
    table.index(['source_id', 'first_seen_at'], 'detections_source');
    table.index(['pending', 'seq'], 'detections_pending');
    table.index(['is_test', 'first_seen_at'], 'detections_test');
    table.index(['notified_at'], 'detections_notified');
  });

  await knex.schema.createTable('detection_sightings', table => {
    table.increments('seq');
    table.integer('detection_seq').notNullable();
    table.string('delivery_id', 36).notNullable();
    table.string('at', 24).notNullable();
    table.string('source_state', 20).notNullable();
    table.index(['detection_seq', 'seq'], 'detection_sightings_detection');
    table.index(['delivery_id'], 'detection_sightings_delivery');
  });

  // Every decision, also those that were taken back. Append-only.
  await knex.schema.createTable('detection_decisions', table => {
    table.increments('seq');
    table.integer('detection_seq').notNullable();
    table.string('at', 24).notNullable();
    table.string('kind', 20).notNullable();
    table.string('actor', 300);
    table.string('rule_id', 36);
    table.text('rule_name');
    table.string('disposition', 30);
    table.text('reason');
    table.integer('incident_seq');
    table.string('entity_ref', 300);
    table.index(['detection_seq', 'seq'], 'detection_decisions_detection');
    table.index(['rule_id', 'at'], 'detection_decisions_rule');
  });
  await makeAppendOnly(knex, 'detection_decisions');

  // What people who decide about detections could see when they last looked. A notification tells them of nothing else.
  await knex.schema.createTable('detection_viewers', table => {
    table.string('principal_ref', 300).primary();
    // The services as a JSON list; null for all.
    table.text('services');
    table.string('seen_at', 24).notNullable();
  });
}

/** @param {import('knex').Knex} knex */
async function createIntakeTables(knex) {
  await knex.schema.createTable('detection_deliveries', table => {
    table.string('id', 36).primary();
    table.string('source_id', 64).notNullable();
    table.string('received_at', 24).notNullable();
    table.string('outcome', 20).notNullable();
    table.string('delivery_key', 200);
    table.integer('size').notNullable();
    table.string('sha256', 64).notNullable();
    table.text('payload');
    table.integer('redactions').notNullable();
    table.string('verified_by', 60).notNullable();
    table.text('note');
    table.boolean('is_test').notNullable();
    table.integer('detections').notNullable();
    table.index(['source_id', 'received_at'], 'detection_deliveries_source');
    table.index(['received_at'], 'detection_deliveries_age');
  });

  // A delivery with the key of one that has not expired is a duplicate.
  await knex.schema.createTable('detection_replays', table => {
    table.string('source_id', 64).notNullable();
    table.string('delivery_key', 200).notNullable();
    table.string('expires_at', 24).notNullable();
    table.primary(['source_id', 'delivery_key']);
    table.index(['expires_at'], 'detection_replays_expiry');
  });

  // Deliveries of which nothing is kept: duplicates, ignored events, and each reason of a rejection.
  await knex.schema.createTable('detection_rejections', table => {
    table.string('source_id', 64).notNullable();
    table.string('minute', 24).notNullable();
    table.string('reason', 20).notNullable();
    table.integer('total').notNullable();
    table.string('last_at', 24).notNullable();
    table.primary(['source_id', 'minute', 'reason']);
    table.index(['minute'], 'detection_rejections_age');
  });

  await knex.schema.createTable('detection_source_states', table => {
    table.string('source_id', 64).primary();
    table.string('muted_until', 24);
    table.text('mute_reason');
    table.string('muted_by', 300);
    table.string('silent_since', 24);
    table.string('notified_at', 24);
  });
}

/** @param {import('knex').Knex} knex */
async function createServiceTables(knex) {
  // Names by which the catalog's services are found.
  await knex.schema.createTable('detection_service_keys', table => {
    table.string('kind', 20).notNullable();
    table.string('key', 512).notNullable();
    table.string('entity_ref', 300).notNullable();
    table.string('path', 300).notNullable();
    table.primary(['key', 'kind', 'entity_ref', 'path']);
    table.index(['entity_ref'], 'detection_service_keys_entity');
  });

  // Which sources find which service. Derived from the names of services and from detections, and rebuilt after each read of
  // the catalog.
  await knex.schema.createTable('service_watches', table => {
    table.string('entity_ref', 300).notNullable();
    table.string('source_id', 64).notNullable();
    table.string('way', 20).notNullable();
    table.text('value').notNullable();
    table.primary(['entity_ref', 'source_id']);
  });
}

/** @param {import('knex').Knex} knex */
async function createRuleTables(knex) {
  await knex.schema.createTable('detection_rules', table => {
    table.string('id', 36).primary();
    table.integer('position').notNullable();
    table.string('name', 300).notNullable();
    table.boolean('is_enabled').notNullable();
    table.text('definition').notNullable();
    table.string('updated_by', 300).notNullable();
    table.string('updated_at', 24).notNullable();
    table.integer('version').notNullable();
  });

  await knex.schema.createTable('detection_suppressions', table => {
    table.string('id', 36).primary();
    table.string('name', 300).notNullable();
    table.text('condition').notNullable();
    table.text('reason').notNullable();
    table.string('created_by', 300).notNullable();
    table.string('created_at', 24).notNullable();
    table.string('ends_at', 24).notNullable();
    // The end of which its author was last notified. A moved end counts again.
    table.string('notified_end', 24);
    table.integer('version').notNullable();
    table.index(['ends_at'], 'detection_suppressions_end');
  });

  await knex.schema.createTable('detection_patterns', table => {
    table.string('id', 36).primary();
    table.integer('position').notNullable();
    table.string('name', 300).notNullable();
    table.string('label', 128).notNullable();
    table.string('pattern', 200).notNullable();
    table.string('entity_ref', 300).notNullable();
    table.string('updated_by', 300).notNullable();
    table.string('updated_at', 24).notNullable();
    table.integer('version').notNullable();
  });

  // Every change of the three tables above and of mutes. Append-only.
  await knex.schema.createTable('detection_changes', table => {
    table.increments('seq');
    table.string('at', 24).notNullable();
    table.string('by', 300).notNullable();
    table.string('kind', 20).notNullable();
    table.string('action', 20).notNullable();
    table.string('name', 300).notNullable();
    table.text('data').notNullable();
  });
  await makeAppendOnly(knex, 'detection_changes');
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await createDetectionTables(knex);
  await createIntakeTables(knex);
  await createServiceTables(knex);
  await createRuleTables(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'detection_changes',
    'detection_patterns',
    'detection_suppressions',
    'detection_rules',
    'service_watches',
    'detection_service_keys',
    'detection_source_states',
    'detection_rejections',
    'detection_replays',
    'detection_deliveries',
    'detection_viewers',
    'detection_decisions',
    'detection_sightings',
    'detections',
  ]) {
    await knex.schema.dropTable(table);
  }
};
