import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
  type PermissionCriteria,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  accessReadPermission,
  incidentBreakGlassPermission,
  incidentClosePermission,
  incidentCreatePermission,
  incidentMergePermission,
  incidentReadPermission,
  incidentReopenPermission,
  incidentRestrictedReadPermission,
  incidentRestrictPermission,
  incidentTransitionPermission,
  incidentUpdatePermission,
  planReadPermission,
  reportsExportPermission,
  stepRecordPermission,
  timelineVerifyPermission,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentFilter, IncidentResource } from './incidentResource';
import { incidentRules } from './rules/index';
import type { ContextDecisions } from '../kernel/contexts';
import type { CallerPermissions } from './permissions';
import type { ReadAccess } from './ReadAccess';
import { TtlCache } from '../kernel/TtlCache';

const RIGHTS: Record<keyof CallerPermissions, Permission> = {
  create: incidentCreatePermission,
  read: incidentReadPermission,
  update: incidentUpdatePermission,
  transition: incidentTransitionPermission,
  close: incidentClosePermission,
  reopen: incidentReopenPermission,
  merge: incidentMergePermission,
  restrict: incidentRestrictPermission,
  recordStep: stepRecordPermission,
  verify: timelineVerifyPermission,
  readViews: accessReadPermission,
  breakGlass: incidentBreakGlassPermission,
  readPlans: planReadPermission,
  exportReports: reportsExportPermission,
};
/** Rights that open what is restricted, which nobody has unless a policy gives it to them. */
const NEEDS_POLICY: ReadonlyArray<keyof CallerPermissions> = ['breakGlass'];
const RIGHT_NAMES = Object.keys(RIGHTS) as Array<keyof CallerPermissions>;

/** What the page of a service asks about: its calls come together, and are decided together. */
export const SERVICE_PAGE_PERMISSIONS: ReadonlyArray<keyof CallerPermissions> =
  ['read', 'create', 'readPlans'];

/** The catalog's own right to read entities: what it does not show, no answer about services may name. */
const catalogReadPermission = createPermission({
  name: 'catalog.entity.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});

/** Group membership changes rarely; asking for it on each request would double the time of a service page. */
const MEMBERSHIP_TTL_MS = 30_000;

/** All that is decided about a caller, once for each request. */
export interface CallerDecisions {
  /** What the caller may do at all; on a single incident it may be less. */
  permissions: CallerPermissions;
  access: ReadAccess;
  services: ContextDecisions['services'];
  /** What the caller may do with one incident; absent when that is the same for all. */
  permissionsOn?: (incident: IncidentResource) => CallerPermissions;
}

type Criteria = PermissionCriteria<IncidentFilter>;
const RULES = Object.values(incidentRules);
const toCriteria = createConditionTransformer(RULES);
const isAllowed = createConditionAuthorizer(RULES);

/** The conditions of a decision, as the store understands them. */
function criteriaOf(decision: PolicyDecision): Criteria | undefined {
  return decision.result === AuthorizeResult.CONDITIONAL
    ? (toCriteria(decision.conditions) as Criteria)
    : undefined;
}

const SERVICES_SEEN: Record<
  PolicyDecision['result'],
  CallerDecisions['services']
> = {
  [AuthorizeResult.ALLOW]: 'all',
  [AuthorizeResult.CONDITIONAL]: 'some',
  [AuthorizeResult.DENY]: 'none',
};

/** The principals that callers act through: themselves and, for people, the groups that they own things through. */
export class PrincipalsCache {
  readonly #refs: TtlCache<readonly string[]>;

  constructor(
    private readonly auth: AuthService,
    private readonly userInfo: UserInfoService,
  ) {
    this.#refs = new TtlCache({ ttlMs: MEMBERSHIP_TTL_MS });
  }

  /** Other plugins call as themselves; they have no groups. */
  isPerson(
    credentials: BackstageCredentials,
  ): credentials is BackstageCredentials<BackstageUserPrincipal> {
    return this.auth.isPrincipal(credentials, 'user');
  }

  /** The caller as one name, of a person or a plugin; undefined when nobody is behind the call. */
  nameOf(credentials: BackstageCredentials): string | undefined {
    if (this.isPerson(credentials)) return credentials.principal.userEntityRef;
    return this.auth.isPrincipal(credentials, 'service')
      ? credentials.principal.subject
      : undefined;
  }

  async get(credentials: BackstageCredentials): Promise<readonly string[]> {
    const name = this.nameOf(credentials);
    if (name === undefined) return [];
    if (!this.isPerson(credentials)) return [name];
    return this.#refs.get(name, async () => {
      const info = await this.userInfo.getUserInfo(credentials);
      return [...new Set([name, ...info.ownershipEntityRefs])];
    });
  }
}

/**
 * Asks the permission framework about a caller: one round trip for all rights, whatever depends on conditions included.
 * Where the framework is switched off it allows everything to everybody; then restricted incidents are still for their
 * members only.
 */
export class PermissionDecider {
  readonly #toRead: TtlCache<CallerDecisions>;

  constructor(
    private readonly permissions: PermissionsService,
    private readonly principals: PrincipalsCache,
    private readonly options: {
      /**
       * Whether a policy decides. When none does, every right is granted by the framework, and the one to read what is
       * restricted must not be among them: members only then.
       */
      policy: boolean;
      /** How long decisions about reading are cached, 0 for not at all; changes are always decided anew. */
      readDecisionTtlMs: number;
    },
  ) {
    this.#toRead = new TtlCache({ ttlMs: options.readDecisionTtlMs });
  }

  /** For calls that change nothing: a page asks several of them within a second, and each round trip costs more than they do. */
  async decideToRead(
    credentials: BackstageCredentials,
    wanted: readonly (keyof CallerPermissions)[] = RIGHT_NAMES,
  ): Promise<CallerDecisions> {
    const name = this.principals.nameOf(credentials);
    const decide = () => this.decide(credentials, wanted);
    return name === undefined
      ? decide()
      : this.#toRead.get(`${name} ${wanted.join()}`, decide);
  }

  /**
   * @param wanted - the rights that the call looks at, all unless stated; others count as denied. Each one costs time in
   *   the policy, and a service page needs two.
   */
  async decide(
    credentials: BackstageCredentials,
    wanted: readonly (keyof CallerPermissions)[] = RIGHT_NAMES,
  ): Promise<CallerDecisions> {
    const asked = [
      ...wanted.map(name => RIGHTS[name]),
      incidentRestrictedReadPermission,
      // What answers about services depend on, and no other answer does.
      ...(wanted.includes('readPlans') ? [catalogReadPermission] : []),
    ];
    const [decisions, refs] = await Promise.all([
      this.permissions.authorizeConditional(
        // The endpoint takes basic permissions as well; only its type does not say so. Two calls would be two round trips.
        asked.map(permission => ({
          permission: permission as ResourcePermission,
        })),
        { credentials },
      ),
      this.principals.get(credentials),
    ]);
    const trusted =
      this.options.policy || !this.principals.isPerson(credentials);
    const rightsBy = (judge: (decision: PolicyDecision) => boolean) =>
      Object.fromEntries(
        RIGHT_NAMES.map(name => [
          name,
          wanted.includes(name) &&
            (trusted || !NEEDS_POLICY.includes(name)) &&
            judge(decisions[wanted.indexOf(name)]),
        ]),
      ) as unknown as CallerPermissions;
    const isConditional = decisions
      .slice(0, wanted.length)
      .some(({ result }) => result === AuthorizeResult.CONDITIONAL);
    return {
      permissions: rightsBy(({ result }) => result !== AuthorizeResult.DENY),
      access: this.#accessBy(
        decisions[wanted.indexOf('read')],
        decisions[wanted.length],
        refs,
        trusted,
      ),
      services: this.#servicesBy(decisions[wanted.length + 1]),
      ...(isConditional && {
        permissionsOn: incident =>
          rightsBy(decision => isAllowed(decision, incident)),
      }),
    };
  }

  /** What was not asked about is not shown. */
  #servicesBy(decision: PolicyDecision | undefined) {
    return decision ? SERVICES_SEEN[decision.result] : 'none';
  }

  #accessBy(
    read: PolicyDecision,
    restrictedRead: PolicyDecision,
    refs: readonly string[],
    trusted: boolean,
  ): ReadAccess {
    const seesAllRestricted =
      trusted && restrictedRead.result === AuthorizeResult.ALLOW;
    return {
      restricted: seesAllRestricted ? 'all' : refs,
      restrictedIf: criteriaOf(restrictedRead),
      onlyIf: criteriaOf(read),
    };
  }
}
