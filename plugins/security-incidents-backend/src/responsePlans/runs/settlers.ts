import type { RoleAssignment } from 'backstage-plugin-security-incidents-common';
import type { PlanRunRecord, PlanTaskRecord } from '../store/planRecords';
import { withHolder } from './assignees';

const COMMANDER = 'incident-commander';

/** Returns who leads the response: commander and deputies, or the assignee of the incident while nobody commands it. */
function findCommand(
  run: Pick<PlanRunRecord, 'roles'>,
  assignments: readonly RoleAssignment[],
): Array<string | undefined> {
  const getHolder = (role: string) =>
    assignments.find(held => held.role === role && !held.renouncedAt)
      ?.principalRef;
  const planned = run.roles.find(({ id }) => id === COMMANDER);
  return [
    getHolder(COMMANDER) ?? getHolder('assignee'),
    getHolder('deputy'),
    planned && withHolder(planned, assignments).principalRef,
    planned?.deputyRef,
  ];
}

/**
 * Returns the people and groups that settle a task: its assignee, the deputy of its role, and whoever leads the response.
 *
 * @returns undefined for a task that is given to nobody, which anybody may settle who records steps
 */
export function findSettlers(
  task: Pick<PlanTaskRecord, 'role' | 'assigneeRef'>,
  run: Pick<PlanRunRecord, 'roles'>,
  assignments: readonly RoleAssignment[],
): ReadonlySet<string> | undefined {
  if (task.role === undefined && task.assigneeRef === undefined) {
    return undefined;
  }
  const role = run.roles.find(({ id }) => id === task.role);
  return new Set(
    [
      task.assigneeRef,
      role?.deputyRef,
      ...findCommand(run, assignments),
    ].filter(ref => ref !== undefined),
  );
}

/**
 * Whether the caller settles a task.
 *
 * @param caller - the caller and their groups; undefined for callers that are no people, which settle every task
 */
export function maySettle(
  task: Pick<PlanTaskRecord, 'role' | 'assigneeRef'>,
  run: Pick<PlanRunRecord, 'roles'>,
  assignments: readonly RoleAssignment[],
  caller: readonly string[] | undefined,
): boolean {
  const settlers = findSettlers(task, run, assignments);
  return (
    !caller || !settlers || caller.some(principal => settlers.has(principal))
  );
}
