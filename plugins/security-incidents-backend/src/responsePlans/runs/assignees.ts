import type {
  ResolvedRole,
  RoleAssignment,
} from 'backstage-plugin-security-incidents-common';

/** Returns a role with its holder on the incident, if any, in place of the assignee of the plan. */
export function withHolder(
  role: ResolvedRole,
  assignments: readonly RoleAssignment[],
): ResolvedRole {
  const holder = assignments.find(
    held => held.role === role.id && !held.renouncedAt,
  );
  if (!holder) return role;
  const { gap: _gap, ...rest } = role;
  return { ...rest, principalRef: holder.principalRef };
}

/** Finds the assignee of a role's task, or the reason why there is none. */
export function findAssignee(
  roleId: string | undefined,
  roles: readonly ResolvedRole[],
  assignments: readonly RoleAssignment[],
): { assigneeRef?: string; assigneeGap?: string } {
  if (roleId === undefined) {
    return { assigneeGap: 'The plan gives this task to no role' };
  }
  const role = roles.find(({ id }) => id === roleId);
  if (!role) return { assigneeGap: `The plan has no role ${roleId}` };
  const { principalRef, gap } = withHolder(role, assignments);
  return principalRef
    ? { assigneeRef: principalRef }
    : {
        assigneeGap: `Nobody is ${role.title}${gap ? `: ${gap}` : ' yet'}`,
      };
}
