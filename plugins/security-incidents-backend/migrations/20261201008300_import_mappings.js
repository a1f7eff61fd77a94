// @ts-check

/*
 * Mappings that people saved, so that the next file with the same columns needs none.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('import_mappings', table => {
    table.string('id', 36).primary();
    table.string('owner', 300).notNullable();
    table.string('name', 100).notNullable();
    table.text('mapping').notNullable();
    table.string('saved_at', 24).notNullable();
    table.unique(['owner', 'name'], { indexName: 'import_mappings_name' });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('import_mappings');
};
