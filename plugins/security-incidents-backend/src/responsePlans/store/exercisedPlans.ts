import type { Knex } from 'knex';

/** Plan runs of finished, unrestricted exercises. */
export function finishedExercises(db: Knex): Knex.QueryBuilder {
  return (
    db('incidents')
      .join('plan_runs', 'plan_runs.incident_seq', 'incidents.seq')
      // Not bound: a generic plan would expect as many exercises as real incidents.
      .whereRaw(
        "incidents.mode = 'exercise' and incidents.is_open = false and incidents.status = 'closed' and incidents.visibility = 'open'",
      )
  );
}

/**
 * When the last exercise of each plan was closed. Everybody sees the same, so restricted exercises do not count.
 */
export function exercisedPlans(db: Knex): Knex.QueryBuilder {
  return finishedExercises(db)
    .select('plan_runs.plan_ref')
    .max({ closed_at: 'incidents.closed_at' })
    .groupBy('plan_runs.plan_ref');
}
