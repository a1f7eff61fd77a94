import type {
  CompleteEvidenceUploadRequest,
  Evidence,
  EvidenceCustodyEntry,
  EvidenceDecisionRequest,
  EvidenceFields,
  EvidenceList,
  EvidencePreview,
  EvidenceUpload,
  EvidenceVerification,
  Page,
  RecordEvidenceReferenceRequest,
  StartEvidenceUploadRequest,
} from '../model';
import type { EvidenceApi } from './EvidenceApi';
import { HttpCalls } from './HttpCalls';
import { incidentPath, withQuery } from './paths';
import type { CallOptions, PagedCallOptions } from './SecurityIncidentsApi';

const UPLOADS = 'evidence-uploads';

/**
 * Client of the part of the HTTP API about evidence.
 * @public
 */
export class EvidenceClient implements EvidenceApi {
  readonly #calls: HttpCalls;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#calls = new HttpCalls(options);
  }

  listEvidence(
    idOrKey: string,
    { limit, cursor, ...options }: PagedCallOptions = {},
  ) {
    const path = withQuery(incidentPath(idOrKey, 'evidence'), {
      limit,
      cursor,
    });
    return this.#calls.get<EvidenceList>(path, options);
  }

  addEvidence(
    idOrKey: string,
    file: { name: string; content: Blob },
    fields: EvidenceFields = {},
    options?: CallOptions,
  ) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined) form.append(name, value);
    }
    // Last, because the server checks the fields before it stores a byte.
    form.append('file', file.content, file.name);
    const path = incidentPath(idOrKey, 'evidence');
    return this.#calls.sendContent<Evidence>('POST', path, form, options);
  }

  recordEvidenceReference(
    idOrKey: string,
    request: RecordEvidenceReferenceRequest,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'evidence-references');
    return this.#calls.send<Evidence>('POST', path, request, options);
  }

  downloadEvidence(idOrKey: string, evidenceId: string, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'evidence', evidenceId, 'content');
    return this.#calls.getBlob(path, options);
  }

  previewEvidence(idOrKey: string, evidenceId: string, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'evidence', evidenceId, 'preview');
    return this.#calls.get<EvidencePreview>(path, options);
  }

  listEvidenceCustody(
    idOrKey: string,
    evidenceId: string,
    { limit, cursor, ...options }: PagedCallOptions = {},
  ) {
    const path = withQuery(
      incidentPath(idOrKey, 'evidence', evidenceId, 'custody'),
      { limit, cursor },
    );
    return this.#calls.get<Page<EvidenceCustodyEntry>>(path, options);
  }

  verifyEvidence(idOrKey: string, evidenceId: string, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'evidence', evidenceId, 'verification');
    return this.#calls.send<EvidenceVerification>('POST', path, {}, options);
  }

  holdEvidence(
    idOrKey: string,
    evidenceId: string,
    request: EvidenceDecisionRequest,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'evidence', evidenceId, 'legal-hold');
    return this.#calls.send<Evidence>('PUT', path, request, options);
  }

  releaseEvidence(
    idOrKey: string,
    evidenceId: string,
    request: EvidenceDecisionRequest,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'evidence', evidenceId, 'legal-hold');
    return this.#calls.send<Evidence>('DELETE', path, request, options);
  }

  disposeOfEvidence(
    idOrKey: string,
    evidenceId: string,
    request: EvidenceDecisionRequest,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'evidence', evidenceId, 'disposal');
    return this.#calls.send<Evidence>('POST', path, request, options);
  }

  startEvidenceUpload(
    idOrKey: string,
    request: StartEvidenceUploadRequest,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, UPLOADS);
    return this.#calls.send<EvidenceUpload>('POST', path, request, options);
  }

  listEvidenceUploads(idOrKey: string, options?: CallOptions) {
    const path = incidentPath(idOrKey, UPLOADS);
    return this.#calls.get<{ items: EvidenceUpload[] }>(path, options);
  }

  getEvidenceUpload(idOrKey: string, uploadId: string, options?: CallOptions) {
    const path = incidentPath(idOrKey, UPLOADS, uploadId);
    return this.#calls.get<EvidenceUpload>(path, options);
  }

  sendEvidencePart(
    idOrKey: string,
    uploadId: string,
    part: number,
    content: Blob | Uint8Array,
    options?: CallOptions,
  ) {
    const path = incidentPath(
      idOrKey,
      UPLOADS,
      uploadId,
      'parts',
      String(part),
    );
    return this.#calls.sendContent<EvidenceUpload>(
      'PUT',
      path,
      content as BodyInit,
      options,
    );
  }

  completeEvidenceUpload(
    idOrKey: string,
    uploadId: string,
    request: CompleteEvidenceUploadRequest,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, UPLOADS, uploadId, 'completion');
    return this.#calls.send<Evidence>('POST', path, request, options);
  }

  cancelEvidenceUpload(
    idOrKey: string,
    uploadId: string,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, UPLOADS, uploadId);
    return this.#calls.send<{ id: string }>('DELETE', path, undefined, options);
  }
}
