import { parseEntityRef } from '@backstage/catalog-model';

/** Joins items: `a, b and c`. */
export function list(items: readonly string[], conjunction = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

/** The name of an entity, with its namespace unless it is `default`. Other texts are returned unchanged. */
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
