import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  type Evidence,
  EVIDENCE_PART_BYTES,
  type ParsedCompleteEvidenceUpload,
  type ParsedStartEvidenceUpload,
} from 'backstage-plugin-security-incidents-common';
import { assertPermitted } from '../authorization/permissions';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../kernel/contexts';
import type { IncidentRecord } from '../kernel/records';
import type { EvidenceFiles } from './EvidenceFiles';
import { type EvidenceRecorder, UPLOAD_TIME_MS } from './EvidenceRecorder';
import type { EvidenceUploadsService } from './EvidenceService';
import { toEvidence, toUpload } from './present';
import { toSize } from './settings';
import type {
  EvidenceUploadsStore,
  UploadPartRecord,
  UploadRecord,
} from './store/EvidenceStore';

/** How many uploads somebody can have open on one incident. */
const MAX_UPLOADS = 20;

/** An upload that was started in parts. */
type PartedUpload = UploadRecord & { request: ParsedStartEvidenceUpload };

function countParts(sizeBytes: number): number {
  return Math.ceil(sizeBytes / EVIDENCE_PART_BYTES);
}

/** The bytes that a part must have: all but the last are full. */
function getPartBytes(part: number, sizeBytes: number): number {
  return part < countParts(sizeBytes)
    ? EVIDENCE_PART_BYTES
    : sizeBytes - (part - 1) * EVIDENCE_PART_BYTES;
}

/** @throws ConflictError that names the first missing part */
function assertAllThere(
  parts: readonly UploadPartRecord[],
  sizeBytes: number,
): void {
  const numbers = new Set(parts.map(({ number }) => number));
  const total = countParts(sizeBytes);
  for (let part = 1; part <= total; part += 1) {
    if (!numbers.has(part)) {
      throw new ConflictError(
        `parts: ${
          total - parts.length
        } of ${total} are missing, the first is ${part}`,
      );
    }
  }
}

export class DefaultEvidenceUploadsService
  implements EvidenceUploadsService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      files: EvidenceFiles;
      recorder: EvidenceRecorder;
      clock(): Date;
    },
  ) {}

  get #uploads(): EvidenceUploadsStore {
    return this.options.store.evidenceUploads;
  }

  async start(
    idOrKey: string,
    request: ParsedStartEvidenceUpload,
    context: AuthorizedContext,
  ) {
    const { calls, files, recorder, clock } = this.options;
    const { incident, maxBytes } = await recorder.prepare(
      idOrKey,
      request,
      context,
    );
    if (request.sizeBytes > maxBytes) {
      throw new InputError(
        `sizeBytes: must be at most ${toSize(
          maxBytes,
        )}. Keep the file elsewhere and record its place and sha256`,
      );
    }
    const actor = calls.getActor(context);
    const open = await this.#uploads.list(incident.seq, actor);
    if (open.length >= MAX_UPLOADS) {
      throw new ConflictError(
        `You have ${open.length} uploads to ${incident.key} that are not complete; complete or cancel one first`,
      );
    }
    const now = clock().getTime();
    const upload: PartedUpload = {
      id: randomUUID(),
      incidentSeq: incident.seq,
      actor,
      storageId: files.storageId,
      request,
      startedAt: new Date(now).toISOString(),
      expiresAt: new Date(now + UPLOAD_TIME_MS).toISOString(),
    };
    await this.#uploads.insert(upload);
    return toUpload(upload, []);
  }

  async list(idOrKey: string, context: AuthorizedContext) {
    const { calls } = this.options;
    const incident = await calls.find(idOrKey, context);
    const found = await this.#uploads.list(
      incident.seq,
      calls.getActor(context),
    );
    const items = [];
    for (const upload of found) {
      items.push(toUpload(upload, await this.#uploads.getParts(upload.id)));
    }
    return { items };
  }

  async get(idOrKey: string, uploadId: string, context: AuthorizedContext) {
    const { upload } = await this.#find(idOrKey, uploadId, context);
    return toUpload(upload, await this.#uploads.getParts(uploadId));
  }

  async savePart(
    idOrKey: string,
    uploadId: string,
    part: number,
    content: Buffer,
    context: AuthorizedContext,
  ) {
    const { files, clock } = this.options;
    const { upload } = await this.#find(idOrKey, uploadId, context);
    if (upload.evidenceId !== undefined) {
      throw new ConflictError('The upload is complete');
    }
    const { sizeBytes } = upload.request;
    const total = countParts(sizeBytes);
    if (part > total) {
      throw new InputError(`part: must be a whole number from 1 to ${total}`);
    }
    const expected = getPartBytes(part, sizeBytes);
    if (content.length !== expected) {
      throw new InputError(
        `body: part ${part} must have ${expected} bytes, ${content.length} arrived`,
      );
    }
    // Each attempt has a key of its own, because a key is written once.
    const storageKey = `uploads/${uploadId}/${part}-${randomUUID()}`;
    await files.store(storageKey, Readable.from([content]), {
      maxBytes: expected,
    });
    const replaced = await this.#uploads.savePart(uploadId, {
      number: part,
      sizeBytes: content.length,
      storageKey,
    });
    if (replaced !== undefined) {
      await files.delete({
        storageId: upload.storageId,
        storageKey: replaced,
      });
    }
    const expiresAt = new Date(
      clock().getTime() + UPLOAD_TIME_MS,
    ).toISOString();
    await this.#uploads.extend(uploadId, expiresAt);
    return toUpload(
      { ...upload, expiresAt },
      await this.#uploads.getParts(uploadId),
    );
  }

  async complete(
    idOrKey: string,
    uploadId: string,
    request: ParsedCompleteEvidenceUpload,
    context: AuthorizedContext,
  ) {
    const { store, calls, recorder } = this.options;
    assertPermitted(
      context.permissionsOn(
        await store.getResource(await calls.find(idOrKey, context)),
      ),
      ['addEvidence'],
    );
    const { incident, upload } = await this.#find(idOrKey, uploadId, context);
    // The answer to an earlier request may have been lost.
    if (upload.evidenceId !== undefined) {
      return this.#getEvidence(incident, upload.evidenceId);
    }
    const { fileName, mediaType, sizeBytes, sha256, ...details } =
      upload.request;
    const stated = request.sha256 ?? sha256;
    if (stated === undefined) {
      throw new InputError(
        'sha256: is required, unless the upload was started with it',
      );
    }
    const parts = (await this.#uploads.getParts(uploadId)).filter(
      ({ number }) => number > 0,
    );
    assertAllThere(parts, sizeBytes);
    const place = await recorder.prepare(idOrKey, details, context);
    let evidenceId: string;
    try {
      evidenceId = await recorder.store(
        place,
        {
          fileName,
          mediaType,
          content: this.#join(upload, parts),
          details,
          sha256: stated,
          sizeBytes,
          uploadId,
        },
        context,
      );
    } catch (error) {
      // No part says which of them is wrong, so the sender has to send all of them again.
      if (error instanceof InputError) await this.#remove(upload, parts);
      throw error;
    }
    await this.#deleteBytes(upload, parts);
    return this.#getEvidence(incident, evidenceId);
  }

  async cancel(idOrKey: string, uploadId: string, context: AuthorizedContext) {
    const { upload } = await this.#find(idOrKey, uploadId, context);
    if (upload.evidenceId !== undefined) {
      throw new ConflictError('The upload is complete');
    }
    await this.#remove(upload, await this.#uploads.getParts(uploadId));
    return { id: uploadId };
  }

  async *#join(
    { storageId }: UploadRecord,
    parts: readonly UploadPartRecord[],
  ): AsyncGenerator<Buffer> {
    for (const { storageKey } of parts) {
      yield* await this.options.files.read({ storageId, storageKey });
    }
  }

  async #remove(
    upload: UploadRecord,
    parts: readonly UploadPartRecord[],
  ): Promise<void> {
    await this.#deleteBytes(upload, parts);
    await this.#uploads.remove(upload.id);
  }

  async #deleteBytes(
    { storageId }: UploadRecord,
    parts: readonly UploadPartRecord[],
  ): Promise<void> {
    for (const { storageKey } of parts) {
      await this.options.files.delete({ storageId, storageKey });
    }
  }

  async #getEvidence(
    { seq, tlp }: IncidentRecord,
    evidenceId: string,
  ): Promise<Evidence> {
    const record = await this.options.store.evidence.find(seq, evidenceId);
    if (!record) throw new NotFoundError(`No evidence ${evidenceId}`);
    return toEvidence(record, tlp);
  }

  /** Only who started an upload finds it. */
  async #find(
    idOrKey: string,
    uploadId: string,
    context: AuthorizedContext,
  ): Promise<{ incident: IncidentRecord; upload: PartedUpload }> {
    const { calls } = this.options;
    const incident = await calls.find(idOrKey, context);
    const upload = await this.#uploads.find(uploadId);
    const isOwn =
      upload?.incidentSeq === incident.seq &&
      upload.actor === calls.getActor(context);
    if (!isOwn || !upload.request) {
      throw new NotFoundError(
        `No upload ${uploadId} of yours to ${incident.key}; start it again`,
      );
    }
    return { incident, upload: upload as PartedUpload };
  }
}
