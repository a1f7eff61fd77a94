import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  accessReadPermission,
  checkpointReadPermission,
  detectionConfigurePermission,
  detectionReadPermission,
  detectionTriagePermission,
  entryErasePermission,
  evidenceAddPermission,
  evidenceManagePermission,
  evidenceReadPermission,
  exerciseStartPermission,
  incidentBreakGlassPermission,
  incidentClosePermission,
  importCreatePermission,
  incidentCreatePermission,
  incidentMergePermission,
  incidentReadPermission,
  incidentReopenPermission,
  incidentRestrictedReadPermission,
  incidentRestrictPermission,
  incidentTransitionPermission,
  incidentUpdatePermission,
  obligationDecidePermission,
  obligationReadPermission,
  planReadPermission,
  reportsExportPermission,
  reportsFreezePermission,
  reportsReadPermission,
  reviewApprovePermission,
  reviewUpdatePermission,
  stepRecordPermission,
  timelineVerifyPermission,
} from 'backstage-plugin-security-incidents-common';
import { CHECK_TIMED_OUT, DecisionRequests } from './DecisionRequests';
import type { IncidentFilter, IncidentResource } from './incidentResource';
import { incidentRules } from './rules/index';
import type { ContextDecisions } from '../kernel/contexts';
import { type CallerPermissions, PERMISSION_NAMES } from './permissions';
import type { ReadAccess } from './ReadAccess';
import { TimeLimitError, withTimeLimit } from '../kernel/timeLimit';
import { TtlCache } from '../kernel/TtlCache';

const PERMISSIONS: Record<keyof CallerPermissions, Permission> = {
  create: incidentCreatePermission,
  startExercise: exerciseStartPermission,
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
  readReports: reportsReadPermission,
  freezeReports: reportsFreezePermission,
  updateReviews: reviewUpdatePermission,
  approveReviews: reviewApprovePermission,
  exportReports: reportsExportPermission,
  readDetections: detectionReadPermission,
  triageDetections: detectionTriagePermission,
  configureDetections: detectionConfigurePermission,
  addEvidence: evidenceAddPermission,
  readEvidence: evidenceReadPermission,
  manageEvidence: evidenceManagePermission,
  readCheckpoints: checkpointReadPermission,
  eraseEntries: entryErasePermission,
  createImports: importCreatePermission,
  readObligations: obligationReadPermission,
  decideObligations: obligationDecidePermission,
};
/** Nobody has these unless a policy grants them: one opens restricted incidents, the other removes content for good. */
const NEEDS_POLICY: ReadonlyArray<keyof CallerPermissions> = [
  'breakGlass',
  'eraseEntries',
];

/** The permissions of a service page. Its calls arrive together and share one decision. */
export const SERVICE_PAGE_PERMISSIONS: ReadonlyArray<keyof CallerPermissions> =
  ['read', 'create', 'readPlans'];

/** The permissions of the entity card, which offers what the caller may do. */
export const OVERVIEW_PERMISSIONS: ReadonlyArray<keyof CallerPermissions> = [
  ...SERVICE_PAGE_PERMISSIONS,
  'update',
  'recordStep',
  'transition',
  'close',
  'updateReviews',
  'readDetections',
  'triageDetections',
];

/** The permission to read catalog entities. Responses must not name services that it hides. */
const catalogReadPermission = createPermission({
  name: 'catalog.entity.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});

/** Group membership changes rarely; reading it for each request would double the time of a service page. */
const MEMBERSHIP_TTL_MS = 30_000;

type Criteria = PermissionCriteria<IncidentFilter>;

/** All decisions about a caller, made once per request. */
export interface CallerDecisions {
  /** What the caller may do in general; on a single incident it may be less. */
  permissions: CallerPermissions;
  access: ReadAccess;
  services: ContextDecisions['services'];
  /** On which incidents the caller has a permission that depends on the incident; absent for the others. */
  criteria: Partial<Record<keyof CallerPermissions, Criteria>>;
  /** What the caller may do with one incident; absent when it is the same for all. */
  permissionsOn?: (incident: IncidentResource) => CallerPermissions;
}

const RULES = Object.values(incidentRules);
const toCriteria = createConditionTransformer(RULES);
const isAllowed = createConditionAuthorizer(RULES);

/** Converts the conditions of a decision for the store. */
function toOptionalCriteria(decision: PolicyDecision): Criteria | undefined {
  return decision.result === AuthorizeResult.CONDITIONAL
    ? (toCriteria(decision.conditions) as Criteria)
    : undefined;
}

const SERVICES_BY_RESULT: Record<
  PolicyDecision['result'],
  CallerDecisions['services']
> = {
  [AuthorizeResult.ALLOW]: 'all',
  [AuthorizeResult.CONDITIONAL]: 'some',
  [AuthorizeResult.DENY]: 'none',
};

/** Whether the permission framework rejected the credentials. */
function isRefusal(error: unknown): boolean {
  if (!isError(error)) return false;
  return (
    ['AuthenticationError', 'NotAllowedError'].includes(error.name) ||
    error.statusCode === 401 ||
    error.statusCode === 403
  );
}

/** Caches the principals of callers: themselves and, for users, their ownership groups. */
export class PrincipalsCache {
  readonly #refs: TtlCache<readonly string[]>;

  constructor(
    private readonly auth: AuthService,
    private readonly userInfo: UserInfoService,
    private readonly timeoutMs: number,
  ) {
    this.#refs = new TtlCache({ ttlMs: MEMBERSHIP_TTL_MS });
  }

  /** Whether the caller is a user; plugins have no groups. */
  isPerson(
    credentials: BackstageCredentials,
  ): credentials is BackstageCredentials<BackstageUserPrincipal> {
    return this.auth.isPrincipal(credentials, 'user');
  }

  /** The name of the user or plugin; undefined for other callers. */
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
      const info = await withTimeLimit(
        () => this.userInfo.getUserInfo(credentials),
        this.timeoutMs,
        'Group memberships could not be read in time. Retry in a few seconds.',
      );
      return [...new Set([name, ...info.ownershipEntityRefs])];
    });
  }
}

/**
 * Decides all permissions of a caller, conditional ones included, in one round trip. When the permission framework is switched
 * off it allows everything; restricted incidents are then still for their members only.
 */
export class PermissionDecider {
  readonly #toRead: TtlCache<CallerDecisions>;
  readonly #requests: DecisionRequests;

  constructor(
    permissions: PermissionsService,
    private readonly principals: PrincipalsCache,
    private readonly options: {
      /**
       * Whether a policy decides. Without one, the framework grants every permission, and those for restricted incidents
       * must be ignored.
       */
      policy: boolean;
      /** How long read decisions are cached, 0 for not at all. Decisions about changes are never cached. */
      readDecisionTtlMs: number;
      /** The time limit of a call to the permission framework. */
      timeoutMs: number;
    },
  ) {
    this.#toRead = new TtlCache({ ttlMs: options.readDecisionTtlMs });
    this.#requests = new DecisionRequests(permissions, options.timeoutMs);
  }

  /** For calls that only read. Decisions may be cached, because a page makes several calls within a second. */
  async decideToRead(
    credentials: BackstageCredentials,
    wanted: readonly (keyof CallerPermissions)[] = PERMISSION_NAMES,
  ): Promise<CallerDecisions> {
    const name = this.principals.nameOf(credentials);
    const decide = () => this.decide(credentials, wanted);
    return name === undefined
      ? decide()
      : this.#toRead.get(`${name} ${wanted.join()}`, decide);
  }

  /**
   * @param wanted - the permissions that the call needs, by default all; others count as denied. Each one costs time in the
   *   policy.
   */
  async decide(
    credentials: BackstageCredentials,
    wanted: readonly (keyof CallerPermissions)[] = PERMISSION_NAMES,
  ): Promise<CallerDecisions> {
    const asked = [
      ...wanted.map(name => PERMISSIONS[name]),
      incidentRestrictedReadPermission,
      // Only responses about services depend on it.
      ...(wanted.includes('readPlans') ? [catalogReadPermission] : []),
    ];
    const [decisions, refs] = await Promise.all([
      this.#ask(asked, credentials),
      this.principals.get(credentials),
    ]);
    const trusted =
      this.options.policy || !this.principals.isPerson(credentials);
    const toPermissions = (judge: (decision: PolicyDecision) => boolean) =>
      Object.fromEntries(
        PERMISSION_NAMES.map(name => [
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
      permissions: toPermissions(
        ({ result }) => result !== AuthorizeResult.DENY,
      ),
      access: this.#accessBy(
        decisions[wanted.indexOf('read')],
        decisions[wanted.length],
        refs,
        trusted,
      ),
      services: this.#servicesBy(decisions[wanted.length + 1]),
      criteria: Object.fromEntries(
        wanted.map((name, index) => [
          name,
          toOptionalCriteria(decisions[index]),
        ]),
      ),
      ...(isConditional && {
        permissionsOn: incident =>
          toPermissions(decision => isAllowed(decision, incident)),
      }),
    };
  }

  /**
   * @throws ServiceUnavailableError when the framework fails or does not answer in time, since nothing is permitted then
   */
  async #ask(
    permissions: readonly Permission[],
    credentials: BackstageCredentials,
  ): Promise<PolicyDecision[]> {
    try {
      // The wait for a request under way counts as well.
      return await withTimeLimit(
        () =>
          this.#requests.request(
            this.#sharedBy(credentials),
            permissions,
            credentials,
          ),
        this.options.timeoutMs,
        CHECK_TIMED_OUT,
      );
    } catch (error) {
      if (error instanceof TimeLimitError || isRefusal(error)) throw error;
      throw new ServiceUnavailableError(
        'Permissions could not be checked. Retry in a few seconds.',
        error,
      );
    }
  }

  /** Calls of one user share requests. Tokens of one service may have different restrictions. */
  #sharedBy(credentials: BackstageCredentials): string | undefined {
    if (!this.principals.isPerson(credentials)) return undefined;
    const { userEntityRef, actor } = credentials.principal;
    return `${userEntityRef} ${actor?.subject ?? ''}`;
  }

  /** Without a decision nothing is shown. */
  #servicesBy(decision: PolicyDecision | undefined) {
    return decision ? SERVICES_BY_RESULT[decision.result] : 'none';
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
      onlyIf: toOptionalCriteria(read),
    };
  }
}
