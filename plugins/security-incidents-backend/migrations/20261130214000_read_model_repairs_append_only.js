// @ts-check

const TABLE = 'read_model_repairs';

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return knex.client.config.client === 'pg';
}

/**
 * Repairs leave the only trace of what was changed in the read model, so nothing may remove that trace.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (isPostgres(knex)) {
    await knex.raw(`
      CREATE TRIGGER ${TABLE}_append_only BEFORE UPDATE OR DELETE ON ${TABLE}
        FOR EACH ROW EXECUTE FUNCTION security_incidents_refuse_change()`);
    await knex.raw(`
      CREATE TRIGGER ${TABLE}_no_truncate BEFORE TRUNCATE ON ${TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION security_incidents_refuse_change()`);
    return;
  }
  const refuse = `BEGIN SELECT RAISE(ABORT, '${TABLE} is append-only'); END`;
  await knex.raw(
    `CREATE TRIGGER ${TABLE}_no_update BEFORE UPDATE ON ${TABLE} ${refuse}`,
  );
  await knex.raw(
    `CREATE TRIGGER ${TABLE}_no_delete BEFORE DELETE ON ${TABLE} ${refuse}`,
  );
  // SQLite fires no delete trigger for the rows that INSERT OR REPLACE removes. `id` is the rowid.
  await knex.raw(
    `CREATE TRIGGER ${TABLE}_no_replace BEFORE INSERT ON ${TABLE}
       WHEN EXISTS (SELECT 1 FROM ${TABLE} WHERE id = NEW.id) ${refuse}`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  if (isPostgres(knex)) {
    await knex.raw(`DROP TRIGGER ${TABLE}_append_only ON ${TABLE}`);
    await knex.raw(`DROP TRIGGER ${TABLE}_no_truncate ON ${TABLE}`);
    return;
  }
  for (const name of ['no_update', 'no_delete', 'no_replace']) {
    await knex.raw(`DROP TRIGGER ${TABLE}_${name}`);
  }
};
