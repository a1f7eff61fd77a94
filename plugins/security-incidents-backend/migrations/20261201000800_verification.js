// @ts-check

/*
 * The registry of all incidents, signed checkpoints over all hash chains, and the state of the scheduled verification.
 */

const { makeAppendOnly } = require('./20261201000000_append_only');

/** @param {import('knex').Knex} knex */
async function createRegistryTables(knex) {
  // A hash chain with an entry for each new incident and for each head that was recorded.
  await knex.schema.createTable('incident_registry', table => {
    table.integer('seq').primary();
    table.string('incident_id', 36).notNullable();
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
    table.index(['incident_id', 'seq'], 'registry_incident');
  });
  await makeAppendOnly(knex, 'incident_registry');

  // One row: the head of the registry, and where the scheduled verification is.
  await knex.schema.createTable('incident_registry_state', table => {
    table.integer('id').primary();
    table.integer('length').notNullable();
    table.string('head', 64).notNullable();
    table.integer('checked_registry').notNullable();
    table.string('checked_registry_hash', 64).notNullable();
    table.integer('checked_incident').notNullable();
    // When the present round over all incidents began, and the last one that ended.
    table.string('round_began_at', 24);
    table.string('checked_since', 24);
  });
  const genesis = '0'.repeat(64);
  await knex('incident_registry_state').insert({
    id: 1,
    length: 0,
    head: genesis,
    checked_registry: 0,
    checked_registry_hash: genesis,
    checked_incident: 0,
  });

  // What the scheduled verification found and has notified people of.
  await knex.schema.createTable('verification_findings', table => {
    // The id of an incident, or `registry`.
    table.string('subject', 36).primary();
    table.string('status', 40).notNullable();
    table.string('found_at', 24).notNullable();
  });
}

/** @param {import('knex').Knex} knex */
async function createCheckpointTables(knex) {
  await knex.schema.createTable('checkpoints', table => {
    table.integer('n').primary();
    table.integer('v').notNullable();
    table.string('at', 24).notNullable();
    table.integer('chains').notNullable();
    table.integer('entries').notNullable();
    table.string('merkle_root', 64).notNullable();
    table.string('prev_hash', 64).notNullable();
    table.string('key_id', 64);
    table.string('public_key', 200);
    table.string('previous_key_id', 64);
    table.string('hash', 64).notNullable();
    table.string('signature', 100);
    table.string('previous_signature', 100);
  });
  await makeAppendOnly(knex, 'checkpoints');

  // The leaves that a checkpoint added or changed. A chain keeps its place in the tree, and the registry has the first one.
  await knex.schema.createTable('checkpoint_heads', table => {
    table.integer('position').notNullable();
    table.integer('n').notNullable();
    // 0 is the registry.
    table.integer('incident_seq').notNullable();
    table.string('incident_id', 36).notNullable();
    table.integer('length').notNullable();
    table.string('head', 64).notNullable();
    table.primary(['position', 'n']);
    table.index(['n', 'position'], 'checkpoint_heads_by_n');
    table.index(['incident_seq', 'n'], 'checkpoint_heads_by_incident');
  });
  await makeAppendOnly(knex, 'checkpoint_heads');

  // Checkpoints that the webhook has not received yet.
  await knex.schema.createTable('checkpoint_deliveries', table => {
    table.integer('n').primary();
    table.integer('attempts').notNullable();
    table.string('next_attempt_at', 24);
    table.string('problem', 500);
    table.index(['next_attempt_at', 'n'], 'checkpoint_deliveries_due');
  });
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await createRegistryTables(knex);
  await createCheckpointTables(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'checkpoint_deliveries',
    'checkpoint_heads',
    'checkpoints',
    'verification_findings',
    'incident_registry_state',
    'incident_registry',
  ]) {
    await knex.schema.dropTable(table);
  }
};
