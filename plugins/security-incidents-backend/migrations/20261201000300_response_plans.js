// @ts-check

/*
 * Response plans: what the catalog says of plans and services, and the plans that were applied to incidents.
 */

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
    // What the coverage searches: folded like search words, which SQL alone cannot do.
    table.text('search_text').notNullable().defaultTo('');
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
    // The first file that was collected for the task.
    table.string('evidence_id', 36);
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
exports.up = async function up(knex) {
  await createKnownCatalogTables(knex);
  await createPlanRunTables(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
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
