import type { AuthService } from '@backstage/backend-plugin-api';
import { RELATION_HAS_MEMBER } from '@backstage/catalog-model';
import type { CatalogReader } from './ObservedCatalog';

const isUser = (ref: string) => ref.startsWith('user:');

/**
 * Finds the users among principals and the direct members of the groups among them. It makes one catalog call if there is a
 * group, and else none.
 */
export async function findUsers(
  principals: readonly string[],
  options: { auth: AuthService; catalog: CatalogReader },
): Promise<string[]> {
  const users = principals.filter(isUser);
  const groups = principals.filter(ref => ref.startsWith('group:'));
  if (groups.length === 0) return users;
  const { items } = await options.catalog.getEntitiesByRefs(
    { entityRefs: groups, fields: ['kind', 'metadata', 'relations'] },
    { credentials: await options.auth.getOwnServiceCredentials() },
  );
  const members = items
    .flatMap(group => group?.relations ?? [])
    .filter(relation => relation.type === RELATION_HAS_MEMBER)
    .map(relation => relation.targetRef.toLocaleLowerCase('en-US'))
    .filter(isUser);
  return [...new Set([...users, ...members])];
}
