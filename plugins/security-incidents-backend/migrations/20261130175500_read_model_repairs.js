// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  // What the check of the read model replaced, so that a repair removes no trace of a manipulation.
  await knex.schema.createTable('read_model_repairs', table => {
    table.increments('id');
    table.string('repaired_at', 24).notNullable();
    // The id of an incident, or `read-model`.
    table.string('subject', 36).notNullable();
    table.string('table_name', 60).notNullable();
    // Names the row; null when the incident has only one in that table.
    table.text('row_name');
    table.string('field', 60);
    table.string('kind', 20).notNullable();
    // Of a count.
    table.integer('found');
    table.integer('expected');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('read_model_repairs');
};
