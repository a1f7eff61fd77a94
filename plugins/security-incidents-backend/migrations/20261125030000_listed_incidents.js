// @ts-check

/*
 * What lists and service pages read, kept ready beside the record so that one look at an index answers them:
 * `scoped_incidents` has one row for each incident and each entity that it counts for, with what rows are filtered, ordered
 * and counted by; `listed_incidents` has the services and people of a row as JSON text. Both are made from the record in the
 * transaction that changes it, and can be made anew from it at any time.
 */

const BATCH = 500;

const COPIED = [
  'mode',
  'status',
  'status_rank',
  'is_open',
  'class',
  'severity',
  'severity_rank',
  'priority',
  'priority_rank',
  'tlp',
  'visibility',
  'reported_by',
  'detected_at',
  'recorded_at',
  'closed_at',
];

/** @param {string} column */
function camelCase(column) {
  return column.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}

/**
 * A row as the record reads it: no empty values, and only the columns that a list shows.
 * @param {Record<string, any>} row
 * @param {string[]} columns
 */
function recordOf(row, columns) {
  const present = columns.filter(column => row[column] !== null);
  return Object.fromEntries(
    present.map(column => [camelCase(column), row[column]]),
  );
}

/**
 * @template {{ incident_seq: number }} R
 * @param {R[]} rows
 */
function byIncident(rows) {
  /** @type {Map<number, R[]>} */
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(row.incident_seq) ?? [];
    group.push(row);
    groups.set(row.incident_seq, group);
  }
  return groups;
}

/**
 * @param {import('knex').Knex} knex
 * @param {number[]} seqs
 */
async function fillListed(knex, seqs) {
  const [affected, scopes, roles] = [
    await knex('affected_entities')
      .whereIn('incident_seq', seqs)
      .whereNull('removed_at')
      .orderBy('id'),
    await knex('incident_scopes')
      .distinct('incident_seq', 'entity_ref', 'scope_ref')
      .whereIn('incident_seq', seqs)
      .orderBy('scope_ref'),
    await knex('role_assignments')
      .whereIn('incident_seq', seqs)
      .whereNull('renounced_at')
      .orderBy('id'),
  ].map(byIncident);
  await knex('listed_incidents').insert(
    seqs.map(seq => ({
      incident_seq: seq,
      affected: JSON.stringify(
        (affected.get(seq) ?? []).map(row => ({
          ...recordOf(row, [
            'entity_ref',
            'role',
            'compromise',
            'impact_note',
            'snapshot_state',
            'added_at',
            'added_by',
          ]),
          snapshot: JSON.parse(row.snapshot),
          scopes: (scopes.get(seq) ?? [])
            .filter(scope => scope.entity_ref === row.entity_ref)
            .map(scope => scope.scope_ref),
        })),
      ),
      roles: JSON.stringify(
        (roles.get(seq) ?? []).map(row =>
          recordOf(row, ['role', 'principal_ref', 'assumed_at', 'assigned_by']),
        ),
      ),
    })),
  );
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('scoped_incidents', table => {
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
    // Counted from the index alone.
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
  });
  await knex.schema.createTable('listed_incidents', table => {
    table.integer('incident_seq').primary();
    table.text('affected').notNullable();
    table.text('roles').notNullable();
  });

  const columns = COPIED.map(() => '??').join(', ');
  await knex.raw(
    `INSERT INTO scoped_incidents (scope_ref, seq, ${columns})
     SELECT DISTINCT incident_scopes.scope_ref, incidents.seq, ${columns}
     FROM incident_scopes JOIN incidents ON incidents.seq = incident_scopes.incident_seq`,
    [...COPIED, ...COPIED.map(column => `incidents.${column}`)],
  );
  let last = 0;
  for (;;) {
    const rows = await knex('incidents')
      .select('seq')
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(BATCH);
    if (rows.length === 0) return;
    const seqs = rows.map(row => row.seq);
    await fillListed(knex, seqs);
    last = seqs[seqs.length - 1];
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('listed_incidents');
  await knex.schema.dropTable('scoped_incidents');
};
