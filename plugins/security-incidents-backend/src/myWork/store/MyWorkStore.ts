import type { IncidentRole } from 'backstage-plugin-security-incidents-common';
import type {
  AffectedRecord,
  IncidentRecord,
  ListedRecord,
  ReadAccess,
  RoleRecord,
} from '../../incidents/store/records';
import type {
  PlanRunRecord,
  PlanTaskRecord,
} from '../../responsePlans/store/planRecords';

/** An unfinished task and its incident. */
export interface HeldTask {
  incident: ListedRecord;
  task: PlanTaskRecord;
}

/** An open incident with what decides who answers for it. */
export interface AnsweredIncident {
  incident: IncidentRecord;
  affected: AffectedRecord[];
  roles: RoleRecord[];
}

/** Finds what principals hold across open incidents. Each call is one statement. */
export interface MyWorkStore {
  /** Unfinished tasks that one of the principals is assigned, the ones due first first. */
  findTasks(
    principals: readonly string[],
    access: ReadAccess,
    limit: number,
  ): Promise<HeldTask[]>;
  /** The titles of the unfinished tasks of some runs, by run and then by the task's id in the plan. */
  getUnfinishedTitles(
    runIds: readonly string[],
  ): Promise<Map<string, Map<string, string>>>;
  /**
   * Incidents that one of the principals leads, and real ones that affect a service of theirs; the most urgent first.
   *
   * @param options - `roles` are those that count besides ownership; those of leads unless given
   */
  findAnswered(
    principals: readonly string[],
    access: ReadAccess,
    limit: number,
    options?: {
      roles?: readonly IncidentRole[];
      /** Only those with obligations to assess or to send. */
      isObliged?: boolean;
    },
  ): Promise<AnsweredIncident[]>;
  /** By `seq`; incidents without a plan are left out. */
  getPrimaryRuns(seqs: readonly number[]): Promise<Map<number, PlanRunRecord>>;
  /** When management got its last update, by `seq`. Corrected steps do not count. */
  getLastUpdates(seqs: readonly number[]): Promise<Map<number, string>>;
}
