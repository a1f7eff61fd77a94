import { randomUUID } from 'node:crypto';
import {
  GENESIS_HASH,
  type ParsedCreateIncident,
} from 'backstage-plugin-security-incidents-common';
import type { PriorityPolicy } from 'backstage-plugin-security-incidents-node';
import type { LookedUpEntity } from '../catalog/EntityLookup';
import type { IncidentsTransaction } from './store/IncidentsStore';
import type {
  AffectedRecord,
  IncidentRecord,
  NewIncidentRecord,
} from './store/records';
import { affectedRecord, indexIncident, scopesOf } from './affected';
import { assertTimestamps, computePriority } from './changes';

/** A report that was checked, with what the catalog says of its services. */
export interface Report {
  request: ParsedCreateIncident;
  detectedAt: string;
  linked: Map<string, LookedUpEntity>;
  actor: string;
  at: string;
}

/**
 * When the reported thing was detected: now unless stated.
 *
 * @throws InputError when the stated times are in the future, or out of order without a reason
 */
export function detectedAtOf(
  request: ParsedCreateIncident,
  at: string,
): string {
  const detectedAt = request.detectedAt ?? at;
  assertTimestamps(
    {
      occurredAt: request.occurredAt,
      detectedAt,
      reportedAt: detectedAt > at ? undefined : at,
    },
    Date.parse(at),
    request.timestampsReason,
  );
  return detectedAt;
}

async function newRecord(
  { request, detectedAt, actor, at }: Report,
  affected: readonly AffectedRecord[],
  key: string,
  tx: IncidentsTransaction,
  policy: PriorityPolicy,
): Promise<NewIncidentRecord> {
  const facts = {
    severity: request.severity,
    impact: request.impact,
    urgency: request.urgency,
    ongoing: request.ongoing ?? ('unknown' as const),
    personalData: request.personalData ?? { involved: 'unknown' as const },
    ...(request.classification && {
      classification: { ...request.classification, scheme: 'rsit' as const },
    }),
    detectedAt,
    priorityOverride: undefined,
  };
  return {
    id: randomUUID(),
    key,
    title: request.title,
    summary: request.summary || undefined,
    codename: request.codename,
    mode: request.mode ?? 'real',
    status: 'new',
    determination: request.determination ?? 'suspected',
    ...facts,
    ...(await computePriority(facts, affected, tx, policy)),
    tlp: request.tlp ?? 'AMBER',
    visibility: request.visibility ?? 'open',
    suspectedMalicious: request.suspectedMalicious ?? 'unknown',
    crossBorder: request.crossBorder ?? 'unknown',
    isMajor: false,
    unknownService: request.unknownService ?? false,
    detection: request.detection,
    reportedBy: actor,
    occurredAt: request.occurredAt,
    reportedAt: at,
    recordedAt: at,
    updatedAt: at,
    version: 1,
    chainLength: 0,
    chainHead: GENESIS_HASH,
  };
}

/** Records a report: the incident, its services, the reporter as a member, and the first entry of its timeline. */
export async function recordIncident(
  report: Report,
  { keyPrefix, policy }: { keyPrefix: string; policy: PriorityPolicy },
  tx: IncidentsTransaction,
): Promise<IncidentRecord> {
  const { request, detectedAt, linked, actor, at } = report;
  const affected = request.affected.map(entity =>
    affectedRecord(entity, linked.get(entity.entityRef), actor, at),
  );
  const key = await tx.nextKey(keyPrefix, new Date(at).getUTCFullYear());
  const incident = await tx.insertIncident(
    await newRecord(report, affected, key, tx, policy),
  );
  for (const entity of affected) {
    await tx.saveAffected(incident.seq, entity);
    await tx.saveScopes(
      incident.seq,
      entity.entityRef,
      scopesOf(entity.entityRef, linked.get(entity.entityRef)),
    );
  }
  await tx.saveMember(incident.seq, {
    principalRef: actor,
    source: 'reporter',
    addedAt: at,
    addedBy: actor,
  });
  await indexIncident(tx, incident, affected);
  await tx.appendEntry(incident, {
    at,
    actor,
    action: 'incident.recorded',
    data: {
      ...request,
      status: 'new',
      mode: incident.mode,
      visibility: incident.visibility,
      tlp: incident.tlp,
      detectedAt,
      affected: affected.map(({ entityRef, role, compromise, snapshot }) => ({
        entityRef,
        role,
        compromise,
        snapshot,
      })),
      priority: incident.priority,
    },
  });
  return incident;
}
