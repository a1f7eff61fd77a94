// @ts-check

/*
 * Lets the database accept the erasure of what people wrote about evidence and gaps. An earlier migration does so for the timeline,
 * and defines the function.
 */

/** What stands for an erased text. */
const ERASED = 'Erased';

/** @type {Array<{ table: string, erasable: string[], kept: string[] }>} */
const TABLES = [
  {
    table: 'evidence',
    erasable: ['file_name', 'description', 'source', 'location'],
    kept: [
      'id',
      'incident_seq',
      'seq',
      'media_type',
      'false_media_type',
      'kind',
      'size_bytes',
      'sha256',
      'sha256_confirmed',
      'tlp',
      'collected_at',
      'collected_by',
      'recorded_at',
      'recorded_by',
      'task_id',
      'step_id',
      'storage_id',
      'storage_key',
    ],
  },
  {
    table: 'gap_explanations',
    erasable: ['text'],
    kept: ['incident_seq', 'requirement', 'at', 'by'],
  },
];

/** @param {import('knex').Knex} knex */
const isPostgres = knex => knex.client.config.client === 'pg';

/**
 * @param {import('knex').Knex} knex
 * @param {(table: (typeof TABLES)[number]) => string} refuse - what a trigger executes on PostgreSQL
 */
async function replaceOnPostgres(knex, refuse) {
  for (const each of TABLES) {
    const { table, erasable, kept } = each;
    const columns = [...erasable, ...kept]
      .map(column => `"${column}"`)
      .join(', ');
    await knex.raw(`DROP TRIGGER ${table}_append_only ON ${table}`);
    await knex.raw(`
      CREATE TRIGGER ${table}_append_only BEFORE UPDATE OF ${columns} OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION ${refuse(each)}`);
  }
}

/**
 * @param {import('knex').Knex} knex
 * @param {(table: (typeof TABLES)[number]) => string} when - the condition on which a trigger refuses on SQLite
 */
async function replaceOnSqlite(knex, when) {
  for (const each of TABLES) {
    const { table, erasable, kept } = each;
    const columns = [...erasable, ...kept]
      .map(column => `"${column}"`)
      .join(', ');
    await knex.raw(`DROP TRIGGER ${table}_no_update`);
    await knex.raw(`
      CREATE TRIGGER ${table}_no_update BEFORE UPDATE OF ${columns} ON ${table} ${when(
      each,
    )}
        BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`);
  }
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  if (isPostgres(knex)) {
    await replaceOnPostgres(
      knex,
      ({ erasable }) =>
        `security_incidents_refuse_all_but_erasure(${erasable
          .map(name => `'${name}'`)
          .join(', ')})`,
    );
    return;
  }
  await replaceOnSqlite(knex, ({ erasable, kept }) => {
    const isKept = kept.map(name => `NEW."${name}" IS OLD."${name}"`);
    const isErased = erasable.map(
      name => `coalesce(NEW."${name}", '${ERASED}') = '${ERASED}'`,
    );
    return `WHEN NOT (${[...isKept, ...isErased].join(' AND ')})`;
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await (isPostgres(knex)
    ? replaceOnPostgres(knex, () => 'security_incidents_refuse_change()')
    : replaceOnSqlite(knex, () => ''));
};
