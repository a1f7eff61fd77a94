// @ts-check

/*
 * Imports of incidents from files, and where each imported incident comes from.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('imports', table => {
    table.increments('seq');
    table.string('id', 36).notNullable().unique();
    table.string('state', 20).notNullable();
    table.string('file_name', 255).notNullable();
    table.string('format', 64).notNullable();
    table.string('encoding', 20);
    table.string('delimiter', 4);
    table.integer('size').notNullable();
    table.string('sha256', 64).notNullable();
    table.string('source', 100).notNullable();
    table.text('mapping').notNullable();
    table.integer('corrections').notNullable();
    table.integer('row_count').notNullable();
    table.integer('incident_count').notNullable();
    table.string('created_at', 24).notNullable();
    table.string('created_by', 300).notNullable();
    table.string('started_at', 24);
    table.string('ended_at', 24);
    table.text('progress');
    table.text('years');
    table.text('problem');
    table.string('claimed_until', 24);
    table.index(['sha256', 'seq'], 'imports_content');
    table.index(['state', 'seq'], 'imports_state');
  });

  // The content of a file is kept only until its import has ended.
  await knex.schema.createTable('import_files', table => {
    table.string('import_id', 36).primary();
    table.binary('content').notNullable();
    table.text('request').notNullable();
  });

  await knex.schema.createTable('incident_provenance', table => {
    table.integer('incident_seq').primary();
    table.string('import_id', 36).notNullable();
    table.integer('file_row').notNullable();
    table.string('source', 100).notNullable();
    table.string('source_key', 210).notNullable();
    table.string('original_id', 200);
    table.text('kept').notNullable();
    table.text('corrections').notNullable();
    // An incident of a source is imported once.
    table.unique(['source', 'source_key'], {
      indexName: 'incident_provenance_source',
    });
    table.index(['import_id', 'file_row'], 'incident_provenance_import');
  });

  // Mappings that people saved, so that the next file with the same columns needs none.
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
  for (const table of [
    'import_mappings',
    'incident_provenance',
    'import_files',
    'imports',
  ]) {
    await knex.schema.dropTable(table);
  }
};
