import type { PlanIncident } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { finishedExercises } from './exercisedPlans';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ExerciseOfPlan } from './PlansStore';
import type { ReadAccess } from '../../incidents/store/records';
import { fromRow, type Row } from '../../incidents/store/rows';

/*
 * Where a plan is at work and what tested it, for one caller: what is read here is of incidents, so that each question goes
 * through `applyReadAccess`.
 */

const NAMES = {
  incident_id: 'incidents.id',
  incident_key: 'incidents.key',
  title: 'incidents.title',
};

/** Open incidents that follow the plan, with how many there are in all. */
export async function incidentsOfPlan(
  db: Knex,
  planRef: string,
  access: ReadAccess,
  limit: number,
): Promise<{ items: PlanIncident[]; total: number }> {
  const open = () =>
    applyReadAccess(
      db('plan_runs')
        .join('incidents', 'incidents.seq', 'plan_runs.incident_seq')
        .where({ 'plan_runs.plan_ref': planRef, 'incidents.is_open': true }),
      access,
      db,
    );
  const [rows, [{ total }]]: [Row[], Row[]] = await Promise.all([
    open()
      .select({
        ...NAMES,
        mode: 'incidents.mode',
        status: 'incidents.status',
        severity: 'incidents.severity',
        visibility: 'incidents.visibility',
        plan_version: 'plan_runs.version',
        applied_at: 'plan_runs.applied_at',
        is_primary: 'plan_runs.is_primary',
      })
      .orderBy([
        { column: 'plan_runs.applied_at', order: 'desc' },
        { column: 'incidents.seq', order: 'desc' },
      ])
      .limit(limit),
    open().count({ total: '*' }),
  ]);
  return {
    items: rows.map(row => fromRow(row) as unknown as PlanIncident),
    total: Number(total),
  };
}

/** The last exercise with the plan that is over and that the caller may read. */
export async function lastExerciseOfPlan(
  db: Knex,
  planRef: string,
  access: ReadAccess,
): Promise<ExerciseOfPlan | undefined> {
  const row: Row | undefined = await applyReadAccess(
    finishedExercises(db).where('plan_runs.plan_ref', planRef),
    access,
    db,
  )
    .select({ ...NAMES, closed_at: 'incidents.closed_at' })
    .orderBy([
      { column: 'incidents.closed_at', order: 'desc' },
      { column: 'incidents.seq', order: 'desc' },
    ])
    .first();
  return row && (fromRow(row) as unknown as ExerciseOfPlan);
}
