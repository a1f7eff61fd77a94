// @ts-check

/*
 * Words of the names of services are kept apart from those that people wrote, each with its service: nobody finds an incident
 * by the name of one that the catalog keeps from them.
 */

const BATCH = 500;
const MAX_WORD = 64;
/** Marks around a word. The lookbehind keeps it linear: a match starts only where a run of marks does. */
const OUTER_MARKS = /^[._-]+|(?<![._-])[._-]+$/g;

/**
 * Text that compares byte by byte, as in the table of the other words.
 * @param {import('knex').Knex} knex
 */
function byteText(knex) {
  return knex.client.config.client === 'pg' ? 'text collate "C"' : 'text';
}

/**
 * The words that a text can be found by, as the record made them when this was written.
 * @param {Array<string | null | undefined>} texts
 */
function searchWordsOf(...texts) {
  const words = texts.flatMap(text =>
    (text ?? '')
      .normalize('NFKC')
      .toLocaleLowerCase('en-US')
      .split(/[^\p{L}\p{N}._-]+/u)
      .map(word => word.replace(OUTER_MARKS, '').slice(0, MAX_WORD))
      .filter(Boolean),
  );
  const parts = words.flatMap(word => word.split(/[._-]+/).filter(Boolean));
  return [...new Set([...words, ...parts])];
}

/**
 * @param {import('knex').Knex} knex
 * @param {string} table
 * @param {object[]} rows
 */
async function insert(knex, table, rows) {
  for (let start = 0; start < rows.length; start += BATCH) {
    await knex(table).insert(rows.slice(start, start + BATCH));
  }
}

/**
 * @param {import('knex').Knex} knex
 * @param {Array<Record<string, any>>} incidents
 */
async function splitWords(knex, incidents) {
  const seqs = incidents.map(({ seq }) => seq);
  const affected = await knex('affected_entities')
    .select('incident_seq', 'entity_ref')
    .whereIn('incident_seq', seqs)
    .whereNull('removed_at');
  await knex('search_words').whereIn('incident_seq', seqs).delete();
  await insert(
    knex,
    'search_words',
    incidents.flatMap(({ seq, key, title, summary, codename }) =>
      searchWordsOf(key, title, summary, codename).map(word => ({
        word,
        incident_seq: seq,
      })),
    ),
  );
  await insert(
    knex,
    'search_names',
    affected.flatMap(row =>
      searchWordsOf(row.entity_ref.split('/')[1]).map(word => ({
        word,
        ...row,
      })),
    ),
  );
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('search_names', table => {
    table.specificType('word', byteText(knex)).notNullable();
    table.integer('incident_seq').notNullable();
    table.string('entity_ref', 300).notNullable();
    table.primary(['word', 'incident_seq', 'entity_ref']);
    table.index(['incident_seq'], 'names_incident');
  });
  let last = 0;
  for (;;) {
    const incidents = await knex('incidents')
      .select('seq', 'key', 'title', 'summary', 'codename')
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(BATCH);
    if (incidents.length === 0) return;
    await splitWords(knex, incidents);
    last = incidents[incidents.length - 1].seq;
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('search_words')
    .insert(knex('search_names').distinct('word', 'incident_seq'))
    .onConflict(['word', 'incident_seq'])
    .ignore();
  await knex.schema.dropTable('search_names');
};
