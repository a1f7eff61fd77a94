// @ts-check

/*
 * Incidents by month are counted from this index alone: it begins with what every count asks for and holds what it
 * groups by and what decides who may read a row.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('incidents', table => {
    table.index(
      ['mode', 'detected_at', 'severity', 'visibility', 'seq'],
      'incidents_volume',
    );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('incidents', table => {
    table.dropIndex(
      ['mode', 'detected_at', 'severity', 'visibility', 'seq'],
      'incidents_volume',
    );
  });
};
