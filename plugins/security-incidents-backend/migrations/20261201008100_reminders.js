// @ts-check

/*
 * When whoever decides about an obligation, and whoever leads an incident with an action, was last reminded.
 */

const COLUMNS = {
  obligations: 'reminded_at',
  review_actions: 'lead_reminded_at',
};

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  for (const [name, column] of Object.entries(COLUMNS)) {
    await knex.schema.alterTable(name, table => {
      table.string(column, 24);
    });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const [name, column] of Object.entries(COLUMNS)) {
    await knex.schema.alterTable(name, table => {
      table.dropColumn(column);
    });
  }
};
