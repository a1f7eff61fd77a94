// @ts-check

/*
 * Makes the database refuse changes of what was recorded. The other migrations use the functions of this one. Once it is
 * released, what they do must not change.
 */

/** What stands for an erased text that must not be null. */
const ERASED = 'Erased';

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return knex.client.config.client === 'pg';
}

/**
 * @param {import('knex').Knex} knex
 * @param {string} table
 * @param {string} update - the updates that the trigger looks at
 * @param {string[]} erasable
 */
async function refuseOnPostgres(knex, table, update, erasable) {
  const refuse = erasable.length
    ? `security_incidents_refuse_all_but_erasure('${erasable.join("', '")}')`
    : 'security_incidents_refuse_change()';
  await knex.raw(`
    CREATE TRIGGER ${table}_append_only BEFORE ${update} OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION ${refuse}`);
  await knex.raw(`
    CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION security_incidents_refuse_change()`);
}

/** @param {string} message */
const refuseWith = message => `BEGIN SELECT RAISE(ABORT, '${message}'); END`;

/**
 * The condition on which SQLite refuses an update: it changes more than texts to be erased.
 *
 * @param {string[]} columns
 * @param {string[]} erasable
 */
function unlessErased(columns, erasable) {
  const isKept = columns
    .filter(name => !erasable.includes(name))
    .map(name => `NEW.${name} IS OLD.${name}`);
  const isErased = erasable.map(
    name => `coalesce(NEW.${name}, '${ERASED}') = '${ERASED}'`,
  );
  return `WHEN NOT (${[...isKept, ...isErased].join(' AND ')})`;
}

/**
 * The columns of each unique key of a table on SQLite, whose rows also have the key `rowid`.
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 * @returns {Promise<string[][]>}
 */
async function getKeys(knex, table) {
  /** @type {Array<{ name: string, unique: number }>} */
  const indexes = await knex.raw(`PRAGMA index_list(${table})`);
  const keys = [['rowid']];
  for (const { name } of indexes.filter(index => index.unique)) {
    /** @type {Array<{ name: string }>} */
    const columns = await knex.raw(`PRAGMA index_info(${name})`);
    keys.push(columns.map(column => column.name));
  }
  return keys;
}

/**
 * SQLite fires no delete trigger for the rows that INSERT OR REPLACE and UPDATE OR REPLACE remove.
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 */
async function refuseReplaceOnSqlite(knex, table) {
  const sameKey = (await getKeys(knex, table)).map(
    key => `(${key.map(column => `${column} = NEW.${column}`).join(' AND ')})`,
  );
  await knex.raw(`
    CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table}
      WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${sameKey.join(' OR ')})
      ${refuseWith(`${table} is append-only and its keys are unique`)}`);
  await knex.raw(`
    CREATE TRIGGER ${table}_no_move BEFORE UPDATE ON ${table}
      WHEN NEW.rowid <> OLD.rowid ${refuseWith(`${table} is append-only`)}`);
}

/**
 * Makes the database refuse to change or remove recorded rows. Call it after the table has all its unique keys.
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 * @param {object} [options]
 * @param {string[]} [options.columns] - the columns that never change; all unless given
 * @param {string[]} [options.erasable] - those of them that may be erased
 */
async function makeAppendOnly(knex, table, { columns, erasable = [] } = {}) {
  const update = columns ? `UPDATE OF ${columns.join(', ')}` : 'UPDATE';
  if (isPostgres(knex)) {
    await refuseOnPostgres(knex, table, update, erasable);
    return;
  }
  const refuse = refuseWith(`${table} is append-only`);
  const when = erasable.length
    ? unlessErased(
        columns ?? Object.keys(await knex(table).columnInfo()),
        erasable,
      )
    : '';
  await knex.raw(
    `CREATE TRIGGER ${table}_no_update BEFORE ${update} ON ${table} ${when} ${refuse}`,
  );
  await knex.raw(
    `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} ${refuse}`,
  );
  await refuseReplaceOnSqlite(knex, table);
}

/**
 * Makes the database refuse to change rows, which may still be removed.
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 */
async function refuseUpdates(knex, table) {
  if (isPostgres(knex)) {
    await knex.raw(`
      CREATE TRIGGER ${table}_append_only BEFORE UPDATE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION security_incidents_refuse_change()`);
    return;
  }
  const refuse = refuseWith(`${table} is append-only`);
  await knex.raw(
    `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} ${refuse}`,
  );
}

exports.isPostgres = isPostgres;
exports.makeAppendOnly = makeAppendOnly;
exports.refuseUpdates = refuseUpdates;

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  if (!isPostgres(knex)) return;
  await knex.raw(`
      CREATE FUNCTION security_incidents_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
      END $$`);
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
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  if (!isPostgres(knex)) return;
  await knex.raw('DROP FUNCTION security_incidents_refuse_all_but_erasure()');
  await knex.raw('DROP FUNCTION security_incidents_refuse_change()');
};
