// @ts-check

/*
 * What people who decide about detections could see when they last looked. A notification tells them of nothing else.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('detection_viewers', table => {
    table.string('principal_ref', 300).primary();
    // The services as a JSON list; null for all.
    table.text('services');
    table.string('seen_at', 24).notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('detection_viewers');
};
