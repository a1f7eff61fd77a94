// @ts-check

/*
 * Incidents, who is concerned, what happened, and the words by which they are found.
 *
 * Times are ISO-8601 UTC text with milliseconds: they sort as text and read back the same on every engine.
 * Structured values that no query searches are JSON text. `seq` is the internal key of an incident. It only grows, so
 * it breaks ties in every order.
 */

const { isPostgres, makeAppendOnly } = require('./20261201000000_append_only');

/**
 * The type of text that compares byte by byte, so that an index finds prefixes in any locale.
 *
 * @param {import('knex').Knex} knex
 */
function getByteTextType(knex) {
  return isPostgres(knex) ? 'text collate "C"' : 'text';
}

/** @param {import('knex').Knex} knex */
async function createIncidentTables(knex) {
  await knex.schema.createTable('incident_keys', table => {
    table.integer('year').primary();
    table.integer('last').notNullable();
  });

  await knex.schema.createTable('incidents', table => {
    table.increments('seq');
    table.string('id', 36).notNullable().unique();
    table.string('key', 40).notNullable().unique();
    table.string('title', 300).notNullable();
    table.text('summary');
    table.text('codename');
    table.string('mode', 20).notNullable();
    table.string('status', 20).notNullable();
    table.integer('status_rank').notNullable();
    table.boolean('is_open').notNullable();
    table.string('merged_from_status', 20);
    table.string('merged_into_id', 36);
    table.string('determination', 20).notNullable();
    table.string('class', 40);
    table.string('class_type', 60);
    table.string('severity', 20);
    table.integer('severity_rank').notNullable();
    table.text('impact');
    table.string('urgency', 20);
    table.string('ongoing', 10).notNullable();
    table.string('priority', 2);
    table.integer('priority_rank').notNullable();
    table.text('priority_inputs').notNullable();
    table.text('priority_override');
    table.string('tlp', 20).notNullable();
    table.string('visibility', 20).notNullable();
    table.text('personal_data').notNullable();
    table.string('suspected_malicious', 10).notNullable();
    table.string('cross_border', 10).notNullable();
    table.boolean('is_major').notNullable();
    table.text('major_reason');
    table.string('major_at', 24);
    // Why it may be a major incident and what was decided, JSON.
    table.text('major_standing');
    table.boolean('unknown_service').notNullable();
    table.text('detection');
    table.text('resolution');
    table.string('resolved_by', 300);
    table.string('reported_by', 300).notNullable();
    table.string('occurred_at', 24);
    table.string('detected_at', 24).notNullable();
    table.string('reported_at', 24).notNullable();
    table.string('recorded_at', 24).notNullable();
    table.string('acknowledged_at', 24);
    table.string('declared_at', 24);
    table.string('contained_at', 24);
    table.string('eradicated_at', 24);
    table.string('recovered_at', 24);
    table.string('resolved_at', 24);
    table.string('closed_at', 24);
    table.string('aware_at', 24);
    table.string('updated_at', 24).notNullable();
    table.integer('version').notNullable();
    table.integer('chain_length').notNullable();
    table.string('chain_head', 64).notNullable();
    // The import that recorded it.
    table.string('import_id', 36);

    table.index(['mode', 'visibility', 'is_open', 'seq'], 'incidents_count');
    table.index(['mode', 'is_open', 'recorded_at', 'seq'], 'incidents_open');
    table.index(['recorded_at', 'seq'], 'incidents_recorded');
    table.index(['detected_at', 'seq'], 'incidents_detected');
    table.index(['updated_at', 'seq'], 'incidents_updated');
    table.index(['severity_rank', 'seq'], 'incidents_severity');
    table.index(['priority_rank', 'seq'], 'incidents_priority');
    table.index(['status_rank', 'seq'], 'incidents_status');
    table.index(['class', 'detected_at'], 'incidents_class');
    table.index(['reported_by'], 'incidents_reporter');
    // Reports count incidents by month from this index alone.
    table.index(
      ['mode', 'detected_at', 'severity', 'visibility', 'seq'],
      'incidents_volume',
    );
  });
  await knex.raw(`
    CREATE INDEX incidents_merged_into_index ON incidents (merged_into_id) WHERE merged_into_id IS NOT NULL`);
  await knex.raw(`
    CREATE INDEX incidents_import_index ON incidents (import_id, seq) WHERE import_id IS NOT NULL`);
}

/** @param {import('knex').Knex} knex */
async function createAffectedTables(knex) {
  await knex.schema.createTable('affected_entities', table => {
    table.increments('id');
    table.integer('incident_seq').notNullable();
    table.string('entity_ref', 300).notNullable();
    table.string('role', 20).notNullable();
    table.string('compromise', 20).notNullable();
    table.text('impact_note');
    table.text('snapshot').notNullable();
    table.string('snapshot_state', 20).notNullable();
    table.string('added_at', 24).notNullable();
    table.string('added_by', 300).notNullable();
    table.string('removed_at', 24);
    table.unique(['incident_seq', 'entity_ref']);
    table.index(['entity_ref', 'incident_seq'], 'affected_entity');
    table.index(['snapshot_state'], 'affected_pending');
  });
  // The analysis reads the entities of a period from this index alone, without their snapshots.
  await knex.raw(`
    CREATE INDEX affected_live ON affected_entities (incident_seq, entity_ref) WHERE removed_at IS NULL`);

  // The entities that an incident counts for: each affected entity, and its systems, domains, owners and their parents
  // at link time.
  await knex.schema.createTable('incident_scopes', table => {
    table.string('scope_ref', 300).notNullable();
    table.integer('incident_seq').notNullable();
    table.string('entity_ref', 300).notNullable();
    table.string('relation', 20).notNullable();
    table.primary(['scope_ref', 'incident_seq', 'entity_ref', 'relation']);
    table.index(['incident_seq', 'entity_ref'], 'scopes_incident');
  });
}

/** @param {import('knex').Knex} knex */
async function createPeopleTables(knex) {
  await knex.schema.createTable('role_assignments', table => {
    table.increments('id');
    table.integer('incident_seq').notNullable();
    table.string('role', 40).notNullable();
    table.string('principal_ref', 300).notNullable();
    table.string('assumed_at', 24).notNullable();
    table.string('assigned_by', 300).notNullable();
    table.string('renounced_at', 24);
    table.index(['incident_seq'], 'roles_incident');
    table.index(['principal_ref', 'renounced_at'], 'roles_principal');
  });

  // Who may read an incident while it is restricted, and why. The timeline names former members.
  await knex.schema.createTable('incident_members', table => {
    table.string('principal_ref', 300).notNullable();
    table.integer('incident_seq').notNullable();
    table.string('source', 20).notNullable();
    table.string('added_at', 24).notNullable();
    table.string('added_by', 300).notNullable();
    table.primary(['principal_ref', 'incident_seq', 'source']);
    table.index(['incident_seq'], 'members_incident');
  });

  // Who read a restricted incident: the first time in each hour, so that a page left open does not fill the table.
  await knex.schema.createTable('incident_views', table => {
    table.integer('incident_seq').notNullable();
    // Entity ref of a person, or the subject of a service.
    table.string('viewer', 300).notNullable();
    // The start of the hour, `2026-11-25T08`.
    table.string('hour', 13).notNullable();
    table.string('at', 24).notNullable();
    table.primary(['incident_seq', 'viewer', 'hour']);
    table.index(['incident_seq', 'at', 'viewer'], 'views_newest');
  });
}

/** @param {import('knex').Knex} knex */
async function createTimelineTables(knex) {
  await knex.schema.createTable('resolution_steps', table => {
    table.string('id', 36).primary();
    table.integer('incident_seq').notNullable();
    table.integer('seq').notNullable();
    table.string('kind', 20).notNullable();
    table.text('text').notNullable();
    table.string('outcome', 20);
    table.string('performed_at', 24).notNullable();
    table.string('performed_by', 300).notNullable();
    table.string('recorded_at', 24).notNullable();
    table.string('recorded_by', 300).notNullable();
    table.boolean('late_entry').notNullable();
    table.text('entity_refs').notNullable();
    table.string('task_id', 64);
    table.string('supersedes', 36);
    // Who a communication was for.
    table.string('audience', 20);
    table.unique(['incident_seq', 'seq']);
    table.unique(['supersedes']);
  });
  await makeAppendOnly(knex, 'resolution_steps', { erasable: ['text'] });

  await knex.schema.createTable('timeline_entries', table => {
    table.integer('incident_seq').notNullable();
    table.integer('seq').notNullable();
    table.integer('v').notNullable();
    table.string('chain', 60).notNullable();
    table.string('at', 24).notNullable();
    table.string('actor', 300).notNullable();
    table.string('action', 60).notNullable();
    table.text('data');
    table.string('salt', 32);
    table.string('data_hash', 64).notNullable();
    table.string('prev_hash', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.primary(['incident_seq', 'seq']);
    table.unique(['chain', 'seq']);
  });
  await makeAppendOnly(knex, 'timeline_entries', {
    erasable: ['data', 'salt'],
  });
}

/** @param {import('knex').Knex} knex */
async function createRequestTables(knex) {
  await knex.schema.createTable('idempotency_keys', table => {
    table.string('actor', 300).notNullable();
    table.string('operation', 120).notNullable();
    table.string('key', 200).notNullable();
    table.string('request_hash', 64).notNullable();
    table.string('incident_id', 36).notNullable();
    table.string('result_id', 36);
    table.string('created_at', 24).notNullable();
    table.primary(['actor', 'operation', 'key']);
    table.index(['created_at'], 'idempotency_age');
  });
}

/** @param {import('knex').Knex} knex */
async function createSearchTables(knex) {
  // Words that people wrote.
  await knex.schema.createTable('search_words', table => {
    table.specificType('word', getByteTextType(knex)).notNullable();
    table.integer('incident_seq').notNullable();
    table.primary(['word', 'incident_seq']);
    table.index(['incident_seq'], 'words_incident');
  });

  // Words from names of affected entities. They are apart so that a caller finds nothing by an entity hidden from them.
  await knex.schema.createTable('search_names', table => {
    table.specificType('word', getByteTextType(knex)).notNullable();
    table.integer('incident_seq').notNullable();
    table.string('entity_ref', 300).notNullable();
    table.primary(['word', 'incident_seq', 'entity_ref']);
    table.index(['incident_seq'], 'names_incident');
  });
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await createIncidentTables(knex);
  await createAffectedTables(knex);
  await createPeopleTables(knex);
  await createTimelineTables(knex);
  await createRequestTables(knex);
  await createSearchTables(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'search_names',
    'search_words',
    'idempotency_keys',
    'timeline_entries',
    'resolution_steps',
    'incident_views',
    'incident_members',
    'role_assignments',
    'incident_scopes',
    'affected_entities',
    'incidents',
    'incident_keys',
  ]) {
    await knex.schema.dropTable(table);
  }
};
