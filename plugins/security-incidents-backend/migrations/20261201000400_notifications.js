// @ts-check

/*
 * Escalations and notices: what is still to be sent about an incident, what was sent, and when to check it next.
 */

const { makeAppendOnly } = require('./20261201000000_append_only');

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
    columns: RECORDED_ESCALATION_COLUMNS,
    erasable: ['reason'],
  });

  // When to check an incident next. Only incidents where something can still fire have a row.
  await knex.schema.createTable('service_level_checks', table => {
    table.integer('incident_seq').primary();
    table.string('check_at', 24).notNullable();
    table.index(['check_at', 'incident_seq'], 'checks_due');
  });
}

/** @param {import('knex').Knex} knex */
async function createNoticeTables(knex) {
  // Notifications of changes and due times.
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
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await createEscalationTables(knex);
  await createNoticeTables(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'notice_checks',
    'notices',
    'service_level_checks',
    'escalations',
  ]) {
    await knex.schema.dropTable(table);
  }
};
