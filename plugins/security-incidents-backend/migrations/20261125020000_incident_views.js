// @ts-check

/*
 * Who read an incident while it was restricted: one row for each incident, reader and hour, with the first time in that
 * hour. A page that is open all day must not fill the table, and an hour is near enough for who knew what when.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('incident_views', table => {
    table.integer('incident_seq').notNullable();
    // Entity ref of a person, or the subject of a service.
    table.string('viewer', 300).notNullable();
    // The beginning of the hour, `2026-11-25T08`.
    table.string('hour', 13).notNullable();
    table.string('at', 24).notNullable();
    table.primary(['incident_seq', 'viewer', 'hour']);
    table.index(['incident_seq', 'at', 'viewer'], 'views_newest');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('incident_views');
};
