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
import { peopleOf, type RoleResolution } from '../roles';

/** What the catalog said before a change was begun; within a transaction nothing else may be asked. */
export interface PlanKnowledge {
  approved: readonly CataloguedPlan[];
  targets: ReadonlyMap<string, PlanTargetEntity>;
  principals?: ReadonlyMap<string, PrincipalState>;
}

/** Services that count: cleared ones have no say in which plan applies, nor in who acts. */
function services(affected: readonly AffectedRecord[]): AffectedRecord[] {
  return affected.filter(({ role }) => role !== 'cleared');
}

function targetOf(
  { entityRef, snapshot }: AffectedRecord,
  targets: PlanKnowledge['targets'],
): PlanTargetEntity {
  // A service that has left the catalog is still known from when it was linked.
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

/** The plans that apply to an incident as it stands, the best first. */
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
    affected: services(affected).map(entity => targetOf(entity, targets)),
  });
}

/** The owners of the affected services, in the order in which they were linked. */
function ownersOf(
  affected: readonly AffectedRecord[],
  targets: PlanKnowledge['targets'],
): string[] {
  const owners = services(affected).flatMap(
    entity => targetOf(entity, targets).ownerRefs[0] ?? [],
  );
  return [...new Set(owners)];
}

/** Why a ref stands for nobody, in words; while the catalog does not answer, everybody who is named is taken to be there. */
export function gapIn(
  principals: PlanKnowledge['principals'],
  ref: string,
): string | undefined {
  if (!principals || principals.get(ref) === 'present') return undefined;
  return principals.has(ref)
    ? `${ref} has no members`
    : `${ref} is not in the catalog`;
}

export function roleResolution(
  { targets, principals }: PlanKnowledge,
  affected: readonly AffectedRecord[],
): RoleResolution {
  return {
    owners: ownersOf(affected, targets),
    noOwner: 'no affected service has an owner',
    gapOf: ref => gapIn(principals, ref),
  };
}

/**
 * Asks the catalog all that selecting and applying a plan needs.
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
  const targets = await catalog.targetsOf(
    services(affected).map(({ entityRef }) => entityRef),
  );
  const principals = await catalog.principalsOf([
    ...new Set([...peopleOf(plans), ...ownersOf(affected, targets)]),
  ]);
  return { approved, targets, principals };
}
