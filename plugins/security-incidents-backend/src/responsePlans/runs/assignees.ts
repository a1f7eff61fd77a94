import type {
  ResolvedRole,
  RoleAssignment,
} from 'backstage-plugin-security-incidents-common';

/** A role as it is now: who holds it on the incident comes before whom the plan gives it to. */
export function roleNow(
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

/** Whose a task is that belongs to a role, or why it is nobody's. */
export function assigneeOf(
  roleId: string | undefined,
  roles: readonly ResolvedRole[],
  assignments: readonly RoleAssignment[],
): { assigneeRef?: string; assigneeGap?: string } {
  if (roleId === undefined) {
    return { assigneeGap: 'The plan gives this task to no role' };
  }
  const role = roles.find(({ id }) => id === roleId);
  if (!role) return { assigneeGap: `The plan has no role ${roleId}` };
  const { principalRef, gap } = roleNow(role, assignments);
  return principalRef
    ? { assigneeRef: principalRef }
    : {
        assigneeGap: `Nobody is ${role.title}${gap ? `: ${gap}` : ' yet'}`,
      };
}
