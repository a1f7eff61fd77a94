// @ts-check

/*
 * Frozen reports, the records that were in them, and explanations of gaps. A frozen report never changes; another one can
 * replace it.
 */

const APPEND_ONLY = {
  frozen_reports: [['id'], ['supersedes']],
  frozen_report_records: [['report_id', 'incident_seq']],
  gap_explanations: [['incident_seq', 'requirement']],
};

/** @param {import('knex').Knex} knex */
const isPostgres = knex => knex.client.config.client === 'pg';

/**
 * Makes the database refuse to change or remove rows. The first migration defines the function.
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 * @param {string[][]} keys - the columns of each unique key of the table
 */
async function makeAppendOnly(knex, table, keys) {
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
  for (const change of ['UPDATE', 'DELETE']) {
    await knex.raw(
      `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table} ${refuse}`,
    );
  }
  // SQLite fires no delete trigger for the rows that INSERT OR REPLACE and UPDATE OR REPLACE remove.
  const sameKey = [['rowid'], ...keys].map(
    key => `(${key.map(column => `${column} = NEW.${column}`).join(' AND ')})`,
  );
  await knex.raw(`
      CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table}
        WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${sameKey.join(' OR ')})
        ${refuse}`);
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('frozen_reports', table => {
    table.string('id', 36).primary();
    table.string('name', 300).notNullable();
    table.string('period_from', 24).notNullable();
    table.string('period_to', 24).notNullable();
    table.string('zone', 64).notNullable();
    // Scope and readers, JSON.
    table.text('scope').notNullable();
    table.text('readers').notNullable();
    table.string('marking', 20).notNullable();
    table.string('made_at', 24).notNullable();
    // Null for the schedule.
    table.string('made_by', 300);
    // Which run of the schedule made it, so that it is made once with any number of replicas.
    table.string('schedule_key', 100).unique();
    table.integer('incidents').notNullable();
    table.integer('restricted').notNullable();
    table.text('content').notNullable();
    table.string('sha256', 64).notNullable();
    table.string('supersedes', 36).unique();
    table.index(['made_at', 'id'], 'frozen_reports_made');
  });

  // Every record of the report as it was, so that changes since are found and readers are checked.
  await knex.schema.createTable('frozen_report_records', table => {
    table.string('report_id', 36).notNullable();
    table.integer('incident_seq').notNullable();
    table.string('status', 20).notNullable();
    table.integer('chain_length').notNullable();
    table.string('chain_head', 64).notNullable();
    table.primary(['report_id', 'incident_seq']);
  });

  await knex.schema.createTable('gap_explanations', table => {
    table.integer('incident_seq').notNullable();
    table.string('requirement', 40).notNullable();
    table.text('text').notNullable();
    table.string('at', 24).notNullable();
    table.string('by', 300).notNullable();
    table.primary(['incident_seq', 'requirement']);
  });

  for (const [table, keys] of Object.entries(APPEND_ONLY)) {
    await makeAppendOnly(knex, table, keys);
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of Object.keys(APPEND_ONLY).reverse()) {
    await knex.schema.dropTable(table);
  }
};
