import { parseEntityRef } from '@backstage/catalog-model';

/** A name of the catalog as a part of a path. */
export const pathPart = (text: string) =>
  encodeURIComponent(text.toLocaleLowerCase('en-US'));

/** Path of a part of an entity's data. */
export function entityPath(entityRef: string, part: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/entities/${[kind, namespace, name].map(pathPart).join('/')}/${part}`;
}
