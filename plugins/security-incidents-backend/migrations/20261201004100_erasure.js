// @ts-check

/*
 * Lets the database accept one change of recorded rows: the erasure of what people wrote.
 */

/** What stands for an erased text that must not be null. */
const ERASED = 'Erased';

/** The columns of an escalation that are part of the record. */
const RECORDED_ESCALATION_COLUMNS = [
  'id',
  'incident_seq',
  'seq',
  'rule_key',
  'kind',
  'fired_at',
  'reason',
  'recipients',
  'requested_by',
  'raised_to_major',
];

/** @type {Array<{ table: string, erasable: string[], update: string }>} */
const TABLES = [
  { table: 'timeline_entries', erasable: ['data', 'salt'], update: 'UPDATE' },
  { table: 'resolution_steps', erasable: ['text'], update: 'UPDATE' },
  {
    table: 'escalations',
    erasable: ['reason'],
    update: `UPDATE OF ${RECORDED_ESCALATION_COLUMNS.join(', ')}`,
  },
];

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return knex.client.config.client === 'pg';
}

/** @param {import('knex').Knex} knex */
async function replaceOnPostgres(knex) {
  await knex.raw(`
    CREATE FUNCTION security_incidents_refuse_all_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE erasable text[] := TG_ARGV;
    BEGIN
      IF TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - erasable = to_jsonb(OLD) - erasable
        AND NOT EXISTS (
          SELECT 1 FROM unnest(erasable) AS name
          WHERE coalesce(to_jsonb(NEW) ->> name, '${ERASED}') <> '${ERASED}'
        )
      THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
    END $$`);
  for (const { table, erasable, update } of TABLES) {
    const names = erasable.map(name => `'${name}'`).join(', ');
    await knex.raw(`DROP TRIGGER ${table}_append_only ON ${table}`);
    await knex.raw(`
      CREATE TRIGGER ${table}_append_only BEFORE ${update} OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION security_incidents_refuse_all_but_erasure(${names})`);
  }
}

/** @param {import('knex').Knex} knex */
async function replaceOnSqlite(knex) {
  for (const { table, erasable, update } of TABLES) {
    // Delivery of an escalation follows its record, in columns that the trigger does not watch.
    const columns =
      table === 'escalations'
        ? RECORDED_ESCALATION_COLUMNS
        : Object.keys(await knex(table).columnInfo());
    const isKept = columns
      .filter(name => !erasable.includes(name))
      .map(name => `NEW.${name} IS OLD.${name}`);
    const isErased = erasable.map(
      name => `coalesce(NEW.${name}, '${ERASED}') = '${ERASED}'`,
    );
    await knex.raw(`DROP TRIGGER ${table}_no_update`);
    await knex.raw(`
      CREATE TRIGGER ${table}_no_update BEFORE ${update} ON ${table}
        WHEN NOT (${[...isKept, ...isErased].join(' AND ')})
        BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`);
  }
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await (isPostgres(knex) ? replaceOnPostgres(knex) : replaceOnSqlite(knex));
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  if (isPostgres(knex)) {
    for (const { table, update } of TABLES) {
      await knex.raw(`DROP TRIGGER ${table}_append_only ON ${table}`);
      await knex.raw(`
        CREATE TRIGGER ${table}_append_only BEFORE ${update} OR DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION security_incidents_refuse_change()`);
    }
    await knex.raw('DROP FUNCTION security_incidents_refuse_all_but_erasure()');
    return;
  }
  for (const { table, update } of TABLES) {
    await knex.raw(`DROP TRIGGER ${table}_no_update`);
    await knex.raw(`
      CREATE TRIGGER ${table}_no_update BEFORE ${update} ON ${table}
        BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`);
  }
};
