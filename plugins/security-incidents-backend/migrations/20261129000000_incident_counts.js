// @ts-check

/*
 * How many incidents there are of each entity, kept ready so that a service page adds up a few rows whatever the history:
 * `incident_counts` has a row for what counts for `scope_ref` through `entity_ref`. Where the two are the same it is about
 * everything that counts for the entity, each incident once. The transaction that changes an incident changes its counts.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('incident_counts', table => {
    table.string('scope_ref', 300).notNullable();
    table.string('entity_ref', 300).notNullable();
    table.string('mode', 20).notNullable();
    table.string('visibility', 20).notNullable();
    table.boolean('is_open').notNullable();
    // Part of a key, so that it cannot be empty: '' while undecided.
    table.string('severity', 20).notNullable();
    table.integer('total').notNullable();
    table.primary([
      'scope_ref',
      'mode',
      'visibility',
      'entity_ref',
      'is_open',
      'severity',
    ]);
  });
  // Those that not everybody may read are counted for each reader.
  await knex.raw(
    `CREATE INDEX scoped_restricted ON scoped_incidents (scope_ref, mode, seq, is_open, severity, closed_at)
     WHERE visibility = 'restricted'`,
  );
  await knex.raw(
    `CREATE INDEX scoped_closed ON scoped_incidents (scope_ref, mode, visibility, closed_at)`,
  );
  const columns = 'mode, visibility, is_open';
  await knex.raw(
    `INSERT INTO incident_counts (scope_ref, entity_ref, ${columns}, severity, total)
     SELECT scope_ref, scope_ref, ${columns}, coalesce(severity, ''), count(*)
     FROM scoped_incidents GROUP BY scope_ref, ${columns}, severity
     UNION ALL
     SELECT scope_ref, entity_ref, ${columns}, coalesce(severity, ''), count(*)
     FROM (
       SELECT DISTINCT scope_ref, entity_ref, incident_seq FROM incident_scopes WHERE entity_ref <> scope_ref
     ) AS below
     JOIN incidents ON incidents.seq = below.incident_seq
     GROUP BY scope_ref, entity_ref, ${columns}, severity`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX scoped_closed');
  await knex.raw('DROP INDEX scoped_restricted');
  await knex.schema.dropTable('incident_counts');
};
