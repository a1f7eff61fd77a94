// @ts-check

/*
 * The record: incidents, the services they touch, people, resolution steps and the timeline.
 *
 * Times are ISO-8601 UTC text with milliseconds everywhere: they sort as text and read back the same on every engine.
 * Structured values that are never searched are JSON text. `seq` is the internal key of an incident; it only grows, which
 * makes it the tie-breaker of every order.
 */

const IMMUTABLE_TABLES = ['timeline_entries', 'resolution_steps'];

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return knex.client.config.client === 'pg';
}

/**
 * Text that compares byte by byte, so that prefixes can be looked up in an index whatever the database's locale is.
 * @param {import('knex').Knex} knex
 */
function byteText(knex) {
  return isPostgres(knex) ? 'text collate "C"' : 'text';
}

/**
 * The database itself refuses to change or remove what was recorded.
 * @param {import('knex').Knex} knex
 * @param {string} table
 */
async function makeImmutable(knex, table) {
  if (isPostgres(knex)) {
    await knex.raw(`
      CREATE TRIGGER ${table}_immutable BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION security_incidents_refuse_change()`);
    await knex.raw(`
      CREATE TRIGGER ${table}_untruncatable BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION security_incidents_refuse_change()`);
    return;
  }
  for (const operation of ['UPDATE', 'DELETE']) {
    await knex.raw(`
      CREATE TRIGGER ${table}_no_${operation.toLowerCase()} BEFORE ${operation} ON ${table}
        BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`);
  }
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
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
  });

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

  // What an incident counts for: each affected entity, and the systems, domains, owners and their parents at link time.
  await knex.schema.createTable('incident_scopes', table => {
    table.string('scope_ref', 300).notNullable();
    table.integer('incident_seq').notNullable();
    table.string('entity_ref', 300).notNullable();
    table.string('relation', 20).notNullable();
    table.primary(['scope_ref', 'incident_seq', 'entity_ref', 'relation']);
    table.index(['incident_seq', 'entity_ref'], 'scopes_incident');
  });

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

  // Who may read an incident while it is restricted, and why. The timeline keeps who was in it before.
  await knex.schema.createTable('incident_members', table => {
    table.string('principal_ref', 300).notNullable();
    table.integer('incident_seq').notNullable();
    table.string('source', 20).notNullable();
    table.string('added_at', 24).notNullable();
    table.string('added_by', 300).notNullable();
    table.primary(['principal_ref', 'incident_seq', 'source']);
    table.index(['incident_seq'], 'members_incident');
  });

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
    table.unique(['incident_seq', 'seq']);
    table.unique(['supersedes']);
  });

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

  await knex.schema.createTable('search_words', table => {
    table.specificType('word', byteText(knex)).notNullable();
    table.integer('incident_seq').notNullable();
    table.primary(['word', 'incident_seq']);
    table.index(['incident_seq'], 'words_incident');
  });

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

  if (isPostgres(knex)) {
    await knex.raw(`
      CREATE FUNCTION security_incidents_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
      END $$`);
  }
  for (const table of IMMUTABLE_TABLES) await makeImmutable(knex, table);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'idempotency_keys',
    'search_words',
    'timeline_entries',
    'resolution_steps',
    'incident_members',
    'role_assignments',
    'incident_scopes',
    'affected_entities',
    'incidents',
    'incident_keys',
  ]) {
    await knex.schema.dropTable(table);
  }
  if (isPostgres(knex)) {
    await knex.raw('DROP FUNCTION security_incidents_refuse_change()');
  }
};
