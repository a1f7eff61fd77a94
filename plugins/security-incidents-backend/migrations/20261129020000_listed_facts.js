// @ts-check

/*
 * What a row of a list says of the incident itself joins the services and people beside the record, so that a list looks in
 * one place for each row; and indexes find what is open of an entity in the order of its priority, and add up
 * counts.
 */

const BATCH = 500;

const SHOWN = [
  'seq',
  'id',
  'key',
  'title',
  'mode',
  'status',
  'determination',
  'severity',
  'urgency',
  'priority',
  'tlp',
  'visibility',
  'is_major',
  'unknown_service',
  'resolved_by',
  'reported_by',
  'occurred_at',
  'detected_at',
  'reported_at',
  'recorded_at',
  'acknowledged_at',
  'declared_at',
  'contained_at',
  'eradicated_at',
  'recovered_at',
  'resolved_at',
  'closed_at',
  'aware_at',
  'updated_at',
  'version',
];

/** @param {string} column */
function camelCase(column) {
  return column.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}

/** @param {Record<string, any>} row */
function factsOf(row) {
  const facts = Object.fromEntries(
    SHOWN.filter(column => row[column] !== null).map(column => [
      camelCase(column),
      row[column],
    ]),
  );
  return {
    ...facts,
    isMajor: Boolean(row.is_major),
    unknownService: Boolean(row.unknown_service),
    ...(row.class && {
      classification: {
        scheme: 'rsit',
        class: row.class,
        ...(row.class_type && { type: row.class_type }),
      },
    }),
  };
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('listed_incidents', table => {
    table.text('facts').notNullable().defaultTo('{}');
  });
  await knex.raw(
    `CREATE INDEX scoped_urgent ON scoped_incidents (scope_ref, mode, priority_rank, seq, visibility) WHERE is_open = true`,
  );
  // Added up from the index alone.
  await knex.raw(
    `CREATE INDEX counted ON incident_counts (scope_ref, mode, visibility, entity_ref, is_open, severity, total)`,
  );
  let last = 0;
  for (;;) {
    const rows = await knex('incidents')
      .select([...SHOWN, 'class', 'class_type'])
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(BATCH);
    if (rows.length === 0) return;
    for (const row of rows) {
      await knex('listed_incidents')
        .where({ incident_seq: row.seq })
        .update({ facts: JSON.stringify(factsOf(row)) });
    }
    last = rows[rows.length - 1].seq;
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const index of ['counted', 'scoped_urgent']) {
    await knex.raw(`DROP INDEX ${index}`);
  }
  await knex.schema.alterTable('listed_incidents', table => {
    table.dropColumn('facts');
  });
};
