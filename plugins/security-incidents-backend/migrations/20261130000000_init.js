// @ts-check

/*
 * The initial schema. One function per feature creates its tables; `TABLES` lists all of them for `down`.
 *
 * Times are ISO-8601 UTC text with milliseconds: they sort as text and read back the same on every engine.
 * Structured values that no query searches are JSON text. `seq` is the internal key of an incident. It only grows, so
 * it breaks ties in every order.
 */

/** Tables in the order in which they are created. */
const TABLES = [
  'incident_keys',
  'incidents',
  'affected_entities',
  'incident_scopes',
  'role_assignments',
  'incident_members',
  'incident_views',
  'resolution_steps',
  'timeline_entries',
  'idempotency_keys',
  'search_words',
  'search_names',
  'known_plans',
  'known_services',
  'known_catalog',
  'plan_runs',
  'plan_tasks',
  'no_plan_decisions',
  'escalations',
  'service_level_checks',
  'incident_scope_items',
  'incident_list_items',
  'incident_counts',
];

/** The columns of an escalation that are part of the record. The others describe its delivery and change later. */
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

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return knex.client.config.client === 'pg';
}

/**
 * The type of text that compares byte by byte, so that an index finds prefixes in any locale.
 *
 * @param {import('knex').Knex} knex
 */
function getByteTextType(knex) {
  return isPostgres(knex) ? 'text collate "C"' : 'text';
}

/** @param {import('knex').Knex} knex */
async function createRefuseChangeFunction(knex) {
  if (!isPostgres(knex)) return;
  await knex.raw(`
      CREATE FUNCTION security_incidents_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
      END $$`);
}

/**
 * Makes the database refuse to change or remove recorded rows.
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 * @param {object} options
 * @param {string[][]} options.keys - the columns of each unique key of the table
 * @param {string[]} [options.columns] - the columns that never change; all unless given
 */
async function makeAppendOnly(knex, table, { keys, columns }) {
  const update = columns ? `UPDATE OF ${columns.join(', ')}` : 'UPDATE';
  if (isPostgres(knex)) {
    await knex.raw(`
      CREATE TRIGGER ${table}_append_only BEFORE ${update} OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION security_incidents_refuse_change()`);
    await knex.raw(`
      CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION security_incidents_refuse_change()`);
    return;
  }
  const refuse = `BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`;
  await knex.raw(
    `CREATE TRIGGER ${table}_no_update BEFORE ${update} ON ${table} ${refuse}`,
  );
  await knex.raw(
    `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} ${refuse}`,
  );
  // SQLite fires no delete trigger for the rows that INSERT OR REPLACE and UPDATE OR REPLACE remove.
  const sameKey = [['rowid'], ...keys].map(
    key => `(${key.map(column => `${column} = NEW.${column}`).join(' AND ')})`,
  );
  await knex.raw(`
      CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table}
        WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${sameKey.join(' OR ')})
        BEGIN SELECT RAISE(ABORT, '${table} is append-only and its keys are unique'); END`);
  if (columns) {
    await knex.raw(`
      CREATE TRIGGER ${table}_no_move BEFORE UPDATE ON ${table}
        WHEN NEW.rowid <> OLD.rowid
        ${refuse}`);
  }
}

/** @param {import('knex').Knex} knex */
async function createIncidentTables(knex) {
  await knex.schema.createTable('incident_keys', table => {
    table.integer('year').primary();
    table.integer('last').notNullable();
  });

  await knex.schema.createTable('incidents', table => {
    table.increments('seq');
    table.string('id', 36).notNullable().unique();
    table.string('key', 40).notNullable().unique();
    table.string('title', 300).notNullable();
    table.text('summary');
    table.text('codename');
    table.string('mode', 20).notNullable();
    table.string('status', 20).notNullable();
    table.integer('status_rank').notNullable();
    table.boolean('is_open').notNullable();
    table.string('merged_from_status', 20);
    table.string('merged_into_id', 36);
    table.string('determination', 20).notNullable();
    table.string('class', 40);
    table.string('class_type', 60);
    table.string('severity', 20);
    table.integer('severity_rank').notNullable();
    table.text('impact');
    table.string('urgency', 20);
    table.string('ongoing', 10).notNullable();
    table.string('priority', 2);
    table.integer('priority_rank').notNullable();
    table.text('priority_inputs').notNullable();
    table.text('priority_override');
    table.string('tlp', 20).notNullable();
    table.string('visibility', 20).notNullable();
    table.text('personal_data').notNullable();
    table.string('suspected_malicious', 10).notNullable();
    table.string('cross_border', 10).notNullable();
    table.boolean('is_major').notNullable();
    table.text('major_reason');
    table.string('major_at', 24);
    // Why it may be a major incident and what was decided, JSON.
    table.text('major_standing');
    table.boolean('unknown_service').notNullable();
    table.text('detection');
    table.text('resolution');
    table.string('resolved_by', 300);
    table.string('reported_by', 300).notNullable();
    table.string('occurred_at', 24);
    table.string('detected_at', 24).notNullable();
    table.string('reported_at', 24).notNullable();
    table.string('recorded_at', 24).notNullable();
    table.string('acknowledged_at', 24);
    table.string('declared_at', 24);
    table.string('contained_at', 24);
    table.string('eradicated_at', 24);
    table.string('recovered_at', 24);
    table.string('resolved_at', 24);
    table.string('closed_at', 24);
    table.string('aware_at', 24);
    table.string('updated_at', 24).notNullable();
    table.integer('version').notNullable();
    table.integer('chain_length').notNullable();
    table.string('chain_head', 64).notNullable();

    table.index(['mode', 'visibility', 'is_open', 'seq'], 'incidents_count');
    table.index(['mode', 'is_open', 'recorded_at', 'seq'], 'incidents_open');
    table.index(['recorded_at', 'seq'], 'incidents_recorded');
    table.index(['detected_at', 'seq'], 'incidents_detected');
    table.index(['updated_at', 'seq'], 'incidents_updated');
    table.index(['severity_rank', 'seq'], 'incidents_severity');
    table.index(['priority_rank', 'seq'], 'incidents_priority');
    table.index(['status_rank', 'seq'], 'incidents_status');
    table.index(['class', 'detected_at'], 'incidents_class');
    table.index(['reported_by'], 'incidents_reporter');
    // Reports count incidents by month from this index alone.
    table.index(
      ['mode', 'detected_at', 'severity', 'visibility', 'seq'],
      'incidents_volume',
    );
  });

  await knex.schema.createTable('affected_entities', table => {
    table.increments('id');
    table.integer('incident_seq').notNullable();
    table.string('entity_ref', 300).notNullable();
    table.string('role', 20).notNullable();
    table.string('compromise', 20).notNullable();
    table.text('impact_note');
    table.text('snapshot').notNullable();
    table.string('snapshot_state', 20).notNullable();
    table.string('added_at', 24).notNullable();
    table.string('added_by', 300).notNullable();
    table.string('removed_at', 24);
    table.unique(['incident_seq', 'entity_ref']);
    table.index(['entity_ref', 'incident_seq'], 'affected_entity');
    table.index(['snapshot_state'], 'affected_pending');
  });

  // The entities that an incident counts for: each affected entity, and its systems, domains, owners and their parents
  // at link time.
  await knex.schema.createTable('incident_scopes', table => {
    table.string('scope_ref', 300).notNullable();
    table.integer('incident_seq').notNullable();
    table.string('entity_ref', 300).notNullable();
    table.string('relation', 20).notNullable();
    table.primary(['scope_ref', 'incident_seq', 'entity_ref', 'relation']);
    table.index(['incident_seq', 'entity_ref'], 'scopes_incident');
  });
}

/** @param {import('knex').Knex} knex */
async function createPeopleTables(knex) {
  await knex.schema.createTable('role_assignments', table => {
    table.increments('id');
    table.integer('incident_seq').notNullable();
    table.string('role', 40).notNullable();
    table.string('principal_ref', 300).notNullable();
    table.string('assumed_at', 24).notNullable();
    table.string('assigned_by', 300).notNullable();
    table.string('renounced_at', 24);
    table.index(['incident_seq'], 'roles_incident');
    table.index(['principal_ref', 'renounced_at'], 'roles_principal');
  });

  // Who may read an incident while it is restricted, and why. The timeline names former members.
  await knex.schema.createTable('incident_members', table => {
    table.string('principal_ref', 300).notNullable();
    table.integer('incident_seq').notNullable();
    table.string('source', 20).notNullable();
    table.string('added_at', 24).notNullable();
    table.string('added_by', 300).notNullable();
    table.primary(['principal_ref', 'incident_seq', 'source']);
    table.index(['incident_seq'], 'members_incident');
  });

  // Who read a restricted incident: the first time in each hour, so that a page left open does not fill the table.
  await knex.schema.createTable('incident_views', table => {
    table.integer('incident_seq').notNullable();
    // Entity ref of a person, or the subject of a service.
    table.string('viewer', 300).notNullable();
    // The start of the hour, `2026-11-25T08`.
    table.string('hour', 13).notNullable();
    table.string('at', 24).notNullable();
    table.primary(['incident_seq', 'viewer', 'hour']);
    table.index(['incident_seq', 'at', 'viewer'], 'views_newest');
  });
}

/** @param {import('knex').Knex} knex */
async function createTimelineTables(knex) {
  await knex.schema.createTable('resolution_steps', table => {
    table.string('id', 36).primary();
    table.integer('incident_seq').notNullable();
    table.integer('seq').notNullable();
    table.string('kind', 20).notNullable();
    table.text('text').notNullable();
    table.string('outcome', 20);
    table.string('performed_at', 24).notNullable();
    table.string('performed_by', 300).notNullable();
    table.string('recorded_at', 24).notNullable();
    table.string('recorded_by', 300).notNullable();
    table.boolean('late_entry').notNullable();
    table.text('entity_refs').notNullable();
    table.string('task_id', 64);
    table.string('supersedes', 36);
    // Who a communication was for.
    table.string('audience', 20);
    table.unique(['incident_seq', 'seq']);
    table.unique(['supersedes']);
  });
  await makeAppendOnly(knex, 'resolution_steps', {
    keys: [['id'], ['incident_seq', 'seq'], ['supersedes']],
  });

  await knex.schema.createTable('timeline_entries', table => {
    table.integer('incident_seq').notNullable();
    table.integer('seq').notNullable();
    table.integer('v').notNullable();
    table.string('chain', 60).notNullable();
    table.string('at', 24).notNullable();
    table.string('actor', 300).notNullable();
    table.string('action', 60).notNullable();
    table.text('data');
    table.string('salt', 32);
    table.string('data_hash', 64).notNullable();
    table.string('prev_hash', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.primary(['incident_seq', 'seq']);
    table.unique(['chain', 'seq']);
  });
  await makeAppendOnly(knex, 'timeline_entries', {
    keys: [
      ['incident_seq', 'seq'],
      ['chain', 'seq'],
    ],
  });
}

/** @param {import('knex').Knex} knex */
async function createRequestTables(knex) {
  await knex.schema.createTable('idempotency_keys', table => {
    table.string('actor', 300).notNullable();
    table.string('operation', 120).notNullable();
    table.string('key', 200).notNullable();
    table.string('request_hash', 64).notNullable();
    table.string('incident_id', 36).notNullable();
    table.string('result_id', 36);
    table.string('created_at', 24).notNullable();
    table.primary(['actor', 'operation', 'key']);
    table.index(['created_at'], 'idempotency_age');
  });
}

/** @param {import('knex').Knex} knex */
async function createSearchTables(knex) {
  // Words that people wrote.
  await knex.schema.createTable('search_words', table => {
    table.specificType('word', getByteTextType(knex)).notNullable();
    table.integer('incident_seq').notNullable();
    table.primary(['word', 'incident_seq']);
    table.index(['incident_seq'], 'words_incident');
  });

  // Words from names of affected entities. They are apart so that a caller finds nothing by an entity hidden from them.
  await knex.schema.createTable('search_names', table => {
    table.specificType('word', getByteTextType(knex)).notNullable();
    table.integer('incident_seq').notNullable();
    table.string('entity_ref', 300).notNullable();
    table.primary(['word', 'incident_seq', 'entity_ref']);
    table.index(['incident_seq'], 'names_incident');
  });
}

/** @param {import('knex').Knex} knex */
async function createKnownCatalogTables(knex) {
  // `known_plans` and `known_services` copy the catalog. A refresh rebuilds them, so losing them loses nothing.
  await knex.schema.createTable('known_plans', table => {
    table.string('plan_ref', 300).primary();
    // Catalog texts have no length limit here: one long title must not stop the whole copy.
    table.text('title').notNullable();
    table.text('version').notNullable();
    table.string('lifecycle', 20).notNullable();
    table.string('owner_ref', 300);
    table.string('last_reviewed', 10);
    table.string('next_review', 10);
    // From the plan's annotation. Queries add our own exercises.
    table.string('tested_on', 10);
    table.text('test_interval');
    // The plan as an entity, JSON.
    table.text('document').notNullable();
    // Maps each person or group in its roles to why nobody there can act, or null; JSON.
    table.text('people').notNullable();
    // Covers what a plan run applies to an incident.
    table.string('content_hash', 64).notNullable();
    table.string('changed_at', 24).notNullable();
    table.text('source_location');
    table.string('row_hash', 64).notNullable();
  });

  // One row per service: the plan that would apply and its readiness gaps.
  await knex.schema.createTable('known_services', table => {
    table.string('entity_ref', 300).primary();
    table.text('title').notNullable();
    table.text('kind').notNullable();
    table.string('owner_ref', 300);
    table.string('system_ref', 300);
    table.string('domain_ref', 300);
    table.text('tier');
    table.integer('tier_rank').notNullable();
    // The facts that select a plan, JSON.
    table.text('target').notNullable();
    table.string('plan_ref', 300);
    table.integer('roles_resolved').notNullable();
    table.integer('roles_total').notNullable();
    // Gaps that do not depend on the current day, as overdue reviews and tests do; JSON.
    table.text('gaps').notNullable();
    table.boolean('has_owner').notNullable();
    // Why nobody in the owning group can act.
    table.text('owner_gap');
    table.string('row_hash', 64).notNullable();
    table.index(['owner_ref', 'entity_ref'], 'known_services_owner');
    table.index(['system_ref', 'entity_ref'], 'known_services_system');
    table.index(['domain_ref', 'entity_ref'], 'known_services_domain');
    table.index(['plan_ref'], 'known_services_plan');
  });

  // One row: the version of the copy, when it was last compared with the catalog, and why the last attempt failed.
  await knex.schema.createTable('known_catalog', table => {
    table.integer('id').primary();
    table.string('version', 64);
    table.string('read_at', 24);
    table.string('failed_at', 24);
    table.text('problem');
  });
}

/** @param {import('knex').Knex} knex */
async function createPlanRunTables(knex) {
  await knex.schema.createTable('plan_runs', table => {
    table.string('id', 36).primary();
    table.integer('incident_seq').notNullable();
    table.string('plan_ref', 300).notNullable();
    table.string('title', 300).notNullable();
    table.string('version', 40).notNullable();
    table.string('content_hash', 64).notNullable();
    // The content that the hash covers, JSON.
    table.text('content').notNullable();
    table.string('source_location', 2000);
    table.boolean('is_primary').notNullable();
    table.text('reason').notNullable();
    // Roles and the people they resolved to when the plan was applied, JSON.
    table.text('roles').notNullable();
    table.string('applied_at', 24).notNullable();
    table.string('applied_by', 300).notNullable();
    table.unique(['incident_seq', 'plan_ref']);
    table.index(['plan_ref', 'incident_seq'], 'plan_runs_plan');
  });

  await knex.schema.createTable('plan_tasks', table => {
    table.string('id', 36).primary();
    table.string('run_id', 36).notNullable();
    table.integer('incident_seq').notNullable();
    table.string('plan_task_id', 64).notNullable();
    table.string('phase_id', 64).notNullable();
    table.integer('position').notNullable();
    table.string('state', 20).notNullable();
    table.boolean('required').notNullable();
    table.string('role', 64);
    table.string('assignee_ref', 300);
    table.text('assignee_gap');
    table.string('due_at', 24);
    table.string('started_at', 24);
    table.string('ended_at', 24);
    table.string('ended_by', 300);
    table.text('reason');
    table.string('step_id', 36);
    // A finished task that an upgrade removed from the plan.
    table.boolean('is_retired').notNullable();
    // A person chose the assignee, so the task does not follow its role.
    table.boolean('is_hand_assigned').notNullable();
    // The task as the plan defined it, JSON. An upgrade replaces the content of the run, not this.
    table.text('definition').notNullable();
    table.unique(['run_id', 'plan_task_id']);
    table.index(['incident_seq', 'position'], 'plan_tasks_incident');
    table.index(['assignee_ref', 'state'], 'plan_tasks_assignee');
  });

  // The recorded decision to respond without a plan.
  await knex.schema.createTable('no_plan_decisions', table => {
    table.integer('incident_seq').primary();
    table.text('reason').notNullable();
    table.string('at', 24).notNullable();
    table.string('by', 300).notNullable();
  });
}

/** @param {import('knex').Knex} knex */
async function createEscalationTables(knex) {
  // Unique per incident and rule, so that a rule fires once with any number of replicas.
  await knex.schema.createTable('escalations', table => {
    table.string('id', 36).primary();
    table.integer('incident_seq').notNullable();
    // `seq` of its timeline entry.
    table.integer('seq').notNullable();
    table.string('rule_key', 200).notNullable();
    table.string('kind', 20).notNullable();
    table.string('fired_at', 24).notNullable();
    table.text('reason').notNullable();
    // The recipients and which of them are notified, JSON.
    table.text('recipients').notNullable();
    table.string('requested_by', 300);
    table.boolean('raised_to_major').notNullable();
    // Delivery. `next_attempt_at` is set while another attempt is due.
    table.string('next_attempt_at', 24);
    table.integer('attempts').notNullable();
    table.string('delivered_at', 24);
    table.text('problem');
    // Recipients who were not notified because they could no longer read the incident, JSON.
    table.text('withheld');
    table.unique(['incident_seq', 'rule_key']);
    table.index(['next_attempt_at', 'id'], 'escalations_undelivered');
  });
  await makeAppendOnly(knex, 'escalations', {
    keys: [['id'], ['incident_seq', 'rule_key']],
    columns: RECORDED_ESCALATION_COLUMNS,
  });

  // When to check an incident next. Only incidents where something can still fire have a row.
  await knex.schema.createTable('service_level_checks', table => {
    table.integer('incident_seq').primary();
    table.string('check_at', 24).notNullable();
    table.index(['check_at', 'incident_seq'], 'checks_due');
  });
}

/** @param {import('knex').Knex} knex */
async function createReadModelTables(knex) {
  // One row per incident and entity that it counts for, with the facts that lists filter, order and count by.
  await knex.schema.createTable('incident_scope_items', table => {
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
    // Counts read this index alone.
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
    table.index(
      ['scope_ref', 'mode', 'visibility', 'closed_at'],
      'scoped_closed',
    );
  });
  await knex.raw(
    `CREATE INDEX scoped_urgent ON incident_scope_items (scope_ref, mode, priority_rank, seq, visibility) WHERE is_open = true`,
  );
  await knex.raw(
    `CREATE INDEX scoped_restricted ON incident_scope_items (scope_ref, mode, seq, is_open, severity, closed_at)
     WHERE visibility = 'restricted'`,
  );

  // What a list shows of an incident, as JSON.
  await knex.schema.createTable('incident_list_items', table => {
    table.integer('incident_seq').primary();
    table.text('facts').notNullable().defaultTo('{}');
    table.text('affected').notNullable();
    table.text('roles').notNullable();
  });

  // Incidents that count for `scope_ref` through `entity_ref`. Where both are the same, all that count for the entity, each
  // once.
  await knex.schema.createTable('incident_counts', table => {
    table.string('scope_ref', 300).notNullable();
    table.string('entity_ref', 300).notNullable();
    table.string('mode', 20).notNullable();
    table.string('visibility', 20).notNullable();
    table.boolean('is_open').notNullable();
    // Part of the primary key, so not null: '' while undecided.
    table.string('severity', 20).notNullable();
    table.integer('total').notNullable();
    table.primary([
      'scope_ref',
      'mode',
      'visibility',
      'entity_ref',
      'is_open',
      'severity',
    ]);
    // Sums read this index alone.
    table.index(
      [
        'scope_ref',
        'mode',
        'visibility',
        'entity_ref',
        'is_open',
        'severity',
        'total',
      ],
      'counted',
    );
  });
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await createRefuseChangeFunction(knex);
  await createIncidentTables(knex);
  await createPeopleTables(knex);
  await createTimelineTables(knex);
  await createRequestTables(knex);
  await createSearchTables(knex);
  await createKnownCatalogTables(knex);
  await createPlanRunTables(knex);
  await createEscalationTables(knex);
  await createReadModelTables(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [...TABLES].reverse()) {
    await knex.schema.dropTable(table);
  }
  if (isPostgres(knex)) {
    await knex.raw('DROP FUNCTION security_incidents_refuse_change()');
  }
};
