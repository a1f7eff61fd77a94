// @ts-check

/*
 * Read model: finished months of the analysis, counted ahead. Months are those of UTC. The task `count-analysis-months` fills the tables;
 * until then the analysis counts items. A row of `analysis_changes` says that incidents of its month changed since it was counted.
 */

const SEVERITIES = [0, 1, 2, 3, 4, 5];
const IMPACTS = ['service_minutes', 'records_exposed', 'people_affected'];
const DUES = ['acknowledge', 'contain', 'resolve'].map(
  clock => `${clock}_due_ms`,
);
const LIVE = DUES.map(due => `${due} IS NOT NULL`).join(' OR ');
const DURATIONS = ['detect', 'acknowledge', 'contain', 'recover', 'resolve'];
const ITEM_COLUMNS = [
  'detected_ms',
  'seq',
  'visibility',
  'population',
  'class_code',
  'severity_code',
  'source_code',
  'hits',
  'facts',
  'clocks',
  'rules',
  ...DURATIONS.flatMap(duration => [`${duration}_ms`, `${duration}_bucket`]),
  ...IMPACTS,
  ...DUES,
];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('analysis_changes', table => {
    table.bigIncrements('id');
    table.integer('month').notNullable();
    table.index(['month'], 'analysis_changes_month');
  });
  await knex.schema.createTable('analysis_months', table => {
    table.integer('month').primary();
    table.integer('incidents').notNullable();
  });
  await knex.schema.createTable('analysis_month_volume', table => {
    table.integer('month').notNullable();
    table.bigInteger('from_ms').notNullable();
    table.string('population', 8).notNullable();
    table.specificType('class_code', 'smallint').notNullable();
    table.specificType('severity_code', 'smallint').notNullable();
    table.specificType('source_code', 'smallint').notNullable();
    table.integer('total').notNullable();
    table.integer('hits').notNullable();
    table.primary([
      'month',
      'from_ms',
      'population',
      'class_code',
      'severity_code',
      'source_code',
    ]);
  });
  await knex.schema.createTable('analysis_month_responses', table => {
    table.integer('month').notNullable();
    table.string('facts', 10).notNullable();
    table.string('clocks', 3).notNullable();
    table.integer('rules').notNullable();
    table.integer('total').notNullable();
    IMPACTS.forEach(impact => table.bigInteger(impact).notNullable());
    table.primary(['month', 'facts', 'clocks', 'rules']);
  });
  await knex.schema.createTable('analysis_month_durations', table => {
    table.string('duration', 12).notNullable();
    table.specificType('bucket', 'smallint').notNullable();
    table.integer('month').notNullable();
    SEVERITIES.forEach(code => table.integer(`severity_${code}`).notNullable());
    table.text('durations_ms').notNullable();
    table.primary(['duration', 'bucket', 'month']);
    table.index(['month'], 'analysis_month_durations_month');
  });
  await knex.schema.createTable('analysis_month_entities', table => {
    table.integer('month').notNullable();
    table.string('entity_ref', 300).notNullable();
    table.primary(['month', 'entity_ref']);
  });
  await knex.schema.createTable('analysis_month_tasks', table => {
    table.integer('month').notNullable();
    table.string('due_at', 24).notNullable();
    table.integer('total').notNullable();
    table.integer('on_time').notNullable();
    table.integer('runs').notNullable();
    table.primary(['month', 'due_at']);
  });
  await knex.schema.createTable('analysis_month_lists', table => {
    table.string('list', 30).notNullable();
    table.integer('month').notNullable();
    table.integer('total').notNullable();
    table.text('incidents').notNullable();
    table.primary(['list', 'month']);
  });
  // Incidents that no month counts: what a reader may see of them differs, or it changes as time passes. The index has all that is counted
  // of them, since they are spread over the whole table.
  await knex.raw(`
    CREATE INDEX analysis_items_live ON incident_analysis_items (${ITEM_COLUMNS.join(
      ', ',
    )})
    WHERE visibility <> 'open' OR ${LIVE}`);
  const months = await knex('incidents')
    .select(knex.raw('substr(detected_at, 1, 7) AS month'))
    .groupByRaw('1');
  for (const { month } of months) {
    await knex('analysis_changes').insert({
      month: Number(month.replace('-', '')),
    });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX analysis_items_live');
  for (const table of [
    'analysis_month_lists',
    'analysis_month_tasks',
    'analysis_month_entities',
    'analysis_month_durations',
    'analysis_month_responses',
    'analysis_month_volume',
    'analysis_months',
    'analysis_changes',
  ]) {
    await knex.schema.dropTable(table);
  }
};
