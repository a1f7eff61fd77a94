// @ts-check

/*
 * Frozen reports, the records that were in them, and explanations of gaps. A frozen report never changes; another one can
 * replace it.
 */

const { makeAppendOnly } = require('./20261201000000_append_only');

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
  await makeAppendOnly(knex, 'frozen_reports');

  // Every record of the report as it was, so that changes since are found and readers are checked.
  await knex.schema.createTable('frozen_report_records', table => {
    table.string('report_id', 36).notNullable();
    table.integer('incident_seq').notNullable();
    table.string('status', 20).notNullable();
    table.integer('chain_length').notNullable();
    table.string('chain_head', 64).notNullable();
    table.primary(['report_id', 'incident_seq']);
  });
  await makeAppendOnly(knex, 'frozen_report_records');

  await knex.schema.createTable('gap_explanations', table => {
    table.integer('incident_seq').notNullable();
    table.string('requirement', 40).notNullable();
    table.text('text').notNullable();
    table.string('at', 24).notNullable();
    table.string('by', 300).notNullable();
    table.primary(['incident_seq', 'requirement']);
  });
  await makeAppendOnly(knex, 'gap_explanations', { erasable: ['text'] });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'gap_explanations',
    'frozen_report_records',
    'frozen_reports',
  ]) {
    await knex.schema.dropTable(table);
  }
};
