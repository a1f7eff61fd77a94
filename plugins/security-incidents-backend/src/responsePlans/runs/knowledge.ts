import {
  type PlanTargetEntity,
  type SelectedPlan,
  selectPlans,
} from 'backstage-plugin-security-incidents-common';
import type {
  AffectedRecord,
  IncidentRecord,
} from '../../incidents/store/records';
import type {
  CataloguedPlan,
  PlanCatalog,
  PrincipalState,
} from '../PlanCatalog';
import { getNamedPrincipals, type RoleResolution } from '../roles';

/** Plans and catalog facts, read before a transaction because none may be read within one. */
export interface PlanKnowledge {
  approved: readonly CataloguedPlan[];
  targets: ReadonlyMap<string, PlanTargetEntity>;
  principals?: ReadonlyMap<string, PrincipalState>;
}

/** Cleared services affect neither the choice of the plan nor its roles. */
function getActiveServices(
  affected: readonly AffectedRecord[],
): AffectedRecord[] {
  return affected.filter(({ role }) => role !== 'cleared');
}

function toTarget(
  { entityRef, snapshot }: AffectedRecord,
  targets: PlanKnowledge['targets'],
): PlanTargetEntity {
  // A service that was removed from the catalog still has its snapshot.
  return (
    targets.get(entityRef) ?? {
      entityRef,
      kind: entityRef.split(':')[0],
      systemRef: snapshot.systemRef,
      domainRef: snapshot.domainRef,
      ownerRefs: snapshot.ownerRef ? [snapshot.ownerRef] : [],
      type: snapshot.type,
      lifecycle: snapshot.lifecycle,
      tier: snapshot.tier,
    }
  );
}

/** Returns the plans that apply to the present incident, best first. */
export function choosePlans(
  { approved, targets }: PlanKnowledge,
  {
    classification,
    severity,
  }: Pick<IncidentRecord, 'classification' | 'severity'>,
  affected: readonly AffectedRecord[],
): SelectedPlan<CataloguedPlan>[] {
  return selectPlans(approved, {
    classification,
    severity,
    affected: getActiveServices(affected).map(entity =>
      toTarget(entity, targets),
    ),
  });
}

/** Returns the owners of the affected services, in the order of linking. */
function getOwners(
  affected: readonly AffectedRecord[],
  targets: PlanKnowledge['targets'],
): string[] {
  const owners = getActiveServices(affected).flatMap(
    entity => toTarget(entity, targets).ownerRefs[0] ?? [],
  );
  return [...new Set(owners)];
}

/** Explains why nobody behind a ref can act. While the catalog is unavailable, everybody counts as able to act. */
export function findGap(
  principals: PlanKnowledge['principals'],
  ref: string,
): string | undefined {
  if (!principals || principals.get(ref) === 'present') return undefined;
  return principals.has(ref)
    ? `${ref} has no members`
    : `${ref} is not in the catalog`;
}

export function toRoleResolution(
  { targets, principals }: PlanKnowledge,
  affected: readonly AffectedRecord[],
): RoleResolution {
  return {
    owners: getOwners(affected, targets),
    noOwner: 'no affected service has an owner',
    getGap: ref => findGap(principals, ref),
  };
}

/**
 * Reads what selecting and applying a plan needs from the plan index and the catalog.
 *
 * @param extra - plans that may be applied besides the approved ones
 */
export async function gatherKnowledge(
  catalog: PlanCatalog,
  affected: readonly AffectedRecord[],
  extra: readonly CataloguedPlan[] = [],
): Promise<PlanKnowledge> {
  const approved = await catalog.listApproved();
  const plans = [...approved, ...extra];
  if (plans.length === 0) return { approved, targets: new Map() };
  const targets = await catalog.getTargets(
    getActiveServices(affected).map(({ entityRef }) => entityRef),
  );
  const principals = await catalog.getPrincipals([
    ...new Set([...getNamedPrincipals(plans), ...getOwners(affected, targets)]),
  ]);
  return { approved, targets, principals };
}
