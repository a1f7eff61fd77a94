import {
  type AffectedEntity,
  type Incident,
  type IncidentPermissions,
  type IncidentSummary,
  type IncidentTimestamps,
  type RoleAssignment,
  type StatusPeriod,
  isOpenStatus,
} from 'backstage-plugin-security-incidents-common';
import { summarise } from '../responsePlans/runs/summary';
import type {
  AffectedRecord,
  IncidentDetails,
  ListedRecord,
  MemberRecord,
  ReadAccess,
} from './store/records';
import { type GuardContext, transitionOptions } from './guards';
import type { CallerPermissions } from '../authorization/permissions';
import {
  type Hidden,
  NOTHING_HIDDEN,
  withholdInPriority,
  withholdServices,
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

/** What lists show of an incident. */
export function toSummary(
  incident: ListedRecord,
  affected: AffectedRecord[],
  roles: RoleAssignment[],
  hidden: Hidden = NOTHING_HIDDEN,
): IncidentSummary {
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
    reportedBy: incident.reportedBy,
    ...times,
    updatedAt: incident.updatedAt,
    version: incident.version,
    affected: withholdServices(affected, hidden),
    roles,
  };
}

/**
 * Who owns a service now, beside who owned it when it was linked.
 *
 * @param owners - present owners by entity ref; undefined while the catalog does not answer
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
 * Why somebody reads a restricted incident; nothing when the change that is answered is one after which they may not read
 * it any more.
 */
export function readAs(
  members: readonly MemberRecord[],
  access: ReadAccess,
  principals: readonly string[],
): Incident['readAs'] {
  if (members.some(({ principalRef }) => principals.includes(principalRef))) {
    return 'member';
  }
  return access.restricted === 'all' || access.restrictedIf
    ? 'policy'
    : undefined;
}

const ALL_RIGHTS: IncidentPermissions = {
  update: true,
  transition: true,
  recordStep: true,
  escalate: true,
  decideMajor: true,
  restrict: true,
  verify: true,
  readViews: true,
};

/** The whole record of an incident, with every move and what is in its way. */
export function toIncident(
  details: IncidentDetails,
  context: GuardContext,
  levels: Pick<Incident, 'serviceLevels' | 'major'>,
  rights?: CallerPermissions,
): Incident {
  const { incident } = details;
  const { hidden = NOTHING_HIDDEN } = context;
  const present = details.roles.filter(role => !role.renouncedAt);
  return {
    ...toSummary(incident, details.affected, present, hidden),
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
    priorityInputs: withholdInPriority(incident.priorityInputs, hidden),
    priorityOverride: incident.priorityOverride,
    resolution: incident.resolution,
    ...(incident.mergedIntoId &&
      details.mergedIntoKey && {
        mergedInto: { id: incident.mergedIntoId, key: details.mergedIntoKey },
      }),
    mergedFromStatus: incident.mergedFromStatus,
    statusHistory: statusHistory(details),
    members: details.members,
    pastRoles: details.roles.filter(role => role.renouncedAt),
    transitions: transitionOptions(details, context, rights),
    rights: rights
      ? {
          update: rights.update,
          transition: rights.transition,
          recordStep: rights.recordStep,
          escalate: rights.update,
          decideMajor: rights.update,
          restrict: rights.restrict,
          verify: rights.verify,
          readViews: rights.readViews,
        }
      : ALL_RIGHTS,
    stepCount: details.stepCount,
    planSummary: summarise(details.plans, context.now),
    ...levels,
  };
}
