// @ts-check

/*
 * Escalations that fired, when each incident has to be looked at next, who a communication was for, and where the
 * question of a major incident stands.
 *
 * What fired is part of the record and stays as it is; only what became of its delivery is written later. A rule fires
 * once for an incident, however many replicas look at it: the database refuses the second one.
 */

const RECORDED = [
  'id',
  'incident_seq',
  'seq',
  'rule_key',
  'kind',
  'fired_at',
  'reason',
  'recipients',
  'requested_by',
  'raised_to_major',
];

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return knex.client.config.client === 'pg';
}

/** @param {import('knex').Knex} knex */
async function keepWhatFired(knex) {
  const columns = RECORDED.join(', ');
  if (isPostgres(knex)) {
    await knex.raw(`
      CREATE TRIGGER escalations_kept BEFORE UPDATE OF ${columns} OR DELETE ON escalations
        FOR EACH ROW EXECUTE FUNCTION security_incidents_refuse_change()`);
    await knex.raw(`
      CREATE TRIGGER escalations_untruncatable BEFORE TRUNCATE ON escalations
        FOR EACH STATEMENT EXECUTE FUNCTION security_incidents_refuse_change()`);
    return;
  }
  await knex.raw(`
    CREATE TRIGGER escalations_no_update BEFORE UPDATE OF ${columns} ON escalations
      BEGIN SELECT RAISE(ABORT, 'escalations is append-only'); END`);
  await knex.raw(`
    CREATE TRIGGER escalations_no_delete BEFORE DELETE ON escalations
      BEGIN SELECT RAISE(ABORT, 'escalations is append-only'); END`);
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('escalations', table => {
    table.string('id', 36).primary();
    table.integer('incident_seq').notNullable();
    // Of its entry in the timeline.
    table.integer('seq').notNullable();
    table.string('rule_key', 200).notNullable();
    table.string('kind', 20).notNullable();
    table.string('fired_at', 24).notNullable();
    table.text('reason').notNullable();
    // Who it is for, and who of them is told; JSON.
    table.text('recipients').notNullable();
    table.string('requested_by', 300);
    table.boolean('raised_to_major').notNullable();
    // The delivery. The next attempt is set as long as one is to be made.
    table.string('next_attempt_at', 24);
    table.integer('attempts').notNullable();
    table.string('delivered_at', 24);
    table.text('problem');
    // Who of them was not told after all, since they could no longer read it; JSON.
    table.text('withheld');
    table.unique(['incident_seq', 'rule_key']);
    table.index(['next_attempt_at', 'id'], 'escalations_undelivered');
  });
  await keepWhatFired(knex);

  // Only of incidents where something can still fire.
  await knex.schema.createTable('service_level_checks', table => {
    table.integer('incident_seq').primary();
    table.string('check_at', 24).notNullable();
    table.index(['check_at', 'incident_seq'], 'checks_due');
  });
  await knex.raw(`
    INSERT INTO service_level_checks (incident_seq, check_at)
      SELECT seq, updated_at FROM incidents WHERE is_open`);

  await knex.schema.alterTable('incidents', table => {
    // What proposes to make it a major incident and what was decided about that, JSON.
    table.text('major_standing');
  });
  await knex.schema.alterTable('resolution_steps', table => {
    table.string('audience', 20);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  // Written out, since the schema builder would copy the whole table on SQLite.
  await knex.raw('ALTER TABLE resolution_steps DROP COLUMN audience');
  await knex.raw('ALTER TABLE incidents DROP COLUMN major_standing');
  await knex.schema.dropTable('service_level_checks');
  await knex.schema.dropTable('escalations');
};
