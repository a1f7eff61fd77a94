import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type Permission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  incidentClosePermission,
  incidentCreatePermission,
  incidentMergePermission,
  incidentReadPermission,
  incidentReopenPermission,
  incidentRestrictedReadPermission,
  incidentRestrictPermission,
  incidentTransitionPermission,
  incidentUpdatePermission,
  stepRecordPermission,
  timelineVerifyPermission,
} from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../store/records';
import type { CallerRights } from './IncidentsService';

const RIGHTS: Record<keyof CallerRights, Permission> = {
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
};
const RIGHT_NAMES = Object.keys(RIGHTS) as Array<keyof CallerRights>;

/** Group membership changes rarely; asking for it on each request would double the time of a service page. */
const MEMBERSHIP_TTL_MS = 30_000;
const MEMBERSHIP_ENTRIES = 10_000;

/** All that is decided about a caller, once for each request. */
export interface CallerDecisions {
  rights: CallerRights;
  access: ReadAccess;
}

/** The principals that callers act through: themselves and, for people, the groups that they own things through. */
export class PrincipalsCache {
  readonly #entries = new Map<string, { until: number; refs: string[] }>();

  constructor(
    private readonly auth: AuthService,
    private readonly userInfo: UserInfoService,
    private readonly clock: () => Date,
  ) {}

  isPerson(credentials: BackstageCredentials): boolean {
    return this.auth.isPrincipal(credentials, 'user');
  }

  async get(credentials: BackstageCredentials): Promise<readonly string[]> {
    if (this.auth.isPrincipal(credentials, 'service')) {
      return [credentials.principal.subject];
    }
    if (!this.auth.isPrincipal(credentials, 'user')) return [];
    const user = credentials.principal.userEntityRef;
    const now = this.clock().getTime();
    const known = this.#entries.get(user);
    if (known && known.until > now) return known.refs;
    const info = await this.userInfo.getUserInfo(credentials);
    const refs = [...new Set([user, ...info.ownershipEntityRefs])];
    if (this.#entries.size >= MEMBERSHIP_ENTRIES) this.#entries.clear();
    this.#entries.set(user, { until: now + MEMBERSHIP_TTL_MS, refs });
    return refs;
  }
}

/**
 * Asks the permission framework about a caller: one round trip for all rights. A decision that depends on conditions is
 * taken as a denial, since no rules are registered yet that a policy could name.
 */
export class PermissionDecider {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly principals: PrincipalsCache,
    private readonly options: {
      /**
       * Whether a policy decides. When none does, every right is granted by the framework, and the one to read what is
       * restricted must not be among them: members only then.
       */
      policy: boolean;
    },
  ) {}

  /**
   * @param wanted - the rights that the call looks at, all unless stated; others count as denied. Each one costs time in
   *   the policy, and a service page needs two.
   */
  async decide(
    credentials: BackstageCredentials,
    wanted: readonly (keyof CallerRights)[] = RIGHT_NAMES,
  ): Promise<CallerDecisions> {
    const asked = [
      ...wanted.map(name => RIGHTS[name]),
      incidentRestrictedReadPermission,
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
    const allowed = decisions.map(
      decision => decision.result === AuthorizeResult.ALLOW,
    );
    const readsAll =
      allowed[wanted.length] &&
      (this.options.policy || !this.principals.isPerson(credentials));
    const rights = Object.fromEntries(
      RIGHT_NAMES.map(name => [
        name,
        wanted.includes(name) && allowed[wanted.indexOf(name)],
      ]),
    ) as unknown as CallerRights;
    return {
      rights,
      access: { restricted: readsAll ? 'all' : refs },
    };
  }
}
