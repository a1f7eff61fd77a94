// @ts-check

/*
 * Notifications of changes and due times: what is still to be sent, what was sent, and when to look at an incident next.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('notices', table => {
    table.string('id', 36).primary();
    table.integer('incident_seq').notNullable();
    table.string('kind', 20).notNullable();
    // Each key is sent at most once for an incident.
    table.string('notice_key', 200).notNullable();
    table.string('actor', 300);
    table.text('data').notNullable();
    table.string('created_at', 24).notNullable();
    table.integer('attempts').notNullable();
    table.string('next_attempt_at', 24);
    table.string('sent_at', 24);
    table.text('problem');
    table.unique(['incident_seq', 'notice_key'], {
      indexName: 'notices_key',
    });
    table.index(['next_attempt_at', 'id'], 'notices_unsent');
  });

  // When a clock or a task of an incident is at risk or overdue next.
  await knex.schema.createTable('notice_checks', table => {
    table.integer('incident_seq').primary();
    table.string('check_at', 24).notNullable();
    table.index(['check_at', 'incident_seq'], 'notice_checks_due');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notice_checks');
  await knex.schema.dropTable('notices');
};
