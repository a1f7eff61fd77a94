import type { PlanRunTask } from 'backstage-plugin-security-incidents-common';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { isUnfinished } from './tasks';

/**
 * What the reader can do with a task; what cannot work is not offered.
 *
 * @param waiting - whether something else must be finished first
 */
export function useTaskRights(task: PlanRunTask, waiting: boolean) {
  const { incident } = useIncidentRecord();
  const { rights } = incident;
  const unfinished = isUnfinished(task);
  const isOpen = !isFrozen(incident) && !task.retired;
  const mayRecord = rights.recordStep && isOpen;
  const mayWork = mayRecord && task.maySettle;
  return {
    start: mayWork && task.state === 'open' && !waiting,
    finish: mayWork && unfinished && !waiting,
    skip: mayWork && unfinished && (!task.required || rights.transition),
    reopen: mayWork && !unfinished,
    /** The task is somebody else's: the reader notes on it, or takes it over. */
    note: mayRecord && unfinished && !task.maySettle,
    takeOver: mayRecord && unfinished && !task.maySettle,
    assign: rights.update && isOpen && unfinished,
  };
}
