import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import { RecordedWrites } from '../../verification/RecordedWrites';
import { exercisedPlans } from './exercisedPlans';
import { chunks } from '../../database/chunks';
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
  /** @param writes - collects what a transaction writes, for its timeline entries */
  constructor(
    private readonly db: Knex,
    private readonly writes = new RecordedWrites(),
  ) {}

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

  /** By the `seq` of the incident, without incidents that have no plan. */
  async getPrimaryRuns(
    seqs: readonly number[],
  ): Promise<Map<number, PlanRunRecord>> {
    if (seqs.length === 0) return new Map();
    const rows: Row[] = await this.db('plan_runs')
      .where({ is_primary: true })
      .whereIn('incident_seq', [...seqs]);
    return new Map(
      rows.map(row => [Number(row.incident_seq), toPlanRunRecord(row)]),
    );
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
    for (const part of chunks(planRefs)) {
      const rows: Row[] = await exercisedPlans(this.db).whereIn(
        'plan_runs.plan_ref',
        part,
      );
      rows.forEach(row =>
        tested.set(String(row.plan_ref), String(row.closed_at)),
      );
    }
    return tested;
  }

  async insertRun(seq: number, run: PlanRunRecord) {
    const row = { ...toPlanRunRow(run), incident_seq: seq };
    await this.db('plan_runs').insert(row);
    this.writes.set(seq, 'plan_runs', row);
  }

  async updateRun(id: string, changes: Partial<PlanRunRecord>) {
    const row = toPlanRunRow(changes);
    const [{ incident_seq: seq }] = await this.db('plan_runs')
      .where({ id })
      .update(row)
      .returning('incident_seq');
    this.writes.set(seq, 'plan_runs', { ...row, id });
  }

  async insertTasks(seq: number, tasks: readonly PlanTaskRecord[]) {
    const rows = tasks.map(task => ({
      ...toCompletePlanTaskRow(task),
      incident_seq: seq,
    }));
    for (const part of chunks(rows)) {
      await this.db('plan_tasks').insert(part);
    }
    for (const row of rows) this.writes.set(seq, 'plan_tasks', row);
  }

  async updateTask(id: string, changes: Partial<PlanTaskRecord>) {
    const row = toPlanTaskRow(changes);
    const [{ incident_seq: seq }] = await this.db('plan_tasks')
      .where({ id })
      .update(row)
      .returning('incident_seq');
    this.writes.set(seq, 'plan_tasks', { ...row, id });
  }

  async removeTasks(ids: readonly string[]) {
    const tasks = this.db('plan_tasks').whereIn('id', [...ids]);
    const removed: Row[] = await tasks.clone().select('incident_seq', 'id');
    await tasks.delete();
    for (const row of removed) {
      this.writes.remove(Number(row.incident_seq), 'plan_tasks', row);
    }
  }

  async saveDecision(seq: number, decision: DecisionRecord) {
    const row = { ...toDecisionRow(decision), incident_seq: seq };
    await this.db('no_plan_decisions')
      .insert(row)
      .onConflict('incident_seq')
      .merge();
    this.writes.set(seq, 'no_plan_decisions', row);
  }

  async removeDecision(seq: number) {
    const removed = await this.db('no_plan_decisions')
      .where({ incident_seq: seq })
      .delete();
    if (removed > 0) {
      this.writes.remove(seq, 'no_plan_decisions', { incident_seq: seq });
    }
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
