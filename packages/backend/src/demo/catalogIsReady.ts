import {
  type Entity,
  RELATION_HAS_MEMBER,
  RELATION_OWNED_BY,
  RELATION_PARENT_OF,
} from '@backstage/catalog-model';
import type { ResponsePlan } from 'backstage-plugin-security-incidents-common';
import type { Story } from './history';
import type { SeedOptions } from './stage';

const hasRelation = (entity: Entity, ...types: string[]) =>
  (entity.relations ?? []).some(({ type }) => types.includes(type));

/** Kinds that a plan can assign a role to. */
function peopleOf(plan: Entity): string[] {
  const { roles } = plan.spec as unknown as ResponsePlan['spec'];
  return roles.flatMap(({ assign = [], deputy }) => [
    ...assign.flatMap(to => ('ref' in to ? [to.ref] : [])),
    ...(deputy ? [deputy.ref] : []),
  ]);
}

/**
 * Whether the catalog has everything that the stories need: services with owners, plans, and the people who act in them.
 */
export async function catalogIsReady(
  stories: readonly Story[],
  { auth, catalog }: Pick<SeedOptions, 'auth' | 'catalog'>,
): Promise<boolean> {
  const credentials = await auth.getOwnServiceCredentials();
  /** Returns all of them, or undefined if one is missing or incomplete. */
  const find = async (
    refs: readonly string[],
    isComplete: (entity: Entity) => boolean,
  ): Promise<Entity[] | undefined> => {
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: [...new Set(refs)] },
      { credentials },
    );
    const found = items.filter(
      (entity): entity is Entity => entity !== undefined && isComplete(entity),
    );
    return found.length === items.length ? found : undefined;
  };
  const services = await find(
    stories.flatMap(story =>
      story.report.affected.map(({ entityRef }) => entityRef),
    ),
    entity => hasRelation(entity, RELATION_OWNED_BY),
  );
  const plans =
    services &&
    (await find(
      stories.flatMap(({ plan }) => plan ?? []),
      () => true,
    ));
  const owners = (services ?? []).flatMap(({ relations = [] }) =>
    relations.flatMap(({ type, targetRef }) =>
      type === RELATION_OWNED_BY ? [targetRef] : [],
    ),
  );
  const people =
    plans &&
    (await find(
      [...owners, ...plans.flatMap(peopleOf)],
      entity =>
        entity.kind === 'User' ||
        hasRelation(entity, RELATION_HAS_MEMBER, RELATION_PARENT_OF),
    ));
  return people !== undefined;
}
