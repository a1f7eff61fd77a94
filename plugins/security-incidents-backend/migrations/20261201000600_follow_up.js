// @ts-check

/*
 * What is owed after an incident: obligations to notify somebody outside, post-incident reviews and their improvement actions.
 */

/** @param {import('knex').Knex} knex */
async function createObligationTables(knex) {
  // One for each incident and rule. The rule is kept as it was when the obligation was raised, so that a later change of the
  // configuration does not change history.
  //
  // `starts_at`, `due_at` and `due_basis` follow from the rule and the moments of the incident. They are stored because the
  // register filters, orders and pages by them; each change of an incident recomputes them in the same transaction.
  await knex.schema.createTable('obligations', table => {
    table.increments('seq');
    table.string('id', 36).notNullable().unique();
    table.integer('incident_seq').notNullable();
    table.string('rule_id', 64).notNullable();
    table.string('regime', 64).notNullable();
    table.text('rule').notNullable();
    table.string('state', 20).notNullable();
    table.string('raised_at', 24).notNullable();
    table.string('anchor_at', 24);
    table.string('starts_at', 24);
    table.string('at_risk_at', 24);
    table.string('due_at', 24);
    table.string('due_basis', 20).notNullable();
    table.string('decided_at', 24);
    table.string('decided_by', 300);
    table.text('reason');
    // `dismissal` or `merge` when the decision came with the end of the incident.
    table.string('decided_with', 20);
    table.string('submitted_at', 24);
    table.string('submission_recorded_at', 24);
    table.string('submitted_by', 300);
    table.text('proof');
    table.text('reference');
    // When whoever decides was last reminded.
    table.string('reminded_at', 24);
    table.integer('version').notNullable();
    table.unique(['incident_seq', 'rule_id'], {
      indexName: 'obligations_of_incident',
    });
    table.index(['state', 'due_at', 'seq'], 'obligations_due');
    table.index(['raised_at', 'seq'], 'obligations_raised');
  });
}

/** @param {import('knex').Knex} knex */
async function createReviewTables(knex) {
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
    // When whoever leads the incident was last reminded.
    table.string('lead_reminded_at', 24);
    table.integer('version').notNullable();
    table.index(['incident_seq', 'added_at', 'id'], 'review_actions_incident');
    table.index(['state', 'next_at', 'id'], 'review_actions_next');
    table.index(['owner_ref', 'state'], 'review_actions_owner');
    table.index(['checker_ref', 'state'], 'review_actions_checker');
  });
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await createObligationTables(knex);
  await createReviewTables(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of ['review_actions', 'reviews', 'obligations']) {
    await knex.schema.dropTable(table);
  }
};
