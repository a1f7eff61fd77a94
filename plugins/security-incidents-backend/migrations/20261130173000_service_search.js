// @ts-check

/*
 * The text in which the coverage searches for services: folded like search words, which SQL alone cannot do.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('known_services', table => {
    table.text('search_text').notNullable().defaultTo('');
  });
  // Serves until the next reading of the catalog, which the empty hash and version make write every row again.
  await knex('known_services').update({
    search_text: knex.raw("lower(title) || ' ' || entity_ref"),
    row_hash: '',
  });
  await knex('known_catalog').whereNotNull('version').update({ version: '' });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('known_services', table => {
    table.dropColumn('search_text');
  });
};
