import {
  type Entity,
  RELATION_HAS_MEMBER,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { showHiddenCharacters } from 'backstage-plugin-security-incidents-common';
import { getRelationTargets } from './relations';

const isUser = (ref: string) => ref.startsWith('user:');

/** The display name of a user or group, so shown that it cannot pass for another one. */
function toName({ metadata, spec }: Entity): string {
  const profile = spec?.profile as { displayName?: unknown } | undefined;
  return showHiddenCharacters(
    typeof profile?.displayName === 'string' && profile.displayName
      ? profile.displayName
      : metadata.title ?? metadata.name,
  );
}

/** Users and groups of the catalog. Decides who is reachable behind a ref: for plans, coverage, tasks and notifications. */
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

  /** The display name; the name within the ref for what is not in the catalog. */
  getName(ref: string): string {
    const entity = this.#entities.get(ref);
    return entity ? toName(entity) : ref.replace(/^[^/]*\//, '');
  }

  /** The members of a group that are in the catalog, without those of groups below it. */
  getMembers(group: string): string[] {
    const entity = this.#entities.get(group);
    if (!entity) return [];
    return [
      ...new Set(
        getRelationTargets(entity, RELATION_HAS_MEMBER).filter(
          ref => isUser(ref) && this.has(ref),
        ),
      ),
    ];
  }

  /** Whom memberships stand for: the users among the refs, and the direct members of the groups among them. */
  getUsers(refs: readonly string[]): string[] {
    return [
      ...new Set(
        refs.flatMap(ref => (isUser(ref) ? [ref] : this.getMembers(ref))),
      ),
    ];
  }

  /** The groups directly below a group. */
  getChildren(group: string): string[] {
    const entity = this.#entities.get(group);
    return entity ? getRelationTargets(entity, RELATION_PARENT_OF) : [];
  }

  /**
   * The people behind a ref: the user, or the members of the group. A group without members of its own stands for the people
   * of the groups below it.
   */
  getPeople(ref: string): string[] {
    if (isUser(ref)) return this.has(ref) ? [ref] : [];
    const people = new Set<string>();
    const waiting = [ref];
    const seen = new Set(waiting);
    for (let group = waiting.pop(); group; group = waiting.pop()) {
      const members = this.getMembers(group);
      members.forEach(member => people.add(member));
      if (members.length > 0) continue;
      for (const child of this.getChildren(group)) {
        if (!seen.has(child)) {
          seen.add(child);
          waiting.push(child);
        }
      }
    }
    return [...people];
  }

  /** Explains why nobody behind a ref is reachable; undefined if somebody is. */
  getGap(ref: string): string | undefined {
    if (!isUser(ref) && !ref.startsWith('group:')) {
      return `${ref} is neither a person nor a group`;
    }
    if (!this.has(ref)) return `${ref} is not in the catalog`;
    return this.getPeople(ref).length > 0 ? undefined : `${ref} has no members`;
  }
}
