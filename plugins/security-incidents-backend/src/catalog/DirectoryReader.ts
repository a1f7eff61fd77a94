import type { AuthService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Directory } from './Directory';
import type { CatalogReader } from './ObservedCatalog';
import { getRelationTargets } from './relations';

const BATCH = 500;
/** More users and groups than one notification can sensibly have; the rest is not read. */
const MAX_ENTITIES = 5_000;

const lower = (ref: string) => ref.toLocaleLowerCase('en-US');
const isGroup = (ref: string) => ref.startsWith('group:');
const isPrincipal = (ref: string) => /^(user|group):/.test(ref);

/** Reads users and groups, and whom the groups stand for, from the catalog. */
export class DirectoryReader {
  constructor(
    private readonly options: { auth: AuthService; catalog: CatalogReader },
  ) {}

  /**
   * Reads the given users and groups, the members of the groups, and the groups below those without members.
   *
   * @throws Error when the catalog is unavailable
   */
  async read(refs: readonly string[]): Promise<Directory> {
    const entities: Entity[] = [];
    const asked = new Set<string>();
    let wanted = refs.map(lower).filter(isPrincipal);
    while (wanted.length > 0) {
      const found = await this.#fetch(wanted, asked);
      entities.push(...found);
      const groups = found
        .map(entity => stringifyEntityRef(entity))
        .filter(isGroup);
      const members = found.flatMap(entity =>
        (entity.relations ?? [])
          .filter(({ type }) => type === 'hasMember')
          .map(({ targetRef }) => lower(targetRef)),
      );
      entities.push(...(await this.#fetch(members, asked)));
      const directory = new Directory(entities);
      wanted = groups
        .filter(group => directory.getMembers(group).length === 0)
        .flatMap(group => directory.getChildren(group));
    }
    return new Directory(entities);
  }

  /**
   * The given users and groups, and all groups below those groups, at any depth.
   *
   * @throws Error when the catalog is unavailable
   */
  async addGroupsBelow(refs: readonly string[]): Promise<string[]> {
    const reached = new Set(refs.map(lower));
    const asked = new Set<string>();
    let wanted = [...reached].filter(isGroup);
    while (wanted.length > 0) {
      const groups = await this.#fetch(wanted, asked);
      wanted = groups
        .flatMap(group => getRelationTargets(group, RELATION_PARENT_OF))
        .filter(ref => !reached.has(ref));
      wanted.forEach(ref => reached.add(ref));
    }
    return [...reached];
  }

  /** Reads those that were not asked for before. */
  async #fetch(refs: readonly string[], asked: Set<string>): Promise<Entity[]> {
    const { auth, catalog } = this.options;
    const fresh = [...new Set(refs)]
      .filter(ref => !asked.has(ref))
      .slice(0, MAX_ENTITIES - asked.size);
    fresh.forEach(ref => asked.add(ref));
    const found: Entity[] = [];
    for (let start = 0; start < fresh.length; start += BATCH) {
      const { items } = await catalog.getEntitiesByRefs(
        {
          entityRefs: fresh.slice(start, start + BATCH),
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.title',
            'spec.profile',
            'relations',
          ],
        },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      found.push(...items.filter((item): item is Entity => Boolean(item)));
    }
    return found;
  }
}
