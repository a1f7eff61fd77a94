// @ts-check

/*
 * Which sources of detections find which service. Derived from the names of services and from detections, and rebuilt after
 * each read of the catalog.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('service_watches', table => {
    table.string('entity_ref', 300).notNullable();
    table.string('source_id', 64).notNullable();
    table.string('way', 20).notNullable();
    table.text('value').notNullable();
    table.primary(['entity_ref', 'source_id']);
  });
  // The card of a service counts what waits about it.
  await knex.schema.alterTable('detections', table => {
    table.index(['entity_ref', 'status'], 'detections_entity_status');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('detections', table => {
    table.dropIndex([], 'detections_entity_status');
  });
  await knex.schema.dropTable('service_watches');
};
