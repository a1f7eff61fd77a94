// @ts-check

/*
 * Response plans: what the catalog last said of plans and services, and what became of plans that were applied.
 *
 * `known_plans` and `known_services` are a copy that is made anew from the catalog; losing it loses nothing. `plan_runs` and
 * `plan_tasks` are part of the record: every change of theirs is an entry in the incident's timeline as well.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('known_plans', table => {
    table.string('plan_ref', 300).primary();
    // What people write is text here: one long title in the catalog must not keep the whole copy from being made.
    table.text('title').notNullable();
    table.text('version').notNullable();
    table.string('lifecycle', 20).notNullable();
    table.string('owner_ref', 300);
    table.string('last_reviewed', 10);
    table.string('next_review', 10);
    // The day that its annotation states; exercises of ours are looked up when somebody asks.
    table.string('tested_on', 10);
    table.text('test_interval');
    // The plan as an entity, JSON.
    table.text('document').notNullable();
    // For each person or group that its roles name, why nobody of it can act, or null; JSON.
    table.text('people').notNullable();
    // Of what is applied to an incident.
    table.string('content_hash', 64).notNullable();
    table.string('changed_at', 24).notNullable();
    table.text('source_location');
    table.string('row_hash', 64).notNullable();
  });

  // One row for each service, with the plan that would apply to it and what keeps it from being ready.
  await knex.schema.createTable('known_services', table => {
    table.string('entity_ref', 300).primary();
    table.text('title').notNullable();
    table.text('kind').notNullable();
    table.string('owner_ref', 300);
    table.string('system_ref', 300);
    table.string('domain_ref', 300);
    table.text('tier');
    table.integer('tier_rank').notNullable();
    // What plans are selected by, JSON.
    table.text('target').notNullable();
    table.string('plan_ref', 300);
    table.integer('roles_resolved').notNullable();
    table.integer('roles_total').notNullable();
    // Those that do not depend on the day on which somebody asks, as reviews and tests do; JSON.
    table.text('gaps').notNullable();
    table.boolean('has_owner').notNullable();
    // Why nobody of the owner can act.
    table.text('owner_gap');
    table.string('row_hash', 64).notNullable();
    table.index(['owner_ref', 'entity_ref'], 'known_services_owner');
    table.index(['system_ref', 'entity_ref'], 'known_services_system');
    table.index(['domain_ref', 'entity_ref'], 'known_services_domain');
    table.index(['plan_ref'], 'known_services_plan');
  });

  // Which copy it is, when it was last compared with the catalog, and why the last attempt failed where it did. One row.
  await knex.schema.createTable('known_catalog', table => {
    table.integer('id').primary();
    table.string('version', 64);
    table.string('read_at', 24);
    table.string('failed_at', 24);
    table.text('problem');
  });

  await knex.schema.createTable('plan_runs', table => {
    table.string('id', 36).primary();
    table.integer('incident_seq').notNullable();
    table.string('plan_ref', 300).notNullable();
    table.string('title', 300).notNullable();
    table.string('version', 40).notNullable();
    table.string('content_hash', 64).notNullable();
    // What the hash covers, JSON.
    table.text('content').notNullable();
    table.string('source_location', 2000);
    table.boolean('is_primary').notNullable();
    table.text('reason').notNullable();
    // Roles with whom they resolved to when the plan was applied, JSON.
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
    // Whether the finished task is no longer in the plan after an upgrade.
    table.boolean('is_retired').notNullable();
    // Whether a person chose the assignee; such a task does not follow its role.
    table.boolean('is_hand_assigned').notNullable();
    // What is to be done, as the plan said it, JSON; kept here since an upgrade replaces the content of the run.
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

  // Since when it is a major incident: due times are counted from it.
  await knex.schema.alterTable('incidents', table => {
    table.string('major_at', 24);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  // Written out, since the schema builder would copy the whole table on SQLite.
  await knex.raw('ALTER TABLE incidents DROP COLUMN major_at');
  for (const table of [
    'no_plan_decisions',
    'plan_tasks',
    'plan_runs',
    'known_catalog',
    'known_services',
    'known_plans',
  ]) {
    await knex.schema.dropTable(table);
  }
};
