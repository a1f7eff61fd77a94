import type { Response } from 'supertest';
import type { z } from 'zod';
import { createRoutes } from '../createRoutes';
import type { AuthorizedServices } from '../createAuthorizedServices';
import {
  createOpenApiRoute,
  getErrorSchema,
  listErrors,
} from '../http/openapi';
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

const listIssues = (schema: z.ZodType | undefined, body: unknown) =>
  (schema?.safeParse(body).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

function findProblems(route: Route, { status, body, type }: Response) {
  const { answer } = route;
  if (status < 400) {
    return [
      ...(status === answer.status ? [] : [`status is ${status}`]),
      ...(type === answer.mediaType ? [] : [`media type is ${type}`]),
      ...listIssues(answer.schema, body),
    ];
  }
  return [
    ...(listErrors(route).includes(status) ? [] : [`status is ${status}`]),
    ...(type === 'application/json' ? [] : [`media type is ${type}`]),
    ...listIssues(getErrorSchema(route, status), body),
  ];
}

/**
 * Checks an answer against its route's document: the success schema, or the declared errors and their schema.
 *
 * @throws Error that names the route and the fields that differ
 */
export function assertDeclaredAnswer(
  method: string,
  url: string,
  answer: Response,
): void {
  const route = findRoute(method, url);
  const { status } = answer;
  const isRedirect = status >= 300 && status < 400;
  // No route declares that the plugin itself fails.
  if (!route || isRedirect || status === 500) return;
  const problems = findProblems(route, answer);
  if (problems.length > 0) {
    throw new Error(
      `${toRouteName(route)} does not answer as it is declared: ${problems.join(
        '; ',
      )}`,
    );
  }
}
