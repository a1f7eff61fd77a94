import { randomUUID } from 'node:crypto';
import {
  GENESIS_HASH,
  IMPORT_TIME_FIELDS,
  LATE_ENTRY_AFTER_MS,
} from 'backstage-plugin-security-incidents-common';
import {
  getIncidentWords,
  getNameWords,
} from '../../database/readModel/searchIndex';
import type { Row } from '../../database/rowMapper';
import { scopesOf } from '../../incidents/affected';
import type {
  AffectedRecord,
  NewIncidentRecord,
  StepRecord,
} from '../../incidents/store/records';
import {
  toAffectedRow,
  toMemberRow,
  toRoleRow,
  toStepRow,
} from '../../incidents/store/rows';
import type { UnchainedEntry } from '../../verification/PendingEntries';
import type { RecordTableName } from '../../verification/recordTables';
import type { SourcedIncident } from '../prepared';
import type { ImportBatch, ImportedService } from './ImportsStore';

/** An imported incident with everything that is stored of it, without its number. */
export interface ImportedRecord {
  record: NewIncidentRecord;
  /** Rows of the record besides that of the incident, without `incident_seq`. */
  rows: ReadonlyArray<[RecordTableName, Row[]]>;
  words: string[];
  names: Row[];
  entries: UnchainedEntry[];
}

const RESOLUTION_STEP = 'other';
const STEP_SEQ = 2;

function toServices(
  { services }: SourcedIncident,
  { names }: ImportBatch,
): ImportedService[] {
  const byRef = new Map<string, ImportedService>();
  for (const name of services) {
    const found = names.services[name];
    if (found && !byRef.has(found.entityRef)) byRef.set(found.entityRef, found);
  }
  return [...byRef.values()];
}

function toAffected(
  services: readonly ImportedService[],
  { entities, at, record }: ImportBatch,
): AffectedRecord[] {
  return services.map(({ entityRef, isKnown }) => {
    const found = isKnown ? entities.get(entityRef) : undefined;
    return {
      entityRef,
      role: 'affected',
      compromise: 'unknown',
      impactNote: undefined,
      snapshot: found?.snapshot ?? {},
      snapshotState: found ? 'complete' : 'missing',
      addedAt: at,
      addedBy: record.createdBy,
    };
  });
}

function toMembers(
  reportedBy: string,
  lead: string | undefined,
  { at, record }: ImportBatch,
): Row[] {
  const members = new Map<string, 'reporter' | 'role' | 'manual'>([
    [reportedBy, 'reporter'],
  ]);
  if (lead && !members.has(lead)) members.set(lead, 'role');
  const importer = record.createdBy;
  if (!members.has(importer)) members.set(importer, 'manual');
  return [...members].map(([principalRef, source]) => ({
    ...toMemberRow({
      principalRef,
      source,
      addedAt: at,
      addedBy: importer,
    }),
  }));
}

/** One step, at the time of closing, which is the latest that it can have been done. */
function toStep(
  { step, times }: SourcedIncident,
  { at, record }: ImportBatch,
): StepRecord | undefined {
  if (step === undefined) return undefined;
  const performedAt =
    times.closedAt ?? times.resolvedAt ?? times.containedAt ?? times.detectedAt;
  return {
    id: randomUUID(),
    kind: RESOLUTION_STEP,
    text: step,
    outcome: undefined,
    audience: undefined,
    performedAt,
    performedBy: record.createdBy,
    recordedAt: at,
    recordedBy: record.createdBy,
    lateEntry: Date.parse(at) - Date.parse(performedAt) > LATE_ENTRY_AFTER_MS,
    entityRefs: [],
    taskId: undefined,
    supersedes: undefined,
    seq: STEP_SEQ,
  };
}

/** All times, so that all rows have the same columns. */
function toColumns(times: SourcedIncident['times']) {
  const all = IMPORT_TIME_FIELDS.map(field => [field, times[field]]);
  return Object.fromEntries(all) as SourcedIncident['times'];
}

function toRecord(
  incident: SourcedIncident,
  key: string,
  reportedBy: string,
  services: readonly ImportedService[],
  batch: ImportBatch,
): NewIncidentRecord {
  const { at, record } = batch;
  const { times } = incident;
  return {
    id: randomUUID(),
    key,
    title: incident.title,
    summary: incident.summary,
    mode: 'real',
    status: incident.status,
    determination: incident.determination,
    classification: incident.classification,
    severity: incident.severity,
    ongoing: 'no',
    ...batch.toPriority(incident, services),
    tlp: incident.tlp,
    visibility: incident.visibility,
    personalData: { involved: 'unknown' },
    suspectedMalicious: 'unknown',
    crossBorder: 'unknown',
    isMajor: false,
    unknownService: services.length === 0,
    resolution: incident.resolution,
    reportedBy,
    importId: record.id,
    ...toColumns(times),
    reportedAt: times.reportedAt ?? times.detectedAt,
    recordedAt: at,
    updatedAt: at,
    version: 1,
    chainLength: 0,
    chainHead: GENESIS_HASH,
  };
}

/** Builds everything that is stored of an imported incident. */
export function toImportedRecord(
  incident: SourcedIncident,
  key: string,
  batch: ImportBatch,
): ImportedRecord {
  const { names, entities, at, record: imported } = batch;
  const importer = imported.createdBy;
  const lead = incident.lead && names.people[incident.lead];
  const reportedBy =
    (incident.reporter && names.people[incident.reporter]) || importer;
  const services = toServices(incident, batch);
  const affected = toAffected(services, batch);
  const record = toRecord(incident, key, reportedBy, services, batch);
  const step = toStep(incident, batch);
  const provenance = {
    import_id: imported.id,
    file_row: incident.row,
    source: imported.source,
    source_key: incident.sourceKey,
    original_id: incident.originalId ?? null,
    kept: JSON.stringify(incident.kept),
    corrections: JSON.stringify(incident.corrections),
  };
  const scopes = affected.flatMap(({ entityRef, snapshotState }) =>
    scopesOf(
      entityRef,
      snapshotState === 'complete' ? entities.get(entityRef) : undefined,
    ).map(({ scopeRef, relation }) => ({
      scope_ref: scopeRef,
      relation,
      entity_ref: entityRef,
    })),
  );
  const rows: Array<[RecordTableName, Row[]]> = [
    ['incident_provenance', [provenance]],
    [
      'affected_entities',
      affected.map(entity => ({
        impact_note: null,
        ...toAffectedRow(entity),
        removed_at: null,
      })),
    ],
    ['incident_scopes', toDistinct(scopes)],
    [
      'role_assignments',
      lead
        ? [
            {
              ...toRoleRow({
                role: 'incident-commander',
                principalRef: lead,
                assumedAt: at,
                assignedBy: importer,
              }),
              renounced_at: null,
            },
          ]
        : [],
    ],
    ['incident_members', toMembers(reportedBy, lead || undefined, batch)],
    ['resolution_steps', step ? [{ ...toStepRow(step) }] : []],
  ];
  const { name: fileName, sha256 } = imported.file;
  const entries: UnchainedEntry[] = [
    {
      at,
      actor: importer,
      action: 'incident.imported',
      data: {
        importId: imported.id,
        fileName,
        sha256,
        row: incident.row,
        source: imported.source,
        originalId: incident.originalId,
        title: incident.title,
        summary: incident.summary,
        status: incident.status,
        determination: incident.determination,
        severity: incident.severity,
        classification: incident.classification,
        tlp: incident.tlp,
        visibility: incident.visibility,
        ...incident.times,
        resolution: incident.resolution,
        priority: record.priority,
        affected: affected.map(({ entityRef, role, snapshot }) => ({
          entityRef,
          role,
          snapshot,
        })),
        kept: incident.kept,
        corrections: incident.corrections,
      },
    },
  ];
  if (step) {
    entries.push({
      at,
      actor: importer,
      action: 'step.recorded',
      data: {
        stepId: step.id,
        kind: step.kind,
        text: step.text,
        performedAt: step.performedAt,
        entityRefs: [],
        lateEntry: step.lateEntry,
      },
    });
  }
  return {
    record,
    rows,
    words: getIncidentWords({
      key,
      title: incident.title,
      summary: incident.summary,
    }),
    names: affected.flatMap(({ entityRef }) =>
      getNameWords(entityRef).map(word => ({ word, entity_ref: entityRef })),
    ),
    entries,
  };
}

/** Two services of one system count for it through each, but one service only once. */
function toDistinct(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map(row => [JSON.stringify(row), row])).values()];
}
