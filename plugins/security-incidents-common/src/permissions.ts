import {
  createPermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { incidentCreatePermission } from './incidentCreatePermission';

/** Resource type of incidents in permission policies. @public */
export const RESOURCE_TYPE_INCIDENT = 'security-incident';

/** Start an exercise, besides {@link incidentCreatePermission}. @public */
export const exerciseStartPermission = createPermission({
  name: 'security-incidents.exercise.start',
  attributes: { action: 'create' },
});

/** Read incidents; restricted ones need membership or {@link incidentRestrictedReadPermission} as well. @public */
export const incidentReadPermission = createPermission({
  name: 'security-incidents.incident.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_INCIDENT,
});

/** Read restricted incidents without being a member. @public */
export const incidentRestrictedReadPermission = createPermission({
  name: 'security-incidents.incident.restricted.read',
  attributes: { action: 'read' },
});

const onIncident = (
  name: string,
): ResourcePermission<typeof RESOURCE_TYPE_INCIDENT> =>
  createPermission({
    name,
    attributes: { action: 'update' },
    resourceType: RESOURCE_TYPE_INCIDENT,
  });

/** Change facts, affected services, people and roles. @public */
export const incidentUpdatePermission = onIncident(
  'security-incidents.incident.update',
);
/** Change the status of an incident. @public */
export const incidentTransitionPermission = onIncident(
  'security-incidents.incident.transition',
);
/** Close a resolved incident. @public */
export const incidentClosePermission = onIncident(
  'security-incidents.incident.close',
);
/** Re-open a closed incident. @public */
export const incidentReopenPermission = onIncident(
  'security-incidents.incident.reopen',
);
/** Merge an incident into another, and undo it. @public */
export const incidentMergePermission = onIncident(
  'security-incidents.incident.merge',
);
/** Change visibility and who may read a restricted incident. @public */
export const incidentRestrictPermission = onIncident(
  'security-incidents.incident.restrict',
);
/** Record a resolution step. @public */
export const stepRecordPermission = onIncident(
  'security-incidents.step.record',
);
/** Verify the hash chain of a timeline. @public */
export const timelineVerifyPermission = createPermission({
  name: 'security-incidents.timeline.verify',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_INCIDENT,
});

/** See who read a restricted incident. @public */
export const accessReadPermission = createPermission({
  name: 'security-incidents.access.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_INCIDENT,
});
/**
 * Become a member of a restricted incident for a reason that its members see. It is no resource permission: a decision
 * about one incident would tell the caller that it exists.
 * @public
 */
export const incidentBreakGlassPermission = createPermission({
  name: 'security-incidents.incident.break-glass',
  attributes: { action: 'update' },
});
/** See which response plans apply to services, and how well services are covered. @public */
export const planReadPermission = createPermission({
  name: 'security-incidents.plan.read',
  attributes: { action: 'read' },
});

/** Open the files of an incident: download, preview and verify them. Names and hashes are open to all readers. @public */
export const evidenceReadPermission = createPermission({
  name: 'security-incidents.evidence.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_INCIDENT,
});
/** Add evidence to an incident. @public */
export const evidenceAddPermission = onIncident(
  'security-incidents.evidence.add',
);
/** Set and end legal holds, dispose of files, and add files to a closed incident. @public */
export const evidenceManagePermission = onIncident(
  'security-incidents.evidence.manage',
);
/** See detections. @public */
export const detectionReadPermission = createPermission({
  name: 'security-incidents.detection.read',
  attributes: { action: 'read' },
});
/** Triage detections. @public */
export const detectionTriagePermission = createPermission({
  name: 'security-incidents.detection.triage',
  attributes: { action: 'update' },
});
/** Change rules, patterns and suppressions of detections, mute sources and send test events. @public */
export const detectionConfigurePermission = createPermission({
  name: 'security-incidents.detection.configure',
  attributes: { action: 'update' },
});
/** See the obligations of an incident. @public */
export const obligationReadPermission = createPermission({
  name: 'security-incidents.obligation.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_INCIDENT,
});
/** Decide on an obligation. @public */
export const obligationDecidePermission = onIncident(
  'security-incidents.obligation.decide',
);
/** See reports about a period: population, analysis, requirements, services and frozen reports. @public */
export const reportsReadPermission = createPermission({
  name: 'security-incidents.reports.read',
  attributes: { action: 'read' },
});
/** Freeze reports, and explain gaps in them. @public */
export const reportsFreezePermission = createPermission({
  name: 'security-incidents.reports.freeze',
  attributes: { action: 'create' },
});
/** Write the review of an incident, and add, change and check its improvement actions. @public */
export const reviewUpdatePermission = onIncident(
  'security-incidents.review.update',
);
/** Approve the review of an incident. @public */
export const reviewApprovePermission = onIncident(
  'security-incidents.review.approve',
);
/** Export reports as files. @public */
export const reportsExportPermission = createPermission({
  name: 'security-incidents.reports.export',
  attributes: { action: 'read' },
});

/** See signed checkpoints, and thereby how many incidents there are in all. @public */
export const checkpointReadPermission = createPermission({
  name: 'security-incidents.checkpoint.read',
  attributes: { action: 'read' },
});
/** Erase the data of a timeline entry for good. Nobody has it unless a policy grants it. @public */
export const entryErasePermission = onIncident(
  'security-incidents.entry.erase',
);
/** Import incidents from files. @public */
export const importCreatePermission = createPermission({
  name: 'security-incidents.import.create',
  attributes: { action: 'create' },
});

/** Every permission of the plugin, for registration. @public */
export const securityIncidentsPermissions = [
  incidentCreatePermission,
  exerciseStartPermission,
  incidentReadPermission,
  incidentRestrictedReadPermission,
  incidentUpdatePermission,
  incidentTransitionPermission,
  incidentClosePermission,
  incidentReopenPermission,
  incidentMergePermission,
  incidentRestrictPermission,
  stepRecordPermission,
  timelineVerifyPermission,
  accessReadPermission,
  incidentBreakGlassPermission,
  planReadPermission,
  evidenceReadPermission,
  evidenceAddPermission,
  evidenceManagePermission,
  detectionReadPermission,
  detectionTriagePermission,
  detectionConfigurePermission,
  obligationReadPermission,
  obligationDecidePermission,
  reportsReadPermission,
  reportsFreezePermission,
  reviewUpdatePermission,
  reviewApprovePermission,
  reportsExportPermission,
  checkpointReadPermission,
  entryErasePermission,
  importCreatePermission,
];
