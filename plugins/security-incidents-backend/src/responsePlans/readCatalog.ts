import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogReader } from '../catalog/ObservedCatalog';
import { RESPONSE_PLAN_KIND } from 'backstage-plugin-security-incidents-common';

/** Kinds that incidents affect and plans apply to, in lower case as in entity refs. */
export const SERVICE_KINDS: readonly string[] = [
  'component',
  'api',
  'resource',
];

export function isServiceRef(entityRef: string): boolean {
  return SERVICE_KINDS.includes(entityRef.split(':')[0]);
}

/** What is read of a response plan. */
export const PLAN_FIELDS: readonly string[] = [
  'apiVersion',
  'metadata',
  'spec',
  'relations',
];

const NAME = ['kind', 'metadata.namespace', 'metadata.name'];
const PAGE = 500;

/** The catalog entities that the plan index is built from. */
export interface CatalogEntities {
  plans: Entity[];
  services: Entity[];
  /** Systems, domains and groups. */
  around: Entity[];
  users: Entity[];
}

/** Reads all entities of some kinds in pages, with the given fields. */
export async function readEntities(
  catalog: CatalogReader,
  credentials: BackstageCredentials,
  kinds: readonly string[],
  fields: readonly string[],
): Promise<Entity[]> {
  const entities: Entity[] = [];
  let cursor: string | undefined;
  do {
    const wanted = { fields: [...NAME, ...fields], limit: PAGE };
    const { items, pageInfo } = await catalog.queryEntities(
      cursor
        ? { ...wanted, cursor }
        : { ...wanted, filter: { kind: [...kinds] } },
      { credentials },
    );
    entities.push(...items);
    cursor = pageInfo.nextCursor;
  } while (cursor);
  return entities;
}

export async function readCatalog(
  catalog: CatalogReader,
  credentials: BackstageCredentials,
): Promise<CatalogEntities> {
  const read = (kinds: readonly string[], ...fields: string[]) =>
    readEntities(catalog, credentials, kinds, fields);
  // Sequential, to keep the load on the catalog low.
  return {
    plans: await read([RESPONSE_PLAN_KIND], ...PLAN_FIELDS),
    services: await read(
      SERVICE_KINDS,
      'metadata.title',
      'metadata.tags',
      'metadata.annotations',
      'spec.type',
      'spec.lifecycle',
      'relations',
    ),
    around: await read(['system', 'domain', 'group'], 'relations'),
    users: await read(['user']),
  };
}
