import type {
  PlanRole,
  ResolvedRole,
  ResponsePlan,
} from 'backstage-plugin-security-incidents-common';

/** The input for resolving roles. */
export interface RoleResolution {
  /** Owners of the affected services, the most important service first. */
  owners: readonly string[];
  /** The gap when there is no owner. */
  noOwner: string;
  /** Why nobody behind the ref can act; undefined if somebody can. */
  getGap(ref: string): string | undefined;
}

const lower = (ref: string) => ref.toLocaleLowerCase('en-US');

/** Returns all users and groups that the roles of plans name, as full refs. */
export function getNamedPrincipals(plans: readonly ResponsePlan[]): string[] {
  const named = plans.flatMap(({ spec }) =>
    spec.roles.flatMap(({ assign = [], deputy }) => [
      ...assign.flatMap(to => ('ref' in to ? [lower(to.ref)] : [])),
      ...(deputy ? [lower(deputy.ref)] : []),
    ]),
  );
  return [...new Set(named)].sort();
}

/** An optional role without assignees is no gap: it is assigned during the incident. */
function isCounted({ required, assign }: PlanRole): boolean {
  return required === true || (assign ?? []).length > 0;
}

function resolveRole(
  role: PlanRole,
  { owners, noOwner, getGap }: RoleResolution,
): ResolvedRole {
  const candidates = (role.assign ?? []).flatMap(
    (to): Array<{ ref?: string; gap?: string }> => {
      const refs = 'ref' in to ? [to.ref] : owners;
      if (refs.length === 0) return [{ gap: noOwner }];
      return refs.map(lower).map(ref => ({ ref, gap: getGap(ref) }));
    },
  );
  const found = candidates.find(({ gap }) => gap === undefined);
  const deputy = role.deputy && lower(role.deputy.ref);
  const gaps = new Set(candidates.map(({ gap }) => gap));
  return {
    id: role.id,
    title: role.title,
    required: role.required ?? false,
    responsibilities: role.responsibilities ?? [],
    ...(found && { principalRef: found.ref }),
    ...(deputy && getGap(deputy) === undefined && { deputyRef: deputy }),
    ...(!found &&
      isCounted(role) && {
        gap: [...gaps].join('; ') || 'the plan gives it to nobody',
      }),
  };
}

/** Resolves each role to its first assignee that can act, or else to a gap with the reasons. */
export function resolveRoles(
  { spec }: Pick<ResponsePlan, 'spec'>,
  resolution: RoleResolution,
): ResolvedRole[] {
  return spec.roles.map(role => resolveRole(role, resolution));
}

/** The owner of one service. */
export interface ServiceOwner {
  ownerRef?: string;
  /** Why nobody behind the owner can act. */
  ownerGap?: string;
}

export function toRoleResolution(
  { ownerRef, ownerGap }: ServiceOwner,
  getGap: RoleResolution['getGap'],
): RoleResolution {
  return {
    owners: ownerRef === undefined ? [] : [ownerRef],
    noOwner: 'the service has no owner',
    getGap: ref => (ref === ownerRef ? ownerGap : getGap(ref)),
  };
}
