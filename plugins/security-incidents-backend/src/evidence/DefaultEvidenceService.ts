import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Evidence,
  EvidenceCheckResult,
  EvidencePreview,
  PageRequest,
  ParsedEvidenceDecision,
  ParsedEvidenceFields,
  ParsedRecordEvidenceReference,
  TimelineAction,
} from 'backstage-plugin-security-incidents-common';
import { EVIDENCE_PART_BYTES } from 'backstage-plugin-security-incidents-common';
import {
  assertPermitted,
  type CallerPermissions,
} from '../authorization/permissions';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentChange } from '../incidents/IncidentChange';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../kernel/contexts';
import type { IncidentRecord } from '../kernel/records';
import type { FindingReporter } from '../verification/FindingReporter';
import {
  disposeEvidence,
  getBytes,
  holdEvidence,
  releaseEvidence,
} from './decisions';
import type { EvidenceFiles } from './EvidenceFiles';
import { type EvidenceRecorder, takesEvidence } from './EvidenceRecorder';
import type { ArrivingFile, EvidenceService } from './EvidenceService';
import { toFinding } from './findings';
import { getPreviewKind, MAX_TEXT_BYTES } from './mediaTypes';
import { toEvidence } from './present';
import {
  type EvidenceKeeping,
  type EvidenceSettings,
  getKeptUntil,
} from './settings';
import type { EvidenceRecord } from './store/EvidenceStore';

function noFile(id: string, { key }: IncidentRecord): NotFoundError {
  return new NotFoundError(`No evidence ${id} on ${key}`);
}

export class DefaultEvidenceService
  implements EvidenceService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      files: EvidenceFiles;
      recorder: EvidenceRecorder;
      reporter: FindingReporter;
      settings: EvidenceSettings;
      keeping: EvidenceKeeping;
      /** Deletes bytes whose deletion was requested. */
      deleteRequested(): Promise<void>;
    },
  ) {}

  async list(idOrKey: string, page: PageRequest, context: AuthorizedContext) {
    const { store, calls, files, settings, keeping } = this.options;
    const incident = await calls.find(idOrKey, context);
    const found = await store.evidence.list(incident.seq, page);
    const { addEvidence, readEvidence, manageEvidence } = context.permissionsOn(
      await store.getResource(incident),
    );
    return calls.recordView(incident, context, {
      ...found,
      items: found.items.map(record => toEvidence(record, incident.tlp)),
      storedBytes: await store.evidence.sumBytes(incident.seq),
      limits: { ...settings, partBytes: EVIDENCE_PART_BYTES },
      storage: files.storageId,
      keeping: {
        ...keeping,
        until: getKeptUntil(keeping, incident.closedAt),
      },
      may: {
        add: addEvidence && takesEvidence(incident, manageEvidence),
        read: readEvidence,
        manage: manageEvidence,
      },
    });
  }

  async add(
    idOrKey: string,
    { sha256, ...details }: ParsedEvidenceFields,
    file: ArrivingFile,
    context: AuthorizedContext,
  ) {
    const { recorder } = this.options;
    const place = await recorder.prepare(idOrKey, details, context);
    const evidenceId = await recorder.store(
      place,
      { ...file, details, sha256 },
      context,
    );
    return this.#get(place.incident, evidenceId);
  }

  async addReference(
    idOrKey: string,
    {
      fileName,
      sizeBytes,
      sha256,
      location,
      ...details
    }: ParsedRecordEvidenceReference,
    context: AuthorizedContext,
  ) {
    const { recorder } = this.options;
    const { incident } = await recorder.prepare(idOrKey, details, context);
    const evidenceId = await recorder.record(
      incident.id,
      details,
      { fileName, sizeBytes, sha256, location, sha256Confirmed: false },
      context,
    );
    return this.#get(incident, evidenceId);
  }

  async open(idOrKey: string, evidenceId: string, context: AuthorizedContext) {
    const { calls, files } = this.options;
    const { incident, record } = await this.#find(
      idOrKey,
      evidenceId,
      'readEvidence',
      context,
    );
    const bytes = getBytes(record);
    const content = await files.open({ ...record, ...bytes });
    try {
      await this.#log(incident, record, 'evidence.downloaded', {}, context);
    } catch (error) {
      content.destroy();
      throw error;
    }
    return calls.recordView(incident, context, {
      evidence: toEvidence(record, incident.tlp),
      content,
    });
  }

  async preview(
    idOrKey: string,
    evidenceId: string,
    context: AuthorizedContext,
  ): Promise<EvidencePreview> {
    const { files } = this.options;
    const { incident, record } = await this.#find(
      idOrKey,
      evidenceId,
      'readEvidence',
      context,
    );
    const bytes = getBytes(record);
    const kind = getPreviewKind(record.mediaType, record.sizeBytes);
    if (!kind) {
      throw new ConflictError(
        `A file of the type ${record.mediaType} is not shown; download it`,
      );
    }
    await this.#log(incident, record, 'evidence.previewed', {}, context);
    const parts: Buffer[] = [];
    const limit = kind === 'text' ? MAX_TEXT_BYTES : record.sizeBytes;
    let read = 0;
    for await (const part of await files.read(bytes)) {
      parts.push(part);
      read += part.length;
      if (read >= limit) break;
    }
    const content = Buffer.concat(parts).subarray(0, limit);
    return kind === 'text'
      ? {
          kind,
          // A character may be cut at the end.
          text: new TextDecoder().decode(content, { stream: true }),
          isCut: record.sizeBytes > limit,
        }
      : {
          kind,
          mediaType: record.mediaType!,
          base64: content.toString('base64'),
        };
  }

  async listCustody(
    idOrKey: string,
    evidenceId: string,
    page: PageRequest,
    context: AuthorizedContext,
  ) {
    const { store, calls } = this.options;
    const incident = await calls.find(idOrKey, context);
    const record = await store.evidence.find(incident.seq, evidenceId);
    if (!record) throw noFile(evidenceId, incident);
    return calls.recordView(
      incident,
      context,
      await store.evidence.listCustody(incident.seq, evidenceId, page),
    );
  }

  async verify(
    idOrKey: string,
    evidenceId: string,
    context: AuthorizedContext,
  ) {
    const { calls, files, reporter } = this.options;
    const { incident, record } = await this.#find(
      idOrKey,
      evidenceId,
      'readEvidence',
      context,
    );
    const read = await files.hash(getBytes(record));
    let status: EvidenceCheckResult = 'missing';
    if (read) status = read.sha256 === record.sha256 ? 'ok' : 'mismatch';
    const found = {
      ...(status === 'mismatch' && { readSha256: read!.sha256 }),
    };
    let checkedAt = '';
    await this.#change(incident, context, async change => {
      const { tx, at, actor } = change;
      checkedAt = at;
      await change.log('evidence.verified', {
        evidenceId,
        fileName: record.fileName,
        result: status,
        sizeBytes: read?.sizeBytes,
        ...found,
      });
      await tx.evidence.update(incident.seq, evidenceId, {
        checkedAt: at,
        checkedBy: actor,
        checkResult: status,
      });
    });
    if (status === 'ok') await reporter.reportIntact(evidenceId);
    else await reporter.report(toFinding(incident, record, status));
    return calls.recordView(incident, context, {
      evidenceId,
      status,
      sha256: record.sha256,
      ...found,
      checkedAt,
    });
  }

  async hold(
    idOrKey: string,
    evidenceId: string,
    { reason }: ParsedEvidenceDecision,
    context: AuthorizedContext,
  ) {
    return this.#decide(idOrKey, evidenceId, context, (change, record) =>
      holdEvidence(change, record, reason),
    );
  }

  async release(
    idOrKey: string,
    evidenceId: string,
    { reason }: ParsedEvidenceDecision,
    context: AuthorizedContext,
  ) {
    return this.#decide(idOrKey, evidenceId, context, (change, record) =>
      releaseEvidence(change, record, reason),
    );
  }

  async dispose(
    idOrKey: string,
    evidenceId: string,
    { reason }: ParsedEvidenceDecision,
    context: AuthorizedContext,
  ) {
    const evidence = await this.#decide(
      idOrKey,
      evidenceId,
      context,
      (change, record) => disposeEvidence(change, record, reason, this.options),
    );
    await this.options.deleteRequested();
    return evidence;
  }

  async #find(
    idOrKey: string,
    evidenceId: string,
    permission: keyof CallerPermissions,
    context: AuthorizedContext,
  ) {
    const { store, calls } = this.options;
    const incident = await calls.find(idOrKey, context);
    assertPermitted(context.permissionsOn(await store.getResource(incident)), [
      permission,
    ]);
    const record = await store.evidence.find(incident.seq, evidenceId);
    if (!record) throw noFile(evidenceId, incident);
    return { incident, record };
  }

  async #get(incident: IncidentRecord, evidenceId: string): Promise<Evidence> {
    const { store } = this.options;
    const record = await store.evidence.find(incident.seq, evidenceId);
    if (!record) throw noFile(evidenceId, incident);
    return toEvidence(record, incident.tlp);
  }

  /** Custody continues when the incident is over. */
  async #change(
    { id }: IncidentRecord,
    context: AuthorizedContext,
    work: (change: IncidentChange) => Promise<void>,
  ) {
    const { calls } = this.options;
    await calls.changer.change(id, calls.getActor(context), context, work, {
      frozen: true,
    });
  }

  async #log(
    incident: IncidentRecord,
    { id, fileName }: EvidenceRecord,
    action: TimelineAction,
    data: object,
    context: AuthorizedContext,
  ) {
    await this.#change(incident, context, async change => {
      await change.log(action, { evidenceId: id, fileName, ...data });
    });
  }

  async #decide(
    idOrKey: string,
    evidenceId: string,
    context: AuthorizedContext,
    work: (change: IncidentChange, record: EvidenceRecord) => Promise<void>,
  ): Promise<Evidence> {
    const { incident } = await this.#find(
      idOrKey,
      evidenceId,
      'manageEvidence',
      context,
    );
    await this.#change(incident, context, async change => {
      const record = await change.tx.evidence.find(
        change.incident.seq,
        evidenceId,
      );
      if (!record) throw noFile(evidenceId, change.incident);
      await work(change, record);
    });
    return this.#get(incident, evidenceId);
  }
}
