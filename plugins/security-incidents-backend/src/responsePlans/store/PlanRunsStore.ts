import type {
  DecisionRecord,
  PlanRunRecord,
  PlanState,
  PlanTaskRecord,
} from './planRecords';

/** Reads what became of plans; incidents are named by their `seq`, which only who may read them knows. */
export interface PlanRunsReader {
  getState(seq: number): Promise<PlanState>;
  /** The primary one first. */
  getRuns(seq: number): Promise<PlanRunRecord[]>;
  /** The run that the clocks and the ladder are read from. */
  getPrimaryRun(seq: number): Promise<PlanRunRecord | undefined>;
  getTasks(seq: number): Promise<PlanTaskRecord[]>;
  getDecision(seq: number): Promise<DecisionRecord | undefined>;
  /** When the last exercise of each plan was closed, by plan; plans without one are not in it. */
  getLastTested(planRefs: readonly string[]): Promise<Map<string, string>>;
}

/** Writes it, as part of a change of the incident. */
export interface PlanRunsWriter extends PlanRunsReader {
  insertRun(seq: number, run: PlanRunRecord): Promise<void>;
  updateRun(id: string, changes: Partial<PlanRunRecord>): Promise<void>;
  insertTasks(seq: number, tasks: readonly PlanTaskRecord[]): Promise<void>;
  updateTask(id: string, changes: Partial<PlanTaskRecord>): Promise<void>;
  removeTasks(ids: readonly string[]): Promise<void>;
  saveDecision(seq: number, decision: DecisionRecord): Promise<void>;
  removeDecision(seq: number): Promise<void>;
}
