import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import { exercisedPlans } from './exercisedPlans';
import { CHUNK } from '../../incidents/store/incidentQueries';
import type {
  DecisionRecord,
  PlanRunRecord,
  PlanState,
  PlanTaskRecord,
} from './planRecords';
import type { PlanRunsWriter } from './PlanRunsStore';
import {
  toCompletePlanTaskRow,
  toDecisionRecord,
  toDecisionRow,
  toPlanRunRecord,
  toPlanRunRow,
  toPlanTaskRecord,
  toPlanTaskRow,
} from './rows';

/** Tasks by the `seq` of their incident, without incidents that have none. */
export function tasksByIncident(
  rows: readonly Row[],
): Map<number, PlanTaskRecord[]> {
  const tasks = new Map<number, PlanTaskRecord[]>();
  for (const row of rows) {
    const seq = Number(row.incident_seq);
    tasks.set(seq, [...(tasks.get(seq) ?? []), toPlanTaskRecord(row)]);
  }
  return tasks;
}

/** Plan runs and their tasks in the database. */
export class DatabasePlanRuns implements PlanRunsWriter {
  constructor(private readonly db: Knex) {}

  async getState(seq: number): Promise<PlanState> {
    const [{ total }] = await this.db('plan_runs')
      .where({ incident_seq: seq })
      .count({ total: '*' });
    const runs = Number(total);
    return runs > 0
      ? { runs, isDeclined: false, tasks: await this.getTasks(seq) }
      : {
          runs,
          isDeclined: (await this.getDecision(seq)) !== undefined,
          tasks: [],
        };
  }

  async getRuns(seq: number): Promise<PlanRunRecord[]> {
    const rows: Row[] = await this.db('plan_runs')
      .where({ incident_seq: seq })
      .orderBy([
        { column: 'is_primary', order: 'desc' },
        { column: 'applied_at' },
        { column: 'plan_ref' },
      ]);
    return rows.map(toPlanRunRecord);
  }

  async getPrimaryRun(seq: number): Promise<PlanRunRecord | undefined> {
    const row: Row | undefined = await this.db('plan_runs')
      .where({ incident_seq: seq, is_primary: true })
      .first();
    return row && toPlanRunRecord(row);
  }

  async getTasks(seq: number): Promise<PlanTaskRecord[]> {
    const rows: Row[] = await this.#tasks().where(
      'plan_tasks.incident_seq',
      seq,
    );
    return rows.map(toPlanTaskRecord);
  }

  async getDecision(seq: number): Promise<DecisionRecord | undefined> {
    const row: Row | undefined = await this.db('no_plan_decisions')
      .where({ incident_seq: seq })
      .first('reason', 'at', 'by');
    return row && toDecisionRecord(row);
  }

  /**
   * Selects open and started tasks.
   *
   * @param found - a query for the `seq` of the incidents
   */
  unfinishedTasksOf(found: Knex.QueryBuilder): Knex.QueryBuilder {
    return this.#tasks()
      .whereIn('plan_tasks.incident_seq', found)
      .whereIn('plan_tasks.state', ['open', 'in-progress']);
  }

  async getLastTested(planRefs: readonly string[]) {
    const tested = new Map<string, string>();
    for (let start = 0; start < planRefs.length; start += CHUNK) {
      const rows: Row[] = await exercisedPlans(this.db).whereIn(
        'plan_runs.plan_ref',
        planRefs.slice(start, start + CHUNK),
      );
      rows.forEach(row =>
        tested.set(String(row.plan_ref), String(row.closed_at)),
      );
    }
    return tested;
  }

  async insertRun(seq: number, run: PlanRunRecord) {
    await this.db('plan_runs').insert({
      ...toPlanRunRow(run),
      incident_seq: seq,
    });
  }

  async updateRun(id: string, changes: Partial<PlanRunRecord>) {
    await this.db('plan_runs').where({ id }).update(toPlanRunRow(changes));
  }

  async insertTasks(seq: number, tasks: readonly PlanTaskRecord[]) {
    const rows = tasks.map(task => ({
      ...toCompletePlanTaskRow(task),
      incident_seq: seq,
    }));
    for (let start = 0; start < rows.length; start += CHUNK) {
      await this.db('plan_tasks').insert(rows.slice(start, start + CHUNK));
    }
  }

  async updateTask(id: string, changes: Partial<PlanTaskRecord>) {
    await this.db('plan_tasks').where({ id }).update(toPlanTaskRow(changes));
  }

  async removeTasks(ids: readonly string[]) {
    await this.db('plan_tasks')
      .whereIn('id', [...ids])
      .delete();
  }

  async saveDecision(seq: number, decision: DecisionRecord) {
    await this.db('no_plan_decisions')
      .insert({ ...toDecisionRow(decision), incident_seq: seq })
      .onConflict('incident_seq')
      .merge();
  }

  async removeDecision(seq: number) {
    await this.db('no_plan_decisions').where({ incident_seq: seq }).delete();
  }

  #tasks(): Knex.QueryBuilder {
    return this.db('plan_tasks')
      .join('plan_runs', 'plan_runs.id', 'plan_tasks.run_id')
      .select('plan_tasks.*')
      .orderBy([
        { column: 'plan_tasks.incident_seq' },
        { column: 'plan_runs.is_primary', order: 'desc' },
        { column: 'plan_runs.applied_at' },
        { column: 'plan_runs.plan_ref' },
        { column: 'plan_tasks.position' },
        { column: 'plan_tasks.plan_task_id' },
      ]);
  }
}
