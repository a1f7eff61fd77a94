// @ts-check

/*
 * Of which end of a suppression its author was notified. A moved end counts again.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('detection_suppressions', table => {
    table.string('notified_end', 24);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('detection_suppressions', table => {
    table.dropColumn('notified_end');
  });
};
