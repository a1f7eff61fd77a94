import type { Permission } from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import { z } from 'zod';
import type { RequestContext } from '../kernel/contexts';
import type { Audited } from '../integrations/audit';
import type { RouteAnswer } from './answers';
import type { RouteBody } from './body';

export type RouteMethod = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A sign-in of a route's own, such as a signature over its body. */
export interface RouteAuthentication<C> {
  /** Name and definition of the OpenAPI security scheme. */
  scheme: { name: string; definition: Record<string, unknown> };
  /**
   * Verifies the request. The body has been read and validated.
   *
   * @returns what the handler gets as its context
   * @throws AuthenticationError when the caller cannot be verified
   */
  verify(
    request: Pick<Request, 'headers' | 'params'>,
    body: unknown,
  ): Promise<C>;
}

/** What a handler gets: the validated parts of the request. */
export interface RouteInput<P, Q, B, C> {
  params: P;
  query: Q;
  body: B;
  context: C;
}

interface RouteDefinition<P extends z.ZodType, Q extends z.ZodObject, B, R, C> {
  method: RouteMethod;
  /** In Express's form, below `/api/security-incidents`. */
  path: string;
  /** `operationId` of the API document. */
  id: string;
  tag: string;
  /** One line without a full stop. */
  summary: string;
  description?: string;
  /** Permissions without which the call is refused. Authorised services enforce them; more may depend on the request. */
  permissions?: readonly Permission[];
  /** Which calls the auditor hears of. */
  audit?: Audited | ((body: B) => Audited | undefined);
  /** Whether the call takes `If-Match`. */
  takesVersion?: boolean;
  /** Whether the call takes `Idempotency-Key`. */
  takesIdempotencyKey?: boolean;
  /** Backstage credentials of a user or a plugin unless stated. */
  authentication?: RouteAuthentication<C>;
  /** Parameters of the path. */
  params?: P;
  query?: Q;
  body?: RouteBody<B>;
  answer: RouteAnswer<R>;
  /** Status to description, where the usual words do not say enough. */
  errors?: Partial<Record<403 | 404 | 408 | 409 | 503, string>>;
  /** Bodies of errors that have more fields than every error, made by `errorWith`. */
  errorSchemas?: Partial<Record<400 | 409, z.ZodType>>;
  /** Calls the service. It holds no rules. */
  handle(input: RouteInput<z.output<P>, z.output<Q>, B, C>): Promise<R>;
}

/**
 * One route of the HTTP API. Registration, validation and the API document are made from it, and tests check every
 * answer against it.
 */
export type Route = Required<
  Pick<
    RouteDefinition<z.ZodType, z.ZodObject, unknown, unknown, unknown>,
    'params' | 'query' | 'permissions'
  >
> &
  RouteDefinition<z.ZodType, z.ZodObject, unknown, unknown, unknown>;

const nothing = z.strictObject({});

/** Declares a route. What is left out is refused in requests: parameters, query and body. */
export function defineRoute<
  R,
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodObject = typeof nothing,
  B = undefined,
  C = RequestContext,
>(definition: RouteDefinition<P, Q, B, R, C>): Route {
  return {
    ...(definition as RouteDefinition<
      z.ZodType,
      z.ZodObject,
      unknown,
      unknown,
      unknown
    >),
    params: definition.params ?? nothing,
    query: definition.query ?? nothing,
    permissions: definition.permissions ?? [],
  };
}
