import {
  type EvidenceApi,
  type EvidenceUpload,
  type StartEvidenceUploadRequest,
  startSha256,
} from 'backstage-plugin-security-incidents-common';
import { problemOf } from '../IncidentPage/fields';

/**
 * `sending`, `paused` by the reader, `waiting` for a connection that broke, `checking` while the server compares the sha256,
 * `done`, or `failed` for good.
 */
export type UploadPhase =
  | 'sending'
  | 'paused'
  | 'waiting'
  | 'checking'
  | 'done'
  | 'failed';

/** What a page shows of an upload. */
export interface UploadState {
  id: string;
  fileName: string;
  sizeBytes: number;
  sentBytes: number;
  phase: UploadPhase;
  kind?: string;
  taskId?: string;
  /** Why it failed, or what it waits for. */
  problem?: string;
  /** Time until all is sent at the speed so far. */
  leftMs?: number;
}

export type UploadDetails = Omit<
  StartEvidenceUploadRequest,
  'fileName' | 'sizeBytes' | 'mediaType' | 'sha256'
>;

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;

/** Whether sending the same again may help. */
function mayHelpAgain(status: number | undefined): boolean {
  return (
    status === undefined || status === 408 || status === 429 || status >= 500
  );
}

/** Sends a file in parts, computes its sha256 on the way, and continues after a break. */
export class PartUpload {
  #upload?: EvidenceUpload;
  #controller = new AbortController();
  #hash = startSha256();
  #hashedParts = 0;
  #attempts = 0;
  #timer?: ReturnType<typeof setTimeout>;
  /** When this run began, and what was sent by then. */
  #run = { at: 0, bytes: 0 };

  constructor(
    private readonly options: {
      id: string;
      api: EvidenceApi;
      incidentKey: string;
      file: File;
      details: UploadDetails;
      /** An upload that broke off, to continue. */
      unfinished?: EvidenceUpload;
      onChange(changes: Partial<UploadState>): void;
      onDone(): void;
    },
  ) {
    this.#upload = options.unfinished;
  }

  start(): void {
    this.#controller.abort();
    this.#controller = new AbortController();
    clearTimeout(this.#timer);
    this.#send(this.#controller.signal);
  }

  pause(): void {
    this.#controller.abort();
    clearTimeout(this.#timer);
    this.options.onChange({
      phase: 'paused',
      problem: undefined,
      leftMs: undefined,
    });
  }

  /** Gives it up. What is stored of it is removed. */
  async cancel(): Promise<void> {
    const { api, incidentKey } = this.options;
    this.#controller.abort();
    clearTimeout(this.#timer);
    if (!this.#upload) return;
    // What cannot be removed now is removed when its time is over.
    await api
      .cancelEvidenceUpload(incidentKey, this.#upload.id)
      .catch(() => {});
  }

  async #send(signal: AbortSignal): Promise<void> {
    const { onChange } = this.options;
    onChange({ phase: 'sending', problem: undefined });
    try {
      await this.#sendParts(signal);
      onChange({ phase: 'checking', leftMs: undefined });
      await this.#complete(signal);
      onChange({ phase: 'done' });
      this.options.onDone();
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  async #sendParts(signal: AbortSignal): Promise<void> {
    const { api, incidentKey, file } = this.options;
    const upload = await this.#find(signal);
    const { partBytes } = upload;
    const stored = new Set(upload.parts);
    const total = Math.ceil(file.size / partBytes);
    this.#run = { at: Date.now(), bytes: 0 };
    for (let part = 1; part <= total; part += 1) {
      signal.throwIfAborted();
      const isStored = stored.has(part);
      const start = (part - 1) * partBytes;
      const end = Math.min(start + partBytes, file.size);
      if (!isStored || part > this.#hashedParts) {
        const bytes = new Uint8Array(
          await file.slice(start, end).arrayBuffer(),
        );
        if (part > this.#hashedParts) {
          this.#hash.update(bytes);
          this.#hashedParts = part;
        }
        if (!isStored) {
          await api.sendEvidencePart(incidentKey, upload.id, part, bytes, {
            signal,
          });
          this.#attempts = 0;
          this.#run.bytes += bytes.length;
        }
      }
      this.#showProgress(end);
    }
  }

  async #find(signal: AbortSignal): Promise<EvidenceUpload> {
    const { api, incidentKey, file, details } = this.options;
    this.#upload = this.#upload
      ? await api.getEvidenceUpload(incidentKey, this.#upload.id, { signal })
      : await api.startEvidenceUpload(
          incidentKey,
          {
            ...details,
            fileName: file.name,
            sizeBytes: file.size,
            ...(file.type && { mediaType: file.type }),
          },
          { signal },
        );
    return this.#upload;
  }

  async #complete(signal: AbortSignal): Promise<void> {
    const { api, incidentKey } = this.options;
    this.#sha256 ??= this.#hash.digest();
    await api.completeEvidenceUpload(
      incidentKey,
      this.#upload!.id,
      { sha256: this.#sha256 },
      { signal },
    );
  }

  #sha256?: string;

  #showProgress(sentBytes: number): void {
    const { file, onChange } = this.options;
    const { at, bytes } = this.#run;
    const leftMs =
      bytes > 0
        ? ((Date.now() - at) / bytes) * (file.size - sentBytes)
        : undefined;
    onChange({ sentBytes, leftMs });
  }

  #fail(error: unknown): void {
    const { onChange } = this.options;
    const { status, message } = problemOf(error);
    if (!mayHelpAgain(status)) {
      onChange({ phase: 'failed', problem: message, leftMs: undefined });
      return;
    }
    onChange({ phase: 'waiting', problem: message, leftMs: undefined });
    const wait = Math.min(FIRST_RETRY_MS * 2 ** this.#attempts, LAST_RETRY_MS);
    this.#attempts += 1;
    this.#timer = setTimeout(() => this.start(), wait);
  }
}
