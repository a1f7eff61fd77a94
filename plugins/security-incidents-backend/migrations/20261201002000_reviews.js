// @ts-check

/*
 * Post-incident reviews and their improvement actions.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('reviews', table => {
    table.integer('incident_seq').primary();
    table.boolean('required').notNullable();
    table.string('required_because', 20);
    table.string('due_at', 24);
    table.string('state', 20).notNullable();
    // Whether somebody else has to approve it before the incident can be closed.
    table.boolean('needs_approval').notNullable();
    // What people wrote, and the last change of each field, JSON.
    table.text('fields').notNullable();
    table.text('changes').notNullable();
    table.string('facilitator_ref', 300);
    table.integer('version').notNullable();
    table.string('completed_at', 24);
    table.string('completed_by', 300);
    table.string('approved_at', 24);
    table.string('approved_by', 300);
    table.string('reopened_at', 24);
    table.string('reopened_by', 300);
    table.text('reopen_reason');
    table.string('waived_at', 24);
    table.string('waived_by', 300);
    table.text('waived_reason');
    table.string('reminded_at', 24);
    table.index(['state', 'due_at', 'incident_seq'], 'reviews_due');
  });

  await knex.schema.createTable('review_actions', table => {
    table.string('id', 36).primary();
    table.integer('incident_seq').notNullable();
    table.string('type', 20).notNullable();
    table.text('title').notNullable();
    table.string('owner_ref', 300);
    table.string('due_at', 24);
    // The due time before it was first moved.
    table.string('first_due_at', 24);
    table.integer('moves').notNullable();
    table.string('state', 20).notNullable();
    // The time by which lists are ordered: due, to be checked, checked or dropped.
    table.string('next_at', 24).notNullable();
    table.text('works_if');
    table.string('check_by', 24);
    table.string('checker_ref', 300);
    table.string('check_result', 20);
    table.text('check_text');
    table.string('checked_at', 24);
    table.string('checked_by', 300);
    table.text('link');
    table.text('note');
    table.string('note_at', 24);
    table.string('note_by', 300);
    table.string('added_at', 24).notNullable();
    table.string('added_by', 300).notNullable();
    table.string('done_at', 24);
    table.string('done_by', 300);
    table.string('dropped_at', 24);
    table.text('dropped_reason');
    table.string('reminded_at', 24);
    table.integer('version').notNullable();
    table.index(['incident_seq', 'added_at', 'id'], 'review_actions_incident');
    table.index(['state', 'next_at', 'id'], 'review_actions_next');
    table.index(['owner_ref', 'state'], 'review_actions_owner');
    table.index(['checker_ref', 'state'], 'review_actions_checker');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('review_actions');
  await knex.schema.dropTable('reviews');
};
