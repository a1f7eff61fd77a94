import { parseEntityRef } from '@backstage/catalog-model';
import type { IncidentQuery, PageRequest } from '../model';

/** Lists are repeated; what is undefined is left out. */
function queryParams(query: object): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) params.append(name, String(item));
    }
  }
  return params;
}

/** A path with its query, if there is anything to ask. */
export function withQuery(path: string, query: object): string {
  const params = queryParams(query).toString();
  return params ? `${path}?${params}` : path;
}

/**
 * Query string of `GET /incidents`; lists are repeated, the order is `field:direction`.
 * @public
 */
export function toIncidentQueryParams(query: IncidentQuery): URLSearchParams {
  const { orderBy } = query;
  return queryParams({
    ...query,
    orderBy: orderBy && `${orderBy.field}:${orderBy.direction}`,
  });
}

/** An incident, or a part of it. */
export function incidentPath(idOrKey: string, ...parts: string[]): string {
  return ['/incidents', ...[idOrKey, ...parts].map(encodeURIComponent)].join(
    '/',
  );
}

/** A part of an incident that is answered in pages. */
export function pagesPath(
  idOrKey: string,
  part: string,
  { limit, cursor }: PageRequest = {},
): string {
  return withQuery(incidentPath(idOrKey, part), { limit, cursor });
}

const pathPart = (text: string) =>
  encodeURIComponent(text.toLocaleLowerCase('en-US'));

/** A part of what is known of an entity. */
export function entityPath(entityRef: string, part: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/entities/${[kind, namespace, name].map(pathPart).join('/')}/${part}`;
}

/** A response plan. */
export function planPath(planRef: string): string {
  const { namespace, name } = parseEntityRef(planRef);
  return `/response-plans/${pathPart(namespace)}/${pathPart(name)}`;
}
