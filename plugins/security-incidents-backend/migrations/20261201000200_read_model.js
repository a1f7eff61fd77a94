// @ts-check

/*
 * The read model: what lists, counts and the analysis read. It is derived from incidents, and its scheduled check repairs it.
 * What is due, and what the analysis counts, depend on the configuration of the backend too: `rules` names the one that made
 * the row.
 */

const { makeAppendOnly } = require('./20261201000000_append_only');

const DURATIONS = ['detect', 'acknowledge', 'contain', 'recover', 'resolve'];
const IMPACTS = ['service_minutes', 'records_exposed', 'people_affected'];
const CLOCKS = ['acknowledge', 'contain', 'resolve'];

/** @param {import('knex').Knex} knex */
async function createListTables(knex) {
  // One row per incident and entity that it counts for, with the facts that lists filter, order and count by.
  await knex.schema.createTable('incident_scope_items', table => {
    table.string('scope_ref', 300).notNullable();
    table.integer('seq').notNullable();
    table.string('mode', 20).notNullable();
    table.string('status', 20).notNullable();
    table.integer('status_rank').notNullable();
    table.boolean('is_open').notNullable();
    table.string('class', 40);
    table.string('severity', 20);
    table.integer('severity_rank').notNullable();
    table.string('priority', 2);
    table.integer('priority_rank').notNullable();
    table.string('tlp', 20).notNullable();
    table.string('visibility', 20).notNullable();
    table.string('reported_by', 300).notNullable();
    table.string('detected_at', 24).notNullable();
    table.string('recorded_at', 24).notNullable();
    table.string('closed_at', 24);
    table.primary(['scope_ref', 'seq']);
    table.index(['seq'], 'scoped_incident');
    // Counts read this index alone.
    table.index(
      [
        'scope_ref',
        'mode',
        'is_open',
        'severity',
        'visibility',
        'closed_at',
        'seq',
      ],
      'scoped_count',
    );
    table.index(
      ['scope_ref', 'mode', 'recorded_at', 'seq', 'visibility'],
      'scoped_recorded',
    );
    table.index(
      ['scope_ref', 'mode', 'is_open', 'detected_at', 'seq', 'visibility'],
      'scoped_open_first',
    );
    table.index(
      ['scope_ref', 'mode', 'visibility', 'closed_at'],
      'scoped_closed',
    );
  });
  await knex.raw(
    `CREATE INDEX scoped_urgent ON incident_scope_items (scope_ref, mode, priority_rank, seq, visibility) WHERE is_open = true`,
  );
  await knex.raw(
    `CREATE INDEX scoped_restricted ON incident_scope_items (scope_ref, mode, seq, is_open, severity, closed_at)
     WHERE visibility = 'restricted'`,
  );

  // What a list shows of an incident, as JSON.
  await knex.schema.createTable('incident_list_items', table => {
    table.integer('incident_seq').primary();
    table.text('facts').notNullable().defaultTo('{}');
    table.text('affected').notNullable();
    table.text('roles').notNullable();
  });

  // What is due next of each incident, to order and count lists by it.
  await knex.schema.createTable('incident_due_items', table => {
    table.integer('incident_seq').primary();
    table.string('sort_at', 30).notNullable();
    table.string('at_risk_at', 30);
    table.text('due');
    table.boolean('is_major_proposed').notNullable().defaultTo(false);
    table.string('rules', 64).notNullable();
    table.index(['sort_at', 'incident_seq'], 'due_items_order');
  });
}

/** @param {import('knex').Knex} knex */
async function createCountTables(knex) {
  // Incidents that count for `scope_ref` through `entity_ref`. Where both are the same, all that count for the entity, each
  // once.
  await knex.schema.createTable('incident_counts', table => {
    table.string('scope_ref', 300).notNullable();
    table.string('entity_ref', 300).notNullable();
    table.string('mode', 20).notNullable();
    table.string('visibility', 20).notNullable();
    table.boolean('is_open').notNullable();
    // Part of the primary key, so not null: '' while undecided.
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
    // Sums read this index alone.
    table.index(
      [
        'scope_ref',
        'mode',
        'visibility',
        'entity_ref',
        'is_open',
        'severity',
        'total',
      ],
      'counted',
    );
  });

  // The facts of each incident that the analysis counts, as numbers.
  await knex.schema.createTable('incident_analysis_items', table => {
    table.integer('seq').primary();
    table.bigInteger('detected_ms').notNullable();
    table.string('visibility', 10).notNullable();
    table.string('population', 8).notNullable();
    table.specificType('class_code', 'smallint').notNullable();
    table.specificType('severity_code', 'smallint').notNullable();
    table.specificType('source_code', 'smallint').notNullable();
    table.specificType('hits', 'smallint').notNullable();
    table.string('facts', 10).notNullable();
    table.string('clocks', 3).notNullable();
    for (const duration of DURATIONS) {
      table.bigInteger(`${duration}_ms`);
      table.specificType(`${duration}_bucket`, 'smallint');
    }
    IMPACTS.forEach(impact => table.bigInteger(impact));
    CLOCKS.forEach(clock => table.bigInteger(`${clock}_due_ms`));
    table.integer('rules').notNullable();
    table.index(['detected_ms', 'seq'], 'analysis_items_period');
    table.index(['rules', 'seq'], 'analysis_items_rules');
  });
}

/** @param {import('knex').Knex} knex */
async function createRepairTables(knex) {
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
  await makeAppendOnly(knex, 'read_model_repairs');
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await createListTables(knex);
  await createCountTables(knex);
  await createRepairTables(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'read_model_repairs',
    'incident_analysis_items',
    'incident_counts',
    'incident_due_items',
    'incident_list_items',
    'incident_scope_items',
  ]) {
    await knex.schema.dropTable(table);
  }
};
