import { AppLink, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { useIncidentRecord } from '../IncidentPage/IncidentRecord';
import { findTask, usePlanRuns } from '../IncidentPage/plan';
import styles from './evidence.module.css';

/** Leads to a task of the plan; nothing while the plan is not read. */
export function TaskLink({ taskId }: { taskId: string }) {
  const { incident } = useIncidentRecord();
  const { plans } = usePlanRuns();
  const response = useRouteRef(incidentRouteRef);
  const task = plans && findTask(plans, taskId);
  if (!task) return null;
  return (
    <AppLink
      to={`${response({ key: incident.key })}#task-${task.id}`}
      className={styles.link}
    >
      {task.title}
    </AppLink>
  );
}
