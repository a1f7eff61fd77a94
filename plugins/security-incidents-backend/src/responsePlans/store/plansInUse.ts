import type { PlanIncident } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { finishedExercises } from './exercisedPlans';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ExerciseOfPlan } from './PlansStore';
import type { ReadAccess } from '../../incidents/store/records';
import type { Row } from '../../database/rowMapper';

/*
 * The incidents that follow a plan and the exercise that tested it, for one caller. These queries read incidents, so each
 * goes through `applyReadAccess`.
 */

const NAMES = {
  incident_id: 'incidents.id',
  incident_key: 'incidents.key',
  title: 'incidents.title',
};

function toPlanIncident(row: Row): PlanIncident {
  return {
    incidentId: row.incident_id as string,
    incidentKey: row.incident_key as string,
    title: row.title as string,
    mode: row.mode as PlanIncident['mode'],
    status: row.status as PlanIncident['status'],
    ...(row.severity !== null && {
      severity: row.severity as PlanIncident['severity'],
    }),
    visibility: row.visibility as PlanIncident['visibility'],
    planVersion: row.plan_version as string,
    appliedAt: row.applied_at as string,
    isPrimary: Boolean(row.is_primary),
  };
}

/** Open incidents that follow the plan, with their total. */
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
    items: rows.map(toPlanIncident),
    total: Number(total),
  };
}

/** The last finished exercise of the plan that the caller may read. */
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
  return (
    row && {
      incidentId: row.incident_id as string,
      incidentKey: row.incident_key as string,
      title: row.title as string,
      closedAt: row.closed_at as string,
    }
  );
}
