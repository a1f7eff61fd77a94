import type {
  Incident,
  IncidentStatus,
  Level,
  Priority,
  RoleAssignment,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { SEVERITIES } from 'backstage-plugin-security-incidents-common';

/*
 * OCSF 1.9.0-dev, class Incident Finding (2005) with the profile record_integrity.
 */

const CLASS_UID = 2005;
const VERSION = '1.9.0-dev';
const AUTHORITY = 'security-incidents';
/** OCSF: SHA-256. */
const SHA_256 = 3;
/** OCSF: JSON Canonicalization Scheme, RFC 8785. */
const JCS = 2;

const CLOSED = 5;
const STATUS: Record<IncidentStatus, [number, string]> = {
  new: [1, 'New'],
  triage: [2, 'In Progress'],
  containment: [2, 'In Progress'],
  eradication: [2, 'In Progress'],
  recovery: [2, 'In Progress'],
  resolved: [4, 'Resolved'],
  closed: [5, 'Closed'],
  dismissed: [5, 'Closed'],
  merged: [5, 'Closed'],
};
const PRIORITY_ID: Record<Priority, number> = { P4: 1, P3: 2, P2: 3, P1: 4 };
const LEVEL_ID: Record<Level, number> = {
  low: 1,
  medium: 2,
  high: 3,
  critical: 4,
};
const VERDICT: Record<string, [number, string]> = {
  'false-positive': [1, 'False Positive'],
  confirmed: [2, 'True Positive'],
  suspected: [4, 'Suspicious'],
  'near-miss': [8, 'Security Risk'],
};

const toTime = (iso: string | undefined) =>
  iso === undefined ? undefined : Date.parse(iso);

function getVerdict({ mode, status, determination }: Incident) {
  if (mode !== 'real') return [6, 'Test'] as const;
  if (status === 'merged') return [10, 'Duplicate'] as const;
  return VERDICT[determination];
}

function getActivity({ status, version }: Incident): [number, string] {
  const [statusId] = STATUS[status];
  if (statusId === CLOSED) return [3, 'Close'];
  return version > 1 ? [2, 'Update'] : [1, 'Create'];
}

/** An event needs one of the two. */
function getAssignee(roles: readonly RoleAssignment[]) {
  const holder =
    roles.find(({ role }) => role === 'incident-commander') ??
    roles.find(({ role }) => role === 'assignee');
  if (!holder) return { assignee_group: { name: 'Nobody yet' } };
  const { principalRef: uid } = holder;
  const name = uid.replace(/^[^/]*\//, '');
  return uid.startsWith('group:')
    ? { assignee_group: { uid, name } }
    : { assignee: { uid, name } };
}

/** A timeline entry as OCSF attests it. */
function toAttestation(entry: TimelineEntry) {
  const { chain, seq, hash, prevHash } = entry;
  const toFingerprint = (value: string) => ({
    algorithm_id: SHA_256,
    algorithm: 'SHA-256',
    serialization_id: JCS,
    serialization: 'RFC 8785',
    value,
  });
  return {
    uid: `${chain}#${seq}`,
    authority_uid: AUTHORITY,
    chain_uid: chain,
    fingerprint: toFingerprint(hash),
    ...(seq > 1 && {
      prev_event: {
        uid: `${chain}#${seq - 1}`,
        fingerprint: toFingerprint(prevHash),
      },
    }),
  };
}

/** An incident with its timeline as an OCSF Incident Finding. */
export function toOcsf(incident: Incident, entries: readonly TimelineEntry[]) {
  const { id, key, title, summary, severity, priority, impact } = incident;
  const [statusId, status] = STATUS[incident.status];
  const [activityId, activity] = getActivity(incident);
  const verdict = getVerdict(incident);
  const severityId = severity ? SEVERITIES.indexOf(severity) + 1 : 0;
  return {
    activity_id: activityId,
    activity_name: activity,
    category_uid: 2,
    category_name: 'Findings',
    class_uid: CLASS_UID,
    class_name: 'Incident Finding',
    type_uid: CLASS_UID * 100 + activityId,
    time: Date.parse(incident.updatedAt),
    severity_id: severityId,
    severity: severity
      ? severity[0].toLocaleUpperCase('en-US') + severity.slice(1)
      : 'Unknown',
    status_id: statusId,
    status,
    status_detail: incident.resolution?.summary,
    desc: title,
    comment: summary,
    start_time: toTime(incident.occurredAt ?? incident.detectedAt),
    end_time: toTime(incident.resolvedAt),
    ...(verdict && { verdict_id: verdict[0], verdict: verdict[1] }),
    ...(priority && { priority_id: PRIORITY_ID[priority], priority }),
    ...(typeof impact === 'string' && {
      impact_id: LEVEL_ID[impact],
      impact,
    }),
    is_suspected_breach: incident.personalData.involved === 'yes',
    ...getAssignee(incident.roles),
    finding_info_list: [
      {
        uid: key,
        title,
        desc: summary,
        created_time: toTime(incident.recordedAt),
        first_seen_time: toTime(incident.detectedAt),
        modified_time: toTime(incident.updatedAt),
        types: incident.classification
          ? [
              `rsit:${[
                incident.classification.class,
                incident.classification.type,
              ]
                .filter(Boolean)
                .join('/')}`,
            ]
          : undefined,
      },
    ],
    metadata: {
      uid: id,
      version: VERSION,
      product: {
        name: 'Security Incidents for Backstage',
        vendor_name: 'Backstage community',
      },
      profiles: ['record_integrity'],
      original_time: incident.recordedAt,
    },
    attestation_list: entries.map(toAttestation),
  };
}
