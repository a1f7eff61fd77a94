import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createIncidentConditionalDecision,
  incidentConditions,
} from 'backstage-plugin-security-incidents-backend';
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
  importCreatePermission,
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
  obligationDecidePermission,
  obligationReadPermission,
  planReadPermission,
  reportsExportPermission,
  reportsFreezePermission,
  reportsReadPermission,
  reviewApprovePermission,
  reviewUpdatePermission,
  securityIncidentsPermissions,
  stepRecordPermission,
  timelineVerifyPermission,
} from 'backstage-plugin-security-incidents-common';

/** Entities with this label are hidden from service owners, whom reports of misconduct may be about. */
const CONFIDENTIAL = 'larchfield.example/confidential';

const EVERYBODY = [incidentCreatePermission, planReadPermission];
const ENGINEERS = [
  stepRecordPermission,
  timelineVerifyPermission,
  evidenceAddPermission,
  evidenceReadPermission,
];
const RESPONDERS = [
  ...ENGINEERS,
  incidentReadPermission,
  exerciseStartPermission,
  incidentUpdatePermission,
  incidentTransitionPermission,
  incidentClosePermission,
  incidentMergePermission,
  incidentReopenPermission,
  incidentRestrictPermission,
  incidentRestrictedReadPermission,
  evidenceManagePermission,
  accessReadPermission,
  obligationReadPermission,
  obligationDecidePermission,
  reportsReadPermission,
  reportsExportPermission,
  checkpointReadPermission,
  detectionReadPermission,
  detectionTriagePermission,
  detectionConfigurePermission,
  reviewUpdatePermission,
  reviewApprovePermission,
];
const COMPLIANCE = [
  obligationReadPermission,
  obligationDecidePermission,
  incidentReadPermission,
  checkpointReadPermission,
  entryErasePermission,
  detectionReadPermission,
  incidentRestrictedReadPermission,
  evidenceReadPermission,
  evidenceManagePermission,
  timelineVerifyPermission,
  accessReadPermission,
  reportsReadPermission,
  reportsFreezePermission,
  reportsExportPermission,
  importCreatePermission,
  detectionReadPermission,
  reviewUpdatePermission,
  reviewApprovePermission,
];
/** Rights of service owners on what they own, or belong to the response of. */
const ON_OWN = [
  obligationReadPermission,
  incidentUpdatePermission,
  incidentTransitionPermission,
  reviewUpdatePermission,
];
/** Service owners are on call; at night they may have to read what they were not let into. */
const SERVICE_OWNERS = [
  ...ENGINEERS,
  exerciseStartPermission,
  incidentBreakGlassPermission,
  reportsReadPermission,
  reportsExportPermission,
  detectionReadPermission,
  detectionTriagePermission,
];

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
 * What the Traffic Light Protocol means for readers: CLEAR and GREEN are for everybody here, AMBER for those who need to
 * know, RED for the people of the response by name.
 */
function readByTlp(claims: string[]): PolicyDecision {
  return createIncidentConditionalDecision(incidentReadPermission, {
    anyOf: [
      incidentConditions.tlpAtMost({ tlp: ['GREEN'] }),
      incidentConditions.isMember({ claims }),
      {
        allOf: [
          incidentConditions.tlpAtMost({ tlp: ['AMBER+STRICT'] }),
          incidentConditions.ownsAffectedEntity({ claims }),
        ],
      },
      // Restricted incidents stay for their members; whoever may break the glass must be able to become one.
      ...(claims.includes('group:default/service-owners')
        ? [{ not: incidentConditions.isOpen() }]
        : []),
    ],
  });
}

/** What a service owner may do depends on the incident: it is about a service of theirs, or they belong to its response. */
function onOwn(
  permission: (typeof ON_OWN)[number],
  claims: string[],
): PolicyDecision {
  return createIncidentConditionalDecision(permission, {
    anyOf: [
      incidentConditions.ownsAffectedEntity({ claims }),
      incidentConditions.isMember({ claims }),
    ],
  });
}

/**
 * An example policy: everybody reports, sees response plans and reads what the TLP marking lets them, engineers record
 * steps, service owners lead the response to what their services suffer, triage detections, start exercises and may break the
 * glass, responders change everything else and see what is restricted, and compliance reads and verifies everything, sees who
 * looked, and changes nothing but obligations, reviews and improvement actions. Permissions of other plugins are
 * allowed, as in a Backstage without a policy of its own, but for one service that the catalog hides from service owners.
 */
export class DemoPermissionPolicy implements PermissionPolicy {
  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { permission: asked } = request;
    const { name } = asked;
    const groups = user?.info.ownershipEntityRefs ?? [];
    if (
      isResourcePermission(asked, 'catalog-entity') &&
      groups.includes('group:default/service-owners')
    ) {
      return createCatalogConditionalDecision(asked, {
        not: catalogConditions.hasLabel({ label: CONFIDENTIAL }),
      });
    }
    if (!OWN.has(name)) return { result: AuthorizeResult.ALLOW };
    const granted = [
      ...(user ? EVERYBODY : []),
      ...groups.flatMap(group => GRANTS[group] ?? []),
    ];
    if (granted.some(permission => permission.name === name)) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (name === incidentReadPermission.name && user) return readByTlp(groups);
    const own = ON_OWN.find(permission => permission.name === name);
    return own && groups.includes('group:default/service-owners')
      ? onOwn(own, groups)
      : { result: AuthorizeResult.DENY };
  }
}
