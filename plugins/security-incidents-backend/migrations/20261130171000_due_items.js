// @ts-check

/*
 * Read model: what is due next of each incident, to order and count lists by it. The rows of before are filled in by the
 * backend, because what is due depends on its configuration; until then nothing is due.
 */

const NOTHING_DUE = '9998-12-31T00:00:00.000Z';
const NOT_OPEN = '9999-12-31T00:00:00.000Z';

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('incident_due_items', table => {
    table.integer('incident_seq').primary();
    table.string('sort_at', 30).notNullable();
    table.string('at_risk_at', 30);
    table.text('due');
    table.boolean('is_major_proposed').notNullable().defaultTo(false);
    table.string('rules', 64).notNullable();
    table.index(['sort_at', 'incident_seq'], 'due_items_order');
  });
  await knex.raw(`
    INSERT INTO incident_due_items (incident_seq, sort_at, is_major_proposed, rules)
    SELECT seq, CASE WHEN is_open THEN '${NOTHING_DUE}' ELSE '${NOT_OPEN}' END, false, '' FROM incidents`);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('incident_due_items');
};
