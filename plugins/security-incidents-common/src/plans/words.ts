import { parseEntityRef } from '@backstage/catalog-model';

/** `a, b and c`: a list as people say it. */
export function list(items: readonly string[], conjunction = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

/** The name of an entity without what goes without saying; a text that is no entity ref stays as it is. */
export function shortRef(entityRef: string): string {
  try {
    const { namespace, name } = parseEntityRef(entityRef, {
      defaultKind: 'component',
    });
    return namespace === 'default' ? name : `${namespace}/${name}`;
  } catch {
    return entityRef;
  }
}
