import type {
  DecisionRecord,
  PlanRunRecord,
  PlanState,
  PlanTaskRecord,
} from './planRecords';

/** Reads plan runs of an incident that the caller may read. */
export interface PlanRunsReader {
  getState(seq: number): Promise<PlanState>;
  /** The primary one first. */
  getRuns(seq: number): Promise<PlanRunRecord[]>;
  /** The run whose clocks and escalation ladder apply. */
  getPrimaryRun(seq: number): Promise<PlanRunRecord | undefined>;
  getTasks(seq: number): Promise<PlanTaskRecord[]>;
  getDecision(seq: number): Promise<DecisionRecord | undefined>;
  /** When the last exercise of each plan was closed, without plans that had none. */
  getLastTested(planRefs: readonly string[]): Promise<Map<string, string>>;
}

/** Writes plan runs as part of a change of the incident. */
export interface PlanRunsWriter extends PlanRunsReader {
  insertRun(seq: number, run: PlanRunRecord): Promise<void>;
  updateRun(id: string, changes: Partial<PlanRunRecord>): Promise<void>;
  insertTasks(seq: number, tasks: readonly PlanTaskRecord[]): Promise<void>;
  updateTask(id: string, changes: Partial<PlanTaskRecord>): Promise<void>;
  removeTasks(ids: readonly string[]): Promise<void>;
  saveDecision(seq: number, decision: DecisionRecord): Promise<void>;
  removeDecision(seq: number): Promise<void>;
}
