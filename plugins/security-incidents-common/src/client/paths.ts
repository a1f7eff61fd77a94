import { parseEntityRef } from '@backstage/catalog-model';
import type { IncidentQuery, PageRequest } from '../model';
import { pathPart } from './entityPath';

/** Repeats the parameter for each item of a list, and leaves out undefined values. */
function queryParams(query: object): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) params.append(name, String(item));
    }
  }
  return params;
}

/** A path with its query string, if there is one. */
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

/** Path of an incident, or of a part of it. */
export function incidentPath(idOrKey: string, ...parts: string[]): string {
  return ['/incidents', ...[idOrKey, ...parts].map(encodeURIComponent)].join(
    '/',
  );
}

/** Path of a report of the caller, or of a part of it. */
export function myReportPath(idOrKey: string, ...parts: string[]): string {
  return ['/my/reports', ...[idOrKey, ...parts].map(encodeURIComponent)].join(
    '/',
  );
}

/** Path of a part of an incident that is answered in pages. */
export function pagesPath(
  idOrKey: string,
  part: string,
  { limit, cursor }: PageRequest = {},
): string {
  return withQuery(incidentPath(idOrKey, part), { limit, cursor });
}

/** Path of a response plan. */
export function planPath(planRef: string): string {
  const { namespace, name } = parseEntityRef(planRef);
  return `/response-plans/${pathPart(namespace)}/${pathPart(name)}`;
}
