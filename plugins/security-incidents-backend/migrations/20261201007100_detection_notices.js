// @ts-check

/*
 * Of which detections people on duty were notified: when, and how often the detection had been seen then.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('detections', table => {
    table.string('notified_at', 24);
    table.integer('notified_count');
    table.index(['notified_at'], 'detections_notified');
  });
  // Nobody is notified of what waited before.
  await knex('detections').update({ notified_count: knex.ref('seen_count') });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('detections', table => {
    table.dropIndex([], 'detections_notified');
    table.dropColumns('notified_at', 'notified_count');
  });
};
