import type {
  PlanRole,
  ResolvedRole,
  ResponsePlan,
} from 'backstage-plugin-security-incidents-common';

/** What roles are resolved with. */
export interface RoleResolution {
  /** Owners of the affected services, the most important service first. */
  owners: readonly string[];
  /** Why there is no owner, where there is none. */
  noOwner: string;
  /** Why nobody of a person or group can act; undefined when somebody can. */
  gapOf(ref: string): string | undefined;
}

const lower = (ref: string) => ref.toLocaleLowerCase('en-US');

/** Everybody whom the roles of some plans name, in full refs. */
export function peopleOf(plans: readonly ResponsePlan[]): string[] {
  const named = plans.flatMap(({ spec }) =>
    spec.roles.flatMap(({ assign = [], deputy }) => [
      ...assign.flatMap(to => ('ref' in to ? [lower(to.ref)] : [])),
      ...(deputy ? [lower(deputy.ref)] : []),
    ]),
  );
  return [...new Set(named)].sort();
}

/** A role that the plan leaves to be given while the incident lasts is no gap. */
function isCounted({ required, assign }: PlanRole): boolean {
  return required === true || (assign ?? []).length > 0;
}

function resolveRole(
  role: PlanRole,
  { owners, noOwner, gapOf }: RoleResolution,
): ResolvedRole {
  const candidates = (role.assign ?? []).flatMap(
    (to): Array<{ ref?: string; gap?: string }> => {
      const refs = 'ref' in to ? [to.ref] : owners;
      if (refs.length === 0) return [{ gap: noOwner }];
      return refs.map(lower).map(ref => ({ ref, gap: gapOf(ref) }));
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
    ...(deputy && gapOf(deputy) === undefined && { deputyRef: deputy }),
    ...(!found &&
      isCounted(role) && {
        gap: [...gaps].join('; ') || 'the plan gives it to nobody',
      }),
  };
}

/** Whom each role of a plan is given to: the first that resolves wins, otherwise the gap says why none does. */
export function resolveRoles(
  { spec }: Pick<ResponsePlan, 'spec'>,
  resolution: RoleResolution,
): ResolvedRole[] {
  return spec.roles.map(role => resolveRole(role, resolution));
}

/** The owner of one service. */
export interface ServiceOwner {
  ownerRef?: string;
  /** Why nobody of it can act. */
  ownerGap?: string;
}

/** What the roles of a plan are resolved with for one service. */
export function resolutionFor(
  { ownerRef, ownerGap }: ServiceOwner,
  gapOf: RoleResolution['gapOf'],
): RoleResolution {
  return {
    owners: ownerRef === undefined ? [] : [ownerRef],
    noOwner: 'the service has no owner',
    gapOf: ref => (ref === ownerRef ? ownerGap : gapOf(ref)),
  };
}
