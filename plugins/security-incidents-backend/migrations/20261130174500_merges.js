// @ts-check

/*
 * Finds the incidents that were merged into one.
 */

const INDEX = 'incidents_merged_into_index';

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.raw(
    `CREATE INDEX ${INDEX} ON incidents (merged_into_id) WHERE merged_into_id IS NOT NULL`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw(`DROP INDEX ${INDEX}`);
};
