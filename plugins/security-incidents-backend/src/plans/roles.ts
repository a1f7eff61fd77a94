import type {
  PlanRole,
  ResolvedRole,
  ResponsePlan,
} from 'backstage-plugin-security-incidents-common';

/** The owner of the affected service. */
export interface ServiceOwner {
  ownerRef?: string;
  /** Why nobody of it can act. */
  ownerGap?: string;
}

/** Why nobody of a person or group can act; undefined when somebody can. */
export type GapOf = (ref: string) => string | undefined;

const lower = (ref: string) => ref.toLocaleLowerCase('en-US');

/** Everybody whom the roles of a plan name, in full refs. */
export function peopleOf({ spec }: ResponsePlan): string[] {
  const named = spec.roles.flatMap(({ assign = [], deputy }) => [
    ...assign.flatMap(to => ('ref' in to ? [lower(to.ref)] : [])),
    ...(deputy ? [lower(deputy.ref)] : []),
  ]);
  return [...new Set(named)].sort();
}

function resolveRole(
  role: PlanRole,
  owner: ServiceOwner,
  gapOf: GapOf,
): ResolvedRole {
  const candidates = (role.assign ?? []).map(to => {
    if ('ref' in to) return { ref: lower(to.ref), gap: gapOf(lower(to.ref)) };
    return { ref: owner.ownerRef, gap: owner.ownerGap };
  });
  const found = candidates.find(({ gap }) => gap === undefined);
  const deputy = role.deputy && lower(role.deputy.ref);
  return {
    id: role.id,
    title: role.title,
    required: role.required ?? false,
    responsibilities: role.responsibilities ?? [],
    ...(found && { principalRef: found.ref }),
    ...(deputy && gapOf(deputy) === undefined && { deputyRef: deputy }),
    ...(!found &&
      isCounted(role) && {
        gap:
          candidates.map(({ gap }) => gap).join('; ') ||
          'the plan gives it to nobody',
      }),
  };
}

/** A role that the plan leaves to be given while the incident lasts is no gap. */
function isCounted({ required, assign }: PlanRole): boolean {
  return required === true || (assign ?? []).length > 0;
}

/** Whom each role of a plan is given to: the first that resolves wins, otherwise the gap says why none does. */
export function resolveRoles(
  { spec }: ResponsePlan,
  owner: ServiceOwner,
  gapOf: GapOf,
): ResolvedRole[] {
  return spec.roles.map(role => resolveRole(role, owner, gapOf));
}
