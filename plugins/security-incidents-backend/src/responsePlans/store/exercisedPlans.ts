import type { Knex } from 'knex';

/** Plan runs of exercises that are over and that everybody may know of. */
export function finishedExercises(db: Knex): Knex.QueryBuilder {
  return (
    db('incidents')
      .join('plan_runs', 'plan_runs.incident_seq', 'incidents.seq')
      // Written out, since a plan that is made without these values takes exercises for as many as real incidents.
      .whereRaw(
        "incidents.mode = 'exercise' and incidents.is_open = false and incidents.status = 'closed' and incidents.visibility = 'open'",
      )
  );
}

/**
 * When the last exercise with each plan was closed. What is said of a plan is the same for everybody, so it must not tell of
 * an exercise that some may not read: only open ones count.
 */
export function exercisedPlans(db: Knex): Knex.QueryBuilder {
  return finishedExercises(db)
    .select('plan_runs.plan_ref')
    .max({ closed_at: 'incidents.closed_at' })
    .groupBy('plan_runs.plan_ref');
}
