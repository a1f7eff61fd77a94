import type {
  EvidenceApi,
  EvidenceUpload,
} from 'backstage-plugin-security-incidents-common';
import { PartUpload, type UploadDetails, type UploadState } from './PartUpload';

/** A file that waits to be sent. */
export interface UploadRequest {
  file: File;
  details: UploadDetails;
  /** An upload that broke off, to continue. */
  unfinished?: EvidenceUpload;
}

interface Running {
  incidentKey: string;
  upload: PartUpload;
}

const NOTHING: readonly UploadState[] = [];
let lastId = 0;

/** The uploads of the reader. They continue while other pages of the app are open. */
export class UploadsStore {
  readonly #running = new Map<string, Running>();
  readonly #listeners = new Set<() => void>();
  readonly #states = new Map<string, readonly UploadState[]>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The uploads to an incident; the same list until something changes. */
  get(incidentKey: string): readonly UploadState[] {
    return this.#states.get(incidentKey) ?? NOTHING;
  }

  add(
    api: EvidenceApi,
    incidentKey: string,
    { file, details, unfinished }: UploadRequest,
    onDone: () => void,
  ): void {
    lastId += 1;
    const id = `upload-${lastId}`;
    const upload = new PartUpload({
      id,
      api,
      incidentKey,
      file,
      details,
      unfinished,
      onChange: changes => this.#change(incidentKey, id, changes),
      onDone: () => {
        this.#remove(incidentKey, id);
        onDone();
      },
    });
    this.#running.set(id, { incidentKey, upload });
    this.#set(incidentKey, [
      ...this.get(incidentKey),
      {
        id,
        fileName: file.name,
        sizeBytes: file.size,
        sentBytes: 0,
        phase: 'sending',
        kind: details.kind,
        taskId: details.taskId ?? unfinished?.taskId,
      },
    ]);
    upload.start();
  }

  pause(id: string): void {
    this.#running.get(id)?.upload.pause();
  }

  resume(id: string): void {
    this.#running.get(id)?.upload.start();
  }

  async cancel(id: string): Promise<void> {
    const running = this.#running.get(id);
    if (!running) return;
    this.#remove(running.incidentKey, id);
    await running.upload.cancel();
  }

  #change(incidentKey: string, id: string, changes: Partial<UploadState>) {
    this.#set(
      incidentKey,
      this.get(incidentKey).map(state =>
        state.id === id ? { ...state, ...changes } : state,
      ),
    );
  }

  #remove(incidentKey: string, id: string): void {
    this.#running.delete(id);
    this.#set(
      incidentKey,
      this.get(incidentKey).filter(state => state.id !== id),
    );
  }

  #set(incidentKey: string, states: readonly UploadState[]): void {
    this.#states.set(incidentKey, states);
    this.#listeners.forEach(listener => listener());
  }
}

/** One for the whole app, because uploads outlive the view that started them. */
export const uploads = new UploadsStore();
