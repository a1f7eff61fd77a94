// @ts-check

/*
 * Obligations: duties to notify somebody outside, one for each incident and rule. The rule is kept as it was when the
 * obligation was raised, so that a later change of the configuration does not change history.
 *
 * `starts_at`, `due_at` and `due_basis` follow from the rule and the moments of the incident. They are stored because the
 * register filters, orders and pages by them; each change of an incident recomputes them in the same transaction.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
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
    table.integer('version').notNullable();
    table.unique(['incident_seq', 'rule_id'], {
      indexName: 'obligations_of_incident',
    });
    table.index(['state', 'due_at', 'seq'], 'obligations_due');
    table.index(['raised_at', 'seq'], 'obligations_raised');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('obligations');
};
