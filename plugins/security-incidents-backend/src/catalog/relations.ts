import type { Entity } from '@backstage/catalog-model';

/** Returns the refs of the entities that an entity relates to. */
export function getRelationTargets(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef.toLocaleLowerCase('en-US'));
}

/** Returns entities and all entities above them, nearest first. Each is visited once, so cycles end. */
export function climb(
  start: readonly string[],
  relation: string,
  known: Map<string, Entity>,
): string[] {
  // A set keeps the order of insertion, and the loop visits what is added meanwhile.
  const reached = new Set(start);
  for (const ref of reached) {
    const entity = known.get(ref);
    if (!entity) continue;
    for (const above of getRelationTargets(entity, relation)) {
      reached.add(above);
    }
  }
  return [...reached];
}
