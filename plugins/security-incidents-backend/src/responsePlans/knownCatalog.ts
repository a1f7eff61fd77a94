import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  type Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  toAppliedPlanContent,
  hashPlanContent,
  type PlanFinding,
  getPlanLastTested,
  getPlanReviewDue,
  type PlanGap,
  type PlanTargetEntity,
  type ResponsePlan,
  selectPlans,
} from 'backstage-plugin-security-incidents-common';
import { Directory } from '../catalog/Directory';
import { describe } from '../catalog/EntityLookup';
import { getRelationTargets } from '../catalog/relations';
import type { KnownCatalog, KnownPlan, KnownService } from './store/PlansStore';
import type { CataloguedPlan } from './PlanCatalog';
import type { CatalogEntities } from './readCatalog';
import { getLastReviewDay } from './offer';
import { readPlan } from './readPlan';
import {
  getNamedPrincipals,
  toRoleResolution,
  resolveRoles,
  type ServiceOwner,
} from './roles';

/** Services are processed in batches, so that requests are served in between. */
const BATCH_SIZE = 100;
const CATALOG_ANNOTATIONS = new Set([
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
]);
const OWNER_RELATIONS = ['owner', 'owner-parent'];

/** An invalid plan in the catalog. */
export interface UnreadablePlan {
  planRef: string;
  findings: PlanFinding[];
}

const byRef = (a: Entity, b: Entity) =>
  stringifyEntityRef(a) < stringifyEntityRef(b) ? -1 : 1;

/** Returns the plan as its author wrote it, without fields and annotations that the catalog added. */
function toAuthoredPlan({
  sourceLocation: _source,
  ...plan
}: CataloguedPlan): ResponsePlan {
  const { name, namespace, title, description, tags } = plan.metadata;
  const annotations = Object.entries(plan.metadata.annotations ?? {}).filter(
    ([key]) => !CATALOG_ANNOTATIONS.has(key),
  );
  return {
    ...plan,
    metadata: {
      name,
      namespace,
      title,
      description,
      tags,
      ...(annotations.length && {
        annotations: Object.fromEntries(annotations),
      }),
    },
  };
}

/** The valid plans among entities, as the index would have them. */
export function toUnindexedPlans(
  entities: readonly Entity[],
): CataloguedPlan[] {
  return entities.flatMap(entity => {
    const { plan } = readPlan(entity);
    return plan
      ? [{ ...toAuthoredPlan(plan), sourceLocation: plan.sourceLocation }]
      : [];
  });
}

/** Returns when the content of a plan was first seen. */
export type ChangedAt = (planRef: string, contentHash: string) => string;

function toKnownPlan(
  entity: Entity,
  plan: CataloguedPlan,
  directory: Directory,
  changedAt: ChangedAt,
): KnownPlan {
  const { title, name } = plan.metadata;
  const { version, lifecycle, review } = plan.spec;
  const planRef = stringifyEntityRef(plan);
  const contentHash = hashPlanContent(toAppliedPlanContent(plan));
  return {
    planRef,
    title: title ?? name,
    version,
    lifecycle,
    ownerRef: getRelationTargets(entity, RELATION_OWNED_BY)[0],
    lastReviewed: getLastReviewDay(plan),
    nextReview: getPlanReviewDue(plan),
    testedOn: getPlanLastTested(plan),
    testInterval: review?.testInterval,
    document: toAuthoredPlan(plan),
    people: Object.fromEntries(
      getNamedPrincipals([plan]).map(ref => [
        ref,
        directory.getGap(ref) ?? null,
      ]),
    ),
    contentHash,
    changedAt: changedAt(planRef, contentHash),
    sourceLocation: plan.sourceLocation,
  };
}

/** Returns the annotations that plans select by. */
function getSelectorAnnotations(plans: readonly ResponsePlan[]): Set<string> {
  return new Set(
    plans.flatMap(({ spec }) =>
      (spec.appliesTo?.selectors ?? []).flatMap(({ annotations }) =>
        Object.keys(annotations ?? {}),
      ),
    ),
  );
}

function toServiceOwner(ownerRef: string | undefined, directory: Directory) {
  const hasOwner = ownerRef !== undefined && directory.has(ownerRef);
  const gap: PlanGap = {
    code: 'owner-missing',
    message:
      ownerRef === undefined
        ? 'It has no owner'
        : `${ownerRef} owns it and is not in the catalog`,
  };
  const owner: ServiceOwner = {
    ownerRef,
    ownerGap:
      ownerRef === undefined
        ? 'the service has no owner'
        : directory.getGap(ownerRef),
  };
  return { hasOwner, owner, gaps: hasOwner ? [] : [gap] };
}

/** Explains why no plan applies: a retired plan covered the service, or none ever did. */
function explainMissingPlan(
  target: PlanTargetEntity,
  approved: readonly ResponsePlan[],
  retired: readonly ResponsePlan[],
): PlanGap {
  // Checks whether a retired plan would cover the service if it were approved.
  const [former] = selectPlans(
    retired.map(plan => ({
      ...plan,
      spec: { ...plan.spec, lifecycle: 'approved' as const },
    })),
    { affected: [target] },
  );
  if (former) {
    const { title, name } = former.plan.metadata;
    return {
      code: 'plan-retired',
      message: `"${
        title ?? name
      }" is retired and no approved plan has taken its place`,
      planRef: former.planRef,
    };
  }
  return {
    code: 'no-plan',
    message: approved.length
      ? `None of the ${approved.length} approved plans covers it`
      : 'There is no approved plan',
  };
}

/** Derives plans, services and gaps from the catalog. The result does not depend on the order of its entities. */
export async function buildKnownCatalog(
  entities: CatalogEntities,
  changedAt: ChangedAt,
): Promise<{ known: KnownCatalog; unreadable: UnreadablePlan[] }> {
  const directory = new Directory([...entities.users, ...entities.around]);
  const around = new Map(
    entities.around.map(entity => [stringifyEntityRef(entity), entity]),
  );
  const unreadable: UnreadablePlan[] = [];
  const plans = [...entities.plans].sort(byRef).flatMap(entity => {
    const { plan, errors } = readPlan(entity);
    if (plan) return [toKnownPlan(entity, plan, directory, changedAt)];
    unreadable.push({ planRef: stringifyEntityRef(entity), findings: errors });
    return [];
  });
  const documents = plans.map(({ document }) => document);
  const approved = documents.filter(
    ({ spec }) => spec.lifecycle === 'approved',
  );
  const retired = documents.filter(({ spec }) => spec.lifecycle === 'retired');
  const annotationNames = getSelectorAnnotations(documents);

  const knownService = (entity: Entity): KnownService => {
    const entityRef = stringifyEntityRef(entity);
    const { snapshot, scopes } = describe(entityRef, entity, around, '');
    const { metadata } = entity;
    const target: PlanTargetEntity = {
      entityRef,
      kind: entity.kind,
      systemRef: snapshot.systemRef,
      domainRef: snapshot.domainRef,
      ownerRefs: scopes
        .filter(({ relation }) => OWNER_RELATIONS.includes(relation))
        .map(({ scopeRef }) => scopeRef),
      type: snapshot.type,
      lifecycle: snapshot.lifecycle,
      tags: metadata.tags,
      annotations: Object.fromEntries(
        Object.entries(metadata.annotations ?? {})
          .filter(([name]) => annotationNames.has(name))
          .sort(),
      ),
      tier: snapshot.tier,
    };
    const { hasOwner, owner, gaps } = toServiceOwner(
      snapshot.ownerRef,
      directory,
    );
    const [first] = selectPlans(approved, { affected: [target] });
    const roles = first
      ? resolveRoles(
          first.plan,
          toRoleResolution(owner, ref => directory.getGap(ref)),
        )
      : [];
    const unresolved = roles.filter(role => role.gap !== undefined);
    return {
      entityRef,
      title: snapshot.title ?? metadata.name,
      kind: entity.kind,
      systemRef: snapshot.systemRef,
      domainRef: snapshot.domainRef,
      tier: snapshot.tier,
      target,
      planRef: first?.planRef,
      rolesResolved: roles.filter(role => role.principalRef).length,
      rolesTotal: roles.filter(role => role.principalRef || role.gap).length,
      gaps: [
        ...gaps,
        ...(first ? [] : [explainMissingPlan(target, approved, retired)]),
        ...unresolved.map(({ title, gap }) => ({
          code: 'role-unresolved' as const,
          message: `${title} resolves to nobody: ${gap}`,
          planRef: first?.planRef,
        })),
      ],
      hasOwner,
      ...owner,
    };
  };

  const services: KnownService[] = [];
  const sorted = [...entities.services].sort(byRef);
  for (let start = 0; start < sorted.length; start += BATCH_SIZE) {
    services.push(...sorted.slice(start, start + BATCH_SIZE).map(knownService));
    await new Promise(resolve => setImmediate(resolve));
  }
  return { known: { plans, services }, unreadable };
}
