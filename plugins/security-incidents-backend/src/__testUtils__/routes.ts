import type { Response } from 'supertest';
import { createRoutes } from '../createRoutes';
import type { AuthorizedServices } from '../createServices';
import { createOpenApiRoute } from '../http/openapi';
import type { Route } from '../http/Route';

const declared = createRoutes({} as AuthorizedServices);

/** All declared routes of the API. Their handlers must not be called. */
export const ROUTES: readonly Route[] = [
  ...declared,
  createOpenApiRoute(declared),
];

/** The name of a route in the leak matrix and the API document, such as `GET /incidents/{id}`. */
export function toRouteName({ method, path }: Pick<Route, 'method' | 'path'>) {
  const template = path.replace(/:([a-zA-Z]+)/g, '{$1}');
  return `${method.toLocaleUpperCase('en-US')} ${template}`;
}

/** Finds the route of a request. */
export function findRoute(method: string, url: string): Route | undefined {
  const parts = url.split('?')[0].split('/');
  return ROUTES.find(route => {
    const template = route.path.split('/');
    return (
      route.method === method &&
      template.length === parts.length &&
      template.every((part, index) =>
        part.startsWith(':') ? parts[index] !== '' : part === parts[index],
      )
    );
  });
}

/**
 * Checks a success answer against its route's schema.
 *
 * @throws Error that names the route and the fields that differ
 */
export function assertDeclaredAnswer(
  method: string,
  url: string,
  { status, body, type }: Response,
): void {
  if (status >= 300) return;
  const route = findRoute(method, url);
  if (!route) return;
  const { answer } = route;
  const problems = [
    ...(status === answer.status ? [] : [`status is ${status}`]),
    ...(type === answer.mediaType ? [] : [`media type is ${type}`]),
    ...(answer.schema?.safeParse(body).error?.issues ?? []).map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    ),
  ];
  if (problems.length > 0) {
    throw new Error(
      `${toRouteName(route)} does not answer as it is declared: ${problems.join(
        '; ',
      )}`,
    );
  }
}
