import type { Entity } from '@backstage/catalog-model';

/** The longest chain of parents that is followed; a longer one is a mistake in the catalog. */
export const MAX_DEPTH = 8;

/** Returns the refs of the entities that an entity relates to. */
export function getRelationTargets(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef.toLocaleLowerCase('en-US'));
}

/** Returns entities and all entities above them, nearest first. */
export function climb(
  start: readonly string[],
  relation: string,
  known: Map<string, Entity>,
): string[] {
  const reached = new Set<string>();
  let level = [...start];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    level.forEach(ref => reached.add(ref));
    level = level
      .flatMap(ref => {
        const entity = known.get(ref);
        return entity ? getRelationTargets(entity, relation) : [];
      })
      .filter(ref => !reached.has(ref));
  }
  return [...reached];
}
