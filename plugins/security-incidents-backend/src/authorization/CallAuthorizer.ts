import {
  type AuthorizedContext,
  createAuthorizedContext,
  type RequestContext,
} from '../kernel/contexts';
import type { IncidentRecord } from '../incidents/store/records';
import {
  type PermissionDecider,
  SERVICE_PAGE_PERMISSIONS,
} from './CallerDecisions';
import type { IncidentResource } from './incidentResource';
import { assertPermitted, type CallerPermissions } from './permissions';

type Permission = keyof CallerPermissions;

/** Turns requests into authorized contexts: one decision per call, made before the inner service is called. */
export class CallAuthorizer {
  constructor(
    private readonly options: {
      decider: PermissionDecider;
      /** Loads an incident that the context may read, or throws that there is none. */
      loadResource(
        idOrKey: string,
        context: AuthorizedContext,
      ): Promise<IncidentResource>;
    },
  ) {}

  /** For a call that needs permissions on no single incident. All permissions are decided. */
  async require(
    request: RequestContext,
    ...needed: Permission[]
  ): Promise<AuthorizedContext> {
    const decisions = await this.options.decider.decide(request.credentials);
    assertPermitted(decisions.permissions, needed);
    return createAuthorizedContext(request, decisions);
  }

  /**
   * For a call that only reads.
   *
   * @param wanted - the permissions that the answer depends on besides `read`; all unless stated
   */
  async requireRead(
    request: RequestContext,
    wanted?: readonly Permission[],
  ): Promise<AuthorizedContext> {
    return this.requireAmong(request, wanted && ['read', ...wanted], 'read');
  }

  /**
   * For a call that finds incidents by their services: what it finds depends on what the catalog shows. It asks for the
   * permissions of a service page, whose calls come together and share a decision.
   */
  async requireFind(
    request: RequestContext,
    dependsOnEntities: boolean,
  ): Promise<AuthorizedContext> {
    return this.requireRead(
      request,
      dependsOnEntities ? SERVICE_PAGE_PERMISSIONS : [],
    );
  }

  /** For a call that only reads and needs one permission, with others that its answer depends on. */
  async requireAmong(
    request: RequestContext,
    wanted: readonly Permission[] | undefined,
    needed: Permission,
  ): Promise<AuthorizedContext> {
    const decisions = await this.options.decider.decideToRead(
      request.credentials,
      wanted && [...new Set(wanted)],
    );
    assertPermitted(decisions.permissions, [needed]);
    return createAuthorizedContext(request, decisions);
  }

  /**
   * For a call that reads a part of many incidents: those of which the caller may read the incident and that part.
   *
   * @param permission - the permission to read that part
   * @param alsoNeeded - permissions that do not depend on the incident
   */
  async requireReadOf(
    request: RequestContext,
    permission: Permission,
    ...alsoNeeded: Permission[]
  ): Promise<AuthorizedContext> {
    const decisions = await this.options.decider.decideToRead(
      request.credentials,
      [...SERVICE_PAGE_PERMISSIONS, permission, ...alsoNeeded],
    );
    const { access, permissions, criteria } = decisions;
    assertPermitted(permissions, ['read', permission, ...alsoNeeded]);
    const ofPart = criteria[permission];
    const both = [access.onlyIf, ofPart].flatMap(one => one ?? []);
    const [first, ...others] = both;
    const onlyIf =
      first && others.length > 0
        ? { allOf: [first, ...others] as [typeof first] }
        : first;
    return createAuthorizedContext(request, {
      ...decisions,
      access: { ...access, ...(onlyIf && { onlyIf }) },
    });
  }

  /** For a call that reads, with a permission on the incident that not every reader has. */
  async requireOn(
    idOrKey: string,
    request: RequestContext,
    permission: Permission,
  ): Promise<AuthorizedContext> {
    const context = await this.require(request, 'read');
    if (!context.permissions[permission] || context.isConditional) {
      // Checked first: a caller who may not read the incident gets "not found", whatever permission is missing.
      const resource = await this.options.loadResource(idOrKey, context);
      assertPermitted(context.permissionsOn(resource), [permission]);
    }
    return context;
  }

  /**
   * For a change that needs permissions on the incident. They are checked once the incident is found and locked: a caller
   * who may not read it gets "not found", whatever else is missing.
   *
   * @param neededBefore - permissions that do not depend on the incident
   */
  async requireChange(
    request: RequestContext,
    neededOn: (incident: IncidentRecord) => readonly Permission[],
    neededBefore: readonly Permission[] = [],
  ): Promise<AuthorizedContext> {
    const decisions = await this.options.decider.decide(request.credentials);
    const { access, permissions, permissionsOn } = decisions;
    assertPermitted(permissions, [...neededBefore, 'read']);
    return createAuthorizedContext(request, {
      ...decisions,
      ...(permissions.breakGlass && {
        brokenGlassAccess: { ...access, restricted: 'all' as const },
      }),
      assertMayChange: async (incident, loadResource) =>
        assertPermitted(
          permissionsOn?.(await loadResource()) ?? permissions,
          neededOn(incident),
        ),
    });
  }
}
