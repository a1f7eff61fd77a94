// @ts-check

/*
 * Evidence: files of incidents with their hashes, the bytes that the database keeps, and uploads that are not complete. The
 * custody log is in the timeline.
 */

const {
  makeAppendOnly,
  refuseUpdates,
} = require('./20261201000000_append_only');

/** What is recorded of a file and never changes. */
const RECORDED_COLUMNS = [
  'id',
  'incident_seq',
  'seq',
  'file_name',
  'media_type',
  'false_media_type',
  'kind',
  'size_bytes',
  'sha256',
  'sha256_confirmed',
  'description',
  'source',
  'tlp',
  'collected_at',
  'collected_by',
  'recorded_at',
  'recorded_by',
  'task_id',
  'step_id',
  'storage_id',
  'storage_key',
  'location',
];

/** @param {import('knex').Knex} knex */
async function createEvidenceTables(knex) {
  await knex.schema.createTable('evidence', table => {
    table.string('id', 36).primary();
    table.integer('incident_seq').notNullable();
    // `seq` of its timeline entry.
    table.integer('seq').notNullable();
    table.text('file_name').notNullable();
    table.string('media_type', 200);
    table.string('false_media_type', 200);
    table.string('kind', 60);
    // Whole numbers up to 2^53, which both databases return as numbers.
    table.double('size_bytes').notNullable();
    table.string('sha256', 64).notNullable();
    table.boolean('sha256_confirmed').notNullable();
    table.text('description');
    table.text('source');
    table.string('tlp', 20).notNullable();
    table.string('collected_at', 24).notNullable();
    table.string('collected_by', 300).notNullable();
    table.string('recorded_at', 24).notNullable();
    table.string('recorded_by', 300).notNullable();
    table.string('task_id', 64);
    table.string('step_id', 64);
    table.string('storage_id', 60);
    table.string('storage_key', 200);
    table.text('location');
    table.string('held_at', 24);
    table.string('held_by', 300);
    table.text('hold_reason');
    table.string('disposed_at', 24);
    table.string('disposed_by', 300);
    table.text('disposal_reason');
    table.string('checked_at', 24);
    table.string('checked_by', 300);
    table.string('check_result', 20);
    table.index(['incident_seq', 'seq', 'id'], 'evidence_incident');
  });
  await makeAppendOnly(knex, 'evidence', {
    columns: RECORDED_COLUMNS,
    erasable: ['file_name', 'description', 'source', 'location'],
  });

  // The bytes of files that the database keeps, in pieces, so that no file is in memory as a whole.
  await knex.schema.createTable('evidence_chunks', table => {
    table.string('storage_key', 200).notNullable();
    table.integer('position').notNullable();
    table.binary('content').notNullable();
    table.primary(['storage_key', 'position']);
  });
  // Bytes are removed when a file is disposed of, and never changed.
  await refuseUpdates(knex, 'evidence_chunks');

  // Bytes that are to be deleted from their storage.
  await knex.schema.createTable('evidence_deletions', table => {
    table.string('storage_key', 200).primary();
    table.string('storage_id', 60).notNullable();
    table.string('requested_at', 24).notNullable();
  });

  // Where the scheduled check of the bytes is. One row.
  await knex.schema.createTable('evidence_check_state', table => {
    table.integer('id').primary();
    table.string('checked_id', 36).notNullable();
  });
  await knex('evidence_check_state').insert({ id: 1, checked_id: '' });
}

/** @param {import('knex').Knex} knex */
async function createUploadTables(knex) {
  // Uploads that are not complete. What is left after `expires_at` is removed.
  await knex.schema.createTable('evidence_uploads', table => {
    table.string('id', 36).primary();
    table.integer('incident_seq').notNullable();
    table.string('actor', 300).notNullable();
    table.string('storage_id', 60).notNullable();
    // The request that started it, JSON. Null for an upload in one request.
    table.text('request');
    table.string('started_at', 24).notNullable();
    table.string('expires_at', 24).notNullable();
    // The evidence that it became.
    table.string('evidence_id', 36);
    table.index(['incident_seq', 'actor'], 'evidence_uploads_incident');
    table.index(['expires_at', 'id'], 'evidence_uploads_expiry');
  });

  await knex.schema.createTable('evidence_upload_parts', table => {
    table.string('upload_id', 36).notNullable();
    table.integer('number').notNullable();
    table.integer('size_bytes').notNullable();
    table.string('storage_key', 200).notNullable();
    table.primary(['upload_id', 'number']);
  });
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await createEvidenceTables(knex);
  await createUploadTables(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'evidence_upload_parts',
    'evidence_uploads',
    'evidence_check_state',
    'evidence_deletions',
    'evidence_chunks',
    'evidence',
  ]) {
    await knex.schema.dropTable(table);
  }
};
