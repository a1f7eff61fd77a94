import {
  type Entity,
  RELATION_HAS_MEMBER,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { getRelationTargets } from '../catalog/relations';

/** Users and groups of the catalog. Decides whether a ref stands for somebody who can act. */
export class Directory {
  readonly #entities: Map<string, Entity>;

  constructor(entities: readonly Entity[]) {
    this.#entities = new Map(
      entities.map(entity => [stringifyEntityRef(entity), entity]),
    );
  }

  has(ref: string): boolean {
    return this.#entities.has(ref);
  }

  /** Explains why nobody behind a ref can act; undefined if somebody can. */
  getGap(ref: string): string | undefined {
    const isPerson = ref.startsWith('user:');
    if (!isPerson && !ref.startsWith('group:')) {
      return `${ref} is neither a person nor a group`;
    }
    if (!this.has(ref)) return `${ref} is not in the catalog`;
    return isPerson || this.#hasPeople(ref)
      ? undefined
      : `${ref} has no members`;
  }

  /** Whether the group, or a group below it, has a member in the catalog. */
  #hasPeople(group: string): boolean {
    const waiting = [group];
    const seen = new Set(waiting);
    for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
      const entity = this.#entities.get(ref);
      if (entity) {
        if (
          getRelationTargets(entity, RELATION_HAS_MEMBER).some(to =>
            this.has(to),
          )
        ) {
          return true;
        }
        for (const child of getRelationTargets(entity, RELATION_PARENT_OF)) {
          if (!seen.has(child)) {
            seen.add(child);
            waiting.push(child);
          }
        }
      }
    }
    return false;
  }
}
