import {
  type AffectedEntity,
  type Incident,
  type IncidentPermissions,
  type IncidentSummary,
  type IncidentTimestamps,
  type StatusPeriod,
  isFrozenStatus,
  isOpenStatus,
} from 'backstage-plugin-security-incidents-common';
import { summarise } from '../responsePlans/runs/summary';
import type {
  IncidentDetails,
  MemberRecord,
  ReadAccess,
} from './store/records';
import type { ListedIncident } from './store/IncidentsStore';
import { type GuardContext, getTransitionOptions } from './guards';
import type { CallerPermissions } from '../authorization/permissions';
import {
  type Hidden,
  NOTHING_HIDDEN,
  redactPriority,
  redactServices,
} from '../authorization/redactServices';

const TIMESTAMPS: Array<keyof IncidentTimestamps> = [
  'occurredAt',
  'detectedAt',
  'reportedAt',
  'recordedAt',
  'acknowledgedAt',
  'declaredAt',
  'containedAt',
  'eradicatedAt',
  'recoveredAt',
  'resolvedAt',
  'closedAt',
  'awareAt',
];

/** Builds the list item of an incident. */
export function toSummary(
  item: ListedIncident,
  hidden: Hidden = NOTHING_HIDDEN,
): IncidentSummary {
  const { incident, affected, roles } = item;
  const times = Object.fromEntries(
    TIMESTAMPS.filter(name => incident[name] !== undefined).map(name => [
      name,
      incident[name],
    ]),
  ) as unknown as IncidentTimestamps;
  return {
    id: incident.id,
    key: incident.key,
    title: incident.title,
    mode: incident.mode,
    status: incident.status,
    open: isOpenStatus(incident.status),
    determination: incident.determination,
    classification: incident.classification,
    severity: incident.severity,
    priority: incident.priority,
    visibility: incident.visibility,
    tlp: incident.tlp,
    isMajor: incident.isMajor,
    ...(item.isMajorProposed && { isMajorProposed: true }),
    ...(item.nextDue && { nextDue: item.nextDue }),
    reportedBy: incident.reportedBy,
    ...(incident.importId && { importId: incident.importId }),
    ...times,
    updatedAt: incident.updatedAt,
    version: incident.version,
    affected: redactServices(affected, hidden),
    roles,
  };
}

/**
 * Returns the present owner of a service, as opposed to the owner at the time of linking.
 *
 * @param owners - present owners by entity ref; undefined while the catalog is unavailable
 */
export function ownerNow(
  entityRef: string,
  owners: ReadonlyMap<string, string | undefined> | undefined,
): NonNullable<AffectedEntity['now']> {
  if (!owners) return { state: 'unknown' };
  if (!owners.has(entityRef)) return { state: 'orphaned' };
  return { state: 'present', ownerRef: owners.get(entityRef) };
}

function statusHistory(details: IncidentDetails): StatusPeriod[] {
  const starts = [
    { at: details.incident.recordedAt, to: 'new' as const },
    ...details.statusChanges,
  ];
  return starts.map((start, index) => ({
    status: start.to,
    from: start.at,
    ...(starts[index + 1] && { to: starts[index + 1].at }),
  }));
}

/**
 * Returns why the caller may read a restricted incident; undefined when their own change removed their access.
 */
export function readAs(
  members: readonly MemberRecord[],
  access: ReadAccess,
  principals: readonly string[],
): Incident['readAs'] {
  if (members.some(({ principalRef }) => principals.includes(principalRef))) {
    return 'member';
  }
  return access.restricted === 'all' ? 'policy' : undefined;
}

const ALL_PERMISSIONS: IncidentPermissions = {
  update: true,
  transition: true,
  recordStep: true,
  escalate: true,
  decideMajor: true,
  restrict: true,
  verify: true,
  readViews: true,
  eraseEntries: true,
};

/** Builds the record of an incident, with its transitions and what blocks them. */
export function toIncident(
  details: IncidentDetails & Pick<Incident, 'mergedIncidents'>,
  context: GuardContext,
  levels: Pick<Incident, 'serviceLevels' | 'major' | 'nextDue'>,
  permissions?: CallerPermissions,
): Incident {
  const { incident } = details;
  const { hidden = NOTHING_HIDDEN } = context;
  const present = details.roles.filter(role => !role.renouncedAt);
  return {
    ...toSummary(
      {
        incident,
        affected: details.affected,
        roles: present,
        isMajorProposed: levels.major.state === 'proposed',
      },
      hidden,
    ),
    summary: incident.summary,
    codename: incident.codename,
    detection: incident.detection,
    impact: incident.impact,
    urgency: incident.urgency,
    ongoing: incident.ongoing,
    personalData: incident.personalData,
    suspectedMalicious: incident.suspectedMalicious,
    crossBorder: incident.crossBorder,
    majorReason: incident.majorReason,
    unknownService: incident.unknownService,
    priorityInputs: redactPriority(incident.priorityInputs, hidden),
    priorityOverride: incident.priorityOverride,
    resolution: incident.resolution,
    ...(incident.mergedIntoId &&
      details.mergedIntoKey && {
        mergedInto: { id: incident.mergedIntoId, key: details.mergedIntoKey },
      }),
    mergedIncidents: details.mergedIncidents,
    mergedFromStatus: incident.mergedFromStatus,
    statusHistory: statusHistory(details),
    members: details.members,
    pastRoles: details.roles.filter(role => role.renouncedAt),
    transitions: getTransitionOptions(details, context, permissions),
    rights: permissions
      ? {
          update: permissions.update,
          transition: permissions.transition,
          recordStep: permissions.recordStep,
          escalate: permissions.update,
          decideMajor: permissions.update,
          restrict: permissions.restrict,
          verify: permissions.verify,
          readViews: permissions.readViews,
          eraseEntries: permissions.eraseEntries,
        }
      : ALL_PERMISSIONS,
    stepCount: details.stepCount,
    planSummary: summarise(
      details.plans,
      context.now,
      isFrozenStatus(incident.status),
    ),
    ...levels,
  };
}
