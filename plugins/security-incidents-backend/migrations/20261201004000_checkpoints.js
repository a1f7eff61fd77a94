// @ts-check

/*
 * Signed checkpoints over all hash chains, and their delivery to a webhook.
 */

const APPEND_ONLY = ['checkpoints', 'checkpoint_heads'];

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return knex.client.config.client === 'pg';
}

/**
 * @param {import('knex').Knex} knex
 * @param {string} table
 * @param {string} isSameRow condition for a row with the key of a new one
 */
async function makeAppendOnly(knex, table, isSameRow) {
  if (isPostgres(knex)) {
    await knex.raw(`
      CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION security_incidents_refuse_change()`);
    await knex.raw(`
      CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION security_incidents_refuse_change()`);
    return;
  }
  const refuse = `BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`;
  await knex.raw(
    `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} ${refuse}`,
  );
  await knex.raw(
    `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} ${refuse}`,
  );
  // SQLite fires no delete trigger for the rows that INSERT OR REPLACE removes.
  await knex.raw(
    `CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table}
       WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${isSameRow}) ${refuse}`,
  );
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
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
  await makeAppendOnly(knex, 'checkpoints', 'n = NEW.n');
  await makeAppendOnly(
    knex,
    'checkpoint_heads',
    'position = NEW.position AND n = NEW.n',
  );
  // Checkpoints that the webhook has not received yet.
  await knex.schema.createTable('checkpoint_deliveries', table => {
    table.integer('n').primary();
    table.integer('attempts').notNullable();
    table.string('next_attempt_at', 24);
    table.string('problem', 500);
    table.index(['next_attempt_at', 'n'], 'checkpoint_deliveries_due');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('checkpoint_deliveries');
  for (const table of [...APPEND_ONLY].reverse()) {
    await knex.schema.dropTable(table);
  }
};
