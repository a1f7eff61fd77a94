import { randomUUID } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import {
  CLOCK_SKEW_MS,
  isFrozenStatus,
  type ParsedEvidenceFields,
  STATUS_LABELS,
  TLP_MARKINGS,
} from 'backstage-plugin-security-incidents-common';
import { assertPermitted } from '../authorization/permissions';
import type { IncidentChange } from '../incidents/IncidentChange';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { ServiceLookup } from '../incidents/ServiceLookup';
import type {
  IncidentsReader,
  IncidentsStore,
} from '../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../kernel/contexts';
import type { IncidentRecord } from '../kernel/records';
import { PayloadTooLargeError } from '../kernel/PayloadTooLargeError';
import type { PlanTaskRecord } from '../responsePlans/store/planRecords';
import type { EvidenceFiles, StoredFile } from './EvidenceFiles';
import { detectMediaType, findFalseMediaType } from './mediaTypes';
import { type EvidenceSettings, toSize } from './settings';
import type { EvidenceRecord, StoredBytes } from './store/EvidenceStore';

/** How long an upload may take; what is not complete by then is removed. */
export const UPLOAD_TIME_MS = 24 * 60 * 60 * 1000;
/** Part 0 of an upload is the whole file. */
export const WHOLE_FILE = 0;

type Details = Omit<ParsedEvidenceFields, 'sha256'>;

/** What a file is, once its bytes are known or said to be elsewhere. */
export type FileFacts = Pick<
  EvidenceRecord,
  | 'fileName'
  | 'mediaType'
  | 'falseMediaType'
  | 'sizeBytes'
  | 'sha256'
  | 'sha256Confirmed'
  | 'storageId'
  | 'storageKey'
  | 'location'
>;

/** A closed incident takes late files from those who manage evidence; dismissed and merged ones take none. */
export function takesEvidence(
  { status }: Pick<IncidentRecord, 'status'>,
  mayManage: boolean,
): boolean {
  return !isFrozenStatus(status) || (status === 'closed' && mayManage);
}

async function findTask(
  reader: Pick<IncidentsReader, 'plans'>,
  { seq, key }: IncidentRecord,
  taskId: string | undefined,
): Promise<PlanTaskRecord | undefined> {
  if (taskId === undefined) return undefined;
  const tasks = await reader.plans.getTasks(seq);
  const task = tasks.find(({ id }) => id === taskId);
  if (!task) throw new InputError(`taskId: no task ${taskId} on ${key}`);
  return task;
}

/** What every way of adding a file has in common: rules, the bytes, and the record. */
export class EvidenceRecorder {
  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      services: ServiceLookup;
      files: EvidenceFiles;
      settings: EvidenceSettings;
      clock(): Date;
    },
  ) {}

  /**
   * Checks a request before a byte is stored. The change checks again what may have changed meanwhile.
   *
   * @returns the incident, and how many bytes it takes
   */
  async prepare(
    idOrKey: string,
    details: Details,
    context: AuthorizedContext,
  ): Promise<{ incident: IncidentRecord; maxBytes: number }> {
    const { store, calls, services, settings } = this.options;
    const incident = await calls.find(idOrKey, context);
    const permissions = context.permissionsOn(
      await store.getResource(incident),
    );
    assertPermitted(permissions, ['addEvidence']);
    if (!takesEvidence(incident, permissions.manageEvidence)) {
      throw new ConflictError(
        `status: the incident is ${STATUS_LABELS[
          incident.status
        ].toLocaleLowerCase('en')} and takes no new evidence; re-open it first`,
      );
    }
    if (details.collectedBy !== undefined) {
      await services.assertPrincipal(
        'collectedBy',
        details.collectedBy,
        context,
      );
    }
    await this.#check(store, incident, details);
    const used = await store.evidence.sumBytes(incident.seq);
    const left = settings.incidentBytes - used;
    if (left <= 0) {
      throw new PayloadTooLargeError(
        `file: the evidence of ${incident.key} has reached ${toSize(
          settings.incidentBytes,
        )}. Keep the file elsewhere and record its place and sha256`,
      );
    }
    return { incident, maxBytes: Math.min(settings.fileBytes, left) };
  }

  /** Stores the bytes of a file and records it. Nothing of it is left when that fails. */
  async store(
    { incident, maxBytes }: { incident: IncidentRecord; maxBytes: number },
    file: {
      fileName: string;
      mediaType?: string;
      content: AsyncIterable<Uint8Array>;
      details: Details;
      /** What the sender computed. */
      sha256?: string;
      sizeBytes?: number;
      /** The upload in parts that it comes from. */
      uploadId?: string;
    },
    context: AuthorizedContext,
  ): Promise<string> {
    const { store, calls, files, clock } = this.options;
    const evidenceId = randomUUID();
    const bytes = {
      storageId: files.storageId,
      storageKey: `incidents/${incident.id}/${evidenceId}`,
    };
    const uploadId = file.uploadId ?? evidenceId;
    const now = clock().getTime();
    // Before the first byte, so that a restart in between leaves nothing behind for ever.
    if (file.uploadId === undefined) {
      await store.evidenceUploads.insert({
        id: uploadId,
        incidentSeq: incident.seq,
        actor: calls.getActor(context),
        storageId: bytes.storageId,
        startedAt: new Date(now).toISOString(),
        expiresAt: new Date(now + UPLOAD_TIME_MS).toISOString(),
      });
    }
    await store.evidenceUploads.savePart(uploadId, {
      number: WHOLE_FILE,
      sizeBytes: 0,
      storageKey: bytes.storageKey,
    });
    try {
      const stored = await files.store(bytes.storageKey, file.content, {
        maxBytes,
      });
      assertComplete(stored, file);
      const detected = detectMediaType(stored.head);
      await this.record(
        incident.id,
        file.details,
        {
          fileName: file.fileName,
          mediaType: detected,
          falseMediaType: findFalseMediaType(file.mediaType, detected),
          sizeBytes: stored.sizeBytes,
          sha256: stored.sha256,
          sha256Confirmed: file.sha256 !== undefined,
          ...bytes,
        },
        context,
        { evidenceId, uploadId: file.uploadId },
      );
    } catch (error) {
      await this.#discard(bytes, file.uploadId === undefined ? uploadId : '');
      throw error;
    }
    if (file.uploadId === undefined) {
      await store.evidenceUploads.remove(uploadId);
    }
    return evidenceId;
  }

  /** Records a file, and that a task has its evidence. */
  async record(
    incidentId: string,
    details: Details,
    facts: FileFacts,
    context: AuthorizedContext,
    {
      evidenceId = randomUUID(),
      uploadId,
    }: {
      evidenceId?: string;
      uploadId?: string;
    } = {},
  ): Promise<string> {
    const { calls, settings } = this.options;
    const actor = calls.getActor(context);
    await calls.changer.once(
      {
        actor,
        operation: `incidents/${incidentId}/evidence`,
        key: undefined,
        body: undefined,
        incident: incidentId,
      },
      async unit => {
        await calls.changer.changeIn(
          unit,
          incidentId,
          actor,
          context,
          async change => {
            const { tx, incident } = change;
            await this.#check(tx, incident, details);
            const used = await tx.evidence.sumBytes(incident.seq);
            const added = facts.storageKey === undefined ? 0 : facts.sizeBytes;
            if (used + added > settings.incidentBytes) {
              throw new PayloadTooLargeError(
                `file: the evidence of ${incident.key} would exceed ${toSize(
                  settings.incidentBytes,
                )}`,
              );
            }
            await addEvidence(change, evidenceId, details, facts);
            if (uploadId !== undefined) {
              await tx.evidence.completeUpload(uploadId, evidenceId);
            }
          },
          {
            frozen: incident =>
              takesEvidence(incident, context.permissions.manageEvidence),
          },
        );
        return { incidentId };
      },
    );
    return evidenceId;
  }

  async #check(
    reader: Pick<IncidentsReader, 'plans' | 'getSteps'>,
    incident: IncidentRecord,
    { tlp, collectedAt, taskId, stepId }: Details,
  ): Promise<void> {
    if (
      tlp !== undefined &&
      TLP_MARKINGS.indexOf(tlp) < TLP_MARKINGS.indexOf(incident.tlp)
    ) {
      throw new InputError(
        `tlp: must not be below TLP:${incident.tlp}, the marking of the incident`,
      );
    }
    const latest = this.options.clock().getTime() + CLOCK_SKEW_MS;
    if (collectedAt !== undefined && Date.parse(collectedAt) > latest) {
      throw new InputError('collectedAt: must not be in the future');
    }
    await findTask(reader, incident, taskId);
    if (stepId !== undefined) {
      const steps = await reader.getSteps(incident);
      if (!steps.some(({ id }) => id === stepId)) {
        throw new InputError(`stepId: no step ${stepId} on ${incident.key}`);
      }
    }
  }

  async #discard(bytes: StoredBytes, uploadId: string): Promise<void> {
    const { files, store } = this.options;
    await files.delete(bytes);
    if (uploadId) await store.evidenceUploads.remove(uploadId);
  }
}

/** @throws InputError when the bytes are not what the sender said */
function assertComplete(
  stored: StoredFile,
  stated: { sha256?: string; sizeBytes?: number },
): void {
  if (stored.sizeBytes === 0) throw new InputError('file: must not be empty');
  if (stated.sizeBytes !== undefined && stored.sizeBytes !== stated.sizeBytes) {
    throw new InputError(
      `sizeBytes: ${stored.sizeBytes} bytes arrived and not ${stated.sizeBytes}; send the file again`,
    );
  }
  if (stated.sha256 !== undefined && stored.sha256 !== stated.sha256) {
    throw new InputError(
      `sha256: the bytes that arrived have the sha256 ${stored.sha256} and not ${stated.sha256}; send the file again`,
    );
  }
}

async function addEvidence(
  change: IncidentChange,
  evidenceId: string,
  details: Details,
  facts: FileFacts,
): Promise<void> {
  const { tx, incident, actor, at } = change;
  const task = await findTask(tx, incident, details.taskId);
  const { storageKey, ...shown } = facts;
  const evidence = {
    ...details,
    tlp: details.tlp ?? incident.tlp,
    collectedAt: details.collectedAt ?? at,
    collectedBy: details.collectedBy ?? actor,
  };
  const entry = await change.log('evidence.added', {
    evidenceId,
    ...shown,
    ...evidence,
    ...(task && { taskTitle: task.definition.title }),
  });
  await tx.evidence.insert(incident.seq, {
    id: evidenceId,
    ...facts,
    ...evidence,
    recordedAt: at,
    recordedBy: actor,
    seq: entry.seq,
  });
  if (task && task.evidenceId === undefined) {
    await tx.plans.updateTask(task.id, { evidenceId });
  }
}
