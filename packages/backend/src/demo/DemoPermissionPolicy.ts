import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
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
  planReadPermission,
  securityIncidentsPermissions,
  stepRecordPermission,
  timelineVerifyPermission,
} from 'backstage-plugin-security-incidents-common';

const EVERYBODY = [
  incidentCreatePermission,
  incidentReadPermission,
  planReadPermission,
];
const ENGINEERS = [stepRecordPermission, timelineVerifyPermission];
const SERVICE_OWNERS = [
  ...ENGINEERS,
  incidentUpdatePermission,
  incidentTransitionPermission,
];
const RESPONDERS = [
  ...SERVICE_OWNERS,
  incidentClosePermission,
  incidentMergePermission,
  incidentReopenPermission,
  incidentRestrictPermission,
  incidentRestrictedReadPermission,
];
const COMPLIANCE = [incidentRestrictedReadPermission, timelineVerifyPermission];

/** What belonging to a group adds to {@link EVERYBODY}. */
const GRANTS: Record<string, Array<{ name: string }>> = {
  'group:default/engineering': ENGINEERS,
  'group:default/payments-engineering': ENGINEERS,
  'group:default/storefront-engineering': ENGINEERS,
  'group:default/platform-engineering': ENGINEERS,
  'group:default/team-payments': ENGINEERS,
  'group:default/team-ledger': ENGINEERS,
  'group:default/team-checkout': ENGINEERS,
  'group:default/team-storefront': ENGINEERS,
  'group:default/team-identity': ENGINEERS,
  'group:default/platform-build': ENGINEERS,
  'group:default/team-data': ENGINEERS,
  'group:default/team-logistics': ENGINEERS,
  'group:default/team-support': ENGINEERS,
  'group:default/service-owners': SERVICE_OWNERS,
  'group:default/security-operations': RESPONDERS,
  'group:default/compliance': COMPLIANCE,
};

const OWN = new Set(
  securityIncidentsPermissions.map(permission => permission.name),
);

/**
 * An example policy: everybody reports, reads and sees response plans, engineers record steps, service owners lead the response, responders
 * close, merge, re-open and see what is restricted, and compliance reads and verifies everything and changes nothing.
 * Permissions of other plugins are allowed, as in a Backstage without a policy of its own.
 */
export class DemoPermissionPolicy implements PermissionPolicy {
  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { name } = request.permission;
    if (!OWN.has(name)) return { result: AuthorizeResult.ALLOW };
    const groups = user?.info.ownershipEntityRefs ?? [];
    const granted = [
      ...(user ? EVERYBODY : []),
      ...groups.flatMap(group => GRANTS[group] ?? []),
    ];
    const isGranted = granted.some(permission => permission.name === name);
    return {
      result: isGranted ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
    };
  }
}
