import type { NextAction } from 'backstage-plugin-security-incidents-common';
import { useRouteRef } from '../navigation';
import { incidentRouteRef } from '../routes';

/** Links to the place on the incident page where an action is done: its task, or what blocks the next status. */
export function useActionLink(): (action: NextAction) => string {
  const link = useRouteRef(incidentRouteRef);
  return ({ incidentKey, taskId }) =>
    `${link({ key: incidentKey })}#${
      taskId ? `task-${taskId}` : 'what-blocks'
    }`;
}
