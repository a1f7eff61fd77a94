import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { IncidentResource } from '../authorization/incidentResource';
import {
  ALL_PERMISSIONS,
  type CallerPermissions,
} from '../authorization/permissions';
import { FULL_ACCESS, type ReadAccess } from '../authorization/ReadAccess';
import type { IncidentRecord } from './records';

/** A call that nobody has authorized yet. Authorized services take it. @public */
export interface RequestContext {
  credentials: BackstageCredentials;
  /** Version of the incident that the caller has seen; a stale one is a conflict. */
  ifMatch?: number;
  /** A second request with the same key and body gets the result of the first. */
  idempotencyKey?: string;
  /** Called with the incident that the call is about, once the caller is known to be allowed to read it. */
  onFound?: (incident: IncidentRecord) => void;
  /** Keeps an authorized context from being authorized a second time. */
  access?: never;
}

/** What the authorization layer decided about a call. */
export interface ContextDecisions {
  access: ReadAccess | 'everything';
  /** What the caller may do at all; on a single incident it may be less. */
  permissions: CallerPermissions;
  /** What the caller may do with one incident; absent when that is the same for all. */
  permissionsOn?: (incident: IncidentResource) => CallerPermissions;
  /** Which services the caller may see in the catalog: `some` when a policy decides by the service. */
  services: 'all' | 'some' | 'none';
  /** What the caller may read by breaking the glass; absent for callers who may not. */
  brokenGlassAccess?: ReadAccess;
  /**
   * Throws when the caller lacks a permission for the change. It runs once the incident is locked, so that what it
   * depends on cannot change in between.
   */
  assertMayChange?: (
    incident: IncidentRecord,
    loadResource: () => Promise<IncidentResource>,
  ) => Promise<void>;
}

/**
 * A call whose access is decided. Inner services take nothing else. The private field makes it impossible to write one as
 * an object literal or to change one with a spread.
 */
class DecidedContext {
  readonly #isAuthorized = true;
  readonly credentials: BackstageCredentials;
  readonly ifMatch?: number;
  readonly idempotencyKey?: string;
  readonly onFound?: (incident: IncidentRecord) => void;
  readonly access: ReadAccess | 'everything';
  readonly permissions: CallerPermissions;
  readonly permissionsOn: (incident: IncidentResource) => CallerPermissions;
  readonly services: 'all' | 'some' | 'none';
  readonly brokenGlassAccess?: ReadAccess;
  readonly assertMayChange?: ContextDecisions['assertMayChange'];
  /** Whether permissions depend on the incident. */
  readonly isConditional: boolean;

  constructor(request: RequestContext, decisions: ContextDecisions) {
    this.credentials = request.credentials;
    this.ifMatch = request.ifMatch;
    this.idempotencyKey = request.idempotencyKey;
    this.onFound = request.onFound;
    this.access = decisions.access;
    this.permissions = decisions.permissions;
    this.permissionsOn =
      decisions.permissionsOn ?? (() => decisions.permissions);
    this.isConditional = decisions.permissionsOn !== undefined;
    this.services = decisions.services;
    this.brokenGlassAccess = decisions.brokenGlassAccess;
    this.assertMayChange = decisions.assertMayChange;
  }

  static isAuthorized(context: object): boolean {
    return #isAuthorized in context && context.#isAuthorized;
  }
}

export type AuthorizedContext = DecidedContext;

/** Only `authorization/` calls this. */
export function createAuthorizedContext(
  request: RequestContext,
  decisions: ContextDecisions,
): AuthorizedContext {
  return new DecidedContext(request, decisions);
}

/** The plugin's own work, which acts for no caller and reads everything. */
export type TaskName =
  | 'apply-detection-rules'
  | 'complete-entity-snapshots'
  | 'escalate'
  | 'freeze-reports'
  | 'seed';

/**
 * A context for one of the plugin's own tasks.
 *
 * @param request - states a version where the task looked at the incident before
 */
export function createTaskContext(
  _task: TaskName,
  request: Pick<
    RequestContext,
    'credentials' | 'ifMatch' | 'idempotencyKey' | 'onFound'
  >,
  decisions: Partial<ContextDecisions> = {},
): AuthorizedContext {
  return new DecidedContext(request, {
    access: 'everything',
    permissions: ALL_PERMISSIONS,
    services: 'all',
    ...decisions,
  });
}

/** @throws Error for a context that neither the authorization layer nor a task made */
export function assertAuthorized(context: AuthorizedContext) {
  if (!DecidedContext.isAuthorized(context)) {
    throw new Error(
      'The call was not authorized: call an authorized service, or create a task context',
    );
  }
}

/** What the context allows to read, as stores take it. */
export function getReadAccess(context: AuthorizedContext): ReadAccess {
  assertAuthorized(context);
  return context.access === 'everything' ? FULL_ACCESS : context.access;
}
