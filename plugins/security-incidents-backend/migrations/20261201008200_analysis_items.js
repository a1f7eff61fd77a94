// @ts-check

/*
 * Read model: the facts of each incident that the analysis counts, as numbers. The rows of before get them from the task
 * `apply-due-rules`, because clocks depend on the configuration of the backend; until then they name no rules, and the analysis says
 * that it is not ready.
 */

const DURATIONS = ['detect', 'acknowledge', 'contain', 'recover', 'resolve'];
const IMPACTS = ['service_minutes', 'records_exposed', 'people_affected'];
const CLOCKS = ['acknowledge', 'contain', 'resolve'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
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
  // The entities of a period without reading their snapshots.
  await knex.raw(`
    CREATE INDEX affected_live ON affected_entities (incident_seq, entity_ref) WHERE removed_at IS NULL`);
  const isPostgres = knex.client.config.client === 'pg';
  const millis = isPostgres
    ? '(EXTRACT(EPOCH FROM detected_at::timestamptz) * 1000)::bigint'
    : 'CAST(ROUND((julianday(detected_at) - 2440587.5) * 86400000.0) AS INTEGER)';
  await knex.raw(`
    INSERT INTO incident_analysis_items
      (seq, detected_ms, visibility, population, class_code, severity_code, source_code, hits, facts, clocks, rules)
    SELECT seq, ${millis}, visibility, CASE WHEN mode = 'real' AND status = 'merged' THEN 'merged' ELSE mode END,
      0, 0, 0, 0, '', '', 0
    FROM incidents`);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX affected_live');
  await knex.schema.dropTable('incident_analysis_items');
};
