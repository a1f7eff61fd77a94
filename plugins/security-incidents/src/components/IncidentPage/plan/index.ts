export { PlanCard } from './PlanCard';
export { PlanRunsProvider, usePlanRuns } from './PlanRuns';
export { ApplyDialog } from './PlanDialogs';
export { RequiredTasks } from './RequiredTasks';
export {
  asksForEvidence,
  findTask,
  isUnfinished,
  holdsWorkFor,
  nextTaskOf,
  requiredBefore,
} from './tasks';
