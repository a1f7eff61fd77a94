import type {
  Incident,
  ParsedApplyPlan,
  ParsedChangeTask,
  PlanRuns,
} from 'backstage-plugin-security-incidents-common';
import type { Done } from '../../incidents/IncidentsService';

/** Applied response plans and their tasks. @public */
export interface PlanRunsService<Context> {
  /** Applied plans with their tasks, the decision for none, and plans that would apply. */
  getPlanRuns(idOrKey: string, context: Context): Promise<PlanRuns>;
  /** Applies or upgrades a plan, or records why none is. */
  applyPlan(
    idOrKey: string,
    request: ParsedApplyPlan,
    context: Context,
  ): Promise<Done<Incident>>;
  changeTask(
    idOrKey: string,
    taskId: string,
    request: ParsedChangeTask,
    context: Context,
  ): Promise<Incident>;
}
