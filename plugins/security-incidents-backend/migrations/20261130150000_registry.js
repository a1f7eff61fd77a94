// @ts-check

/*
 * The registry of all incidents and the state of the scheduled verification.
 */

const APPEND_ONLY = 'incident_registry';

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return knex.client.config.client === 'pg';
}

/** @param {import('knex').Knex} knex */
async function makeRegistryAppendOnly(knex) {
  if (isPostgres(knex)) {
    await knex.raw(`
      CREATE TRIGGER ${APPEND_ONLY}_append_only BEFORE UPDATE OR DELETE ON ${APPEND_ONLY}
        FOR EACH ROW EXECUTE FUNCTION security_incidents_refuse_change()`);
    await knex.raw(`
      CREATE TRIGGER ${APPEND_ONLY}_no_truncate BEFORE TRUNCATE ON ${APPEND_ONLY}
        FOR EACH STATEMENT EXECUTE FUNCTION security_incidents_refuse_change()`);
    return;
  }
  const refuse = `BEGIN SELECT RAISE(ABORT, '${APPEND_ONLY} is append-only'); END`;
  await knex.raw(
    `CREATE TRIGGER ${APPEND_ONLY}_no_update BEFORE UPDATE ON ${APPEND_ONLY} ${refuse}`,
  );
  await knex.raw(
    `CREATE TRIGGER ${APPEND_ONLY}_no_delete BEFORE DELETE ON ${APPEND_ONLY} ${refuse}`,
  );
  // SQLite fires no delete trigger for the rows that INSERT OR REPLACE removes. `seq` is the rowid.
  await knex.raw(
    `CREATE TRIGGER ${APPEND_ONLY}_no_replace BEFORE INSERT ON ${APPEND_ONLY}
       WHEN EXISTS (SELECT 1 FROM ${APPEND_ONLY} WHERE seq = NEW.seq) ${refuse}`,
  );
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
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
  await makeRegistryAppendOnly(knex);

  // One row: the head of the registry, where the scheduled verification is, and the incidents that were recorded before
  // there was a registry.
  await knex.schema.createTable('incident_registry_state', table => {
    table.integer('id').primary();
    table.integer('length').notNullable();
    table.string('head', 64).notNullable();
    table.integer('unregistered_until').notNullable();
    table.integer('checked_registry').notNullable();
    table.string('checked_registry_hash', 64).notNullable();
    table.integer('checked_incident').notNullable();
  });
  const [{ last }] = await knex('incidents').max({ last: 'seq' });
  const genesis = '0'.repeat(64);
  await knex('incident_registry_state').insert({
    id: 1,
    length: 0,
    head: genesis,
    unregistered_until: last ?? 0,
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
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('verification_findings');
  await knex.schema.dropTable('incident_registry_state');
  await knex.schema.dropTable('incident_registry');
};
