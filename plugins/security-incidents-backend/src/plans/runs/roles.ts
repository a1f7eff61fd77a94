import type {
  PlanRole,
  ResolvedRole,
  ResponsePlan,
  RoleAssignment,
} from 'backstage-plugin-security-incidents-common';
import type { PrincipalState } from '../PlanCatalog';

/** What roles are resolved with. */
export interface RoleResolution {
  /** Owners of the affected services, the most important service first. */
  owners: readonly string[];
  /** Who the catalog knows; undefined when it does not answer, then everybody who is named is taken to be there. */
  principals?: ReadonlyMap<string, PrincipalState>;
}

const lower = (ref: string) => ref.toLocaleLowerCase('en-US');

/** Everybody that roles of some plans may be given to by name. */
export function principalsNamedBy(plans: readonly ResponsePlan[]): string[] {
  const named = plans.flatMap(({ spec }) =>
    spec.roles.flatMap(({ assign, deputy }) => [
      ...(assign ?? []).flatMap(to => ('ref' in to ? [to.ref] : [])),
      ...(deputy ? [deputy.ref] : []),
    ]),
  );
  return [...new Set(named.map(lower))];
}

/** Why nobody can be reached through a ref, in words; undefined when somebody can. */
export function problemOf(
  ref: string,
  principals: RoleResolution['principals'],
): string | undefined {
  if (!principals || principals.get(ref) === 'present') return undefined;
  return principals.has(ref)
    ? `${ref} has no members`
    : `${ref} is not in the catalog`;
}

/** Whom a plan gives a role to: the first of its list that resolves. Otherwise it says what is wrong with each. */
export function resolveRole(
  role: PlanRole,
  { owners, principals }: RoleResolution,
): ResolvedRole {
  const problems: string[] = [];
  const candidates = (role.assign ?? []).flatMap(to => {
    if ('ref' in to) return [lower(to.ref)];
    if (owners.length === 0) problems.push('no affected service has an owner');
    return owners.map(lower);
  });
  const principalRef = candidates.find(ref => {
    const problem = problemOf(ref, principals);
    if (problem) problems.push(problem);
    return !problem;
  });
  const deputyRef = role.deputy && lower(role.deputy.ref);
  return {
    id: role.id,
    title: role.title,
    required: role.required ?? false,
    responsibilities: role.responsibilities ?? [],
    ...(deputyRef && !problemOf(deputyRef, principals) && { deputyRef }),
    ...(principalRef && { principalRef }),
    ...(!principalRef &&
      isCounted(role) && {
        gap: [...new Set(problems)].join('; ') || 'the plan gives it to nobody',
      }),
  };
}

/** A role that the plan leaves to be given while the incident lasts is no gap. */
function isCounted({ required, assign }: PlanRole): boolean {
  return required === true || (assign ?? []).length > 0;
}

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
