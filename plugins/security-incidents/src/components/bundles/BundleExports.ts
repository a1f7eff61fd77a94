import {
  type BundleOptions,
  type FileDownload,
  startSha256,
} from 'backstage-plugin-security-incidents-common';

/** Pieces become files of the browser from this size on, which need not stay in memory. */
const PIECE_BYTES = 8 * 1024 * 1024;
/** How often progress is reported, in milliseconds. */
const TELL_EVERY_MS = 200;

/** How far a bundle is. */
export type BundleExport =
  | { state: 'checking' }
  | { state: 'packing'; receivedBytes: number }
  | { state: 'done'; fileName: string; sizeBytes: number; sha256: string }
  | { state: 'failed'; error: Error };

/** Gives a file to the browser. */
export type SaveFile = (fileName: string, content: Blob) => void;

function saveFile(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(url);
}

/** Bundles that are being made. They continue while their dialogs are closed and pages change. */
export class BundleExports {
  readonly #exports = new Map<
    string,
    { now: BundleExport; controller: AbortController; options: BundleOptions }
  >();
  readonly #listeners = new Set<() => void>();

  constructor(private readonly save: SaveFile = saveFile) {}

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get(id: string): BundleExport | undefined {
    return this.#exports.get(id)?.now;
  }

  /** How the bundle is made; undefined when none is. */
  getOptions(id: string): BundleOptions | undefined {
    return this.#exports.get(id)?.options;
  }

  /**
   * Makes a bundle, unless it is being made.
   *
   * @param id - what it is about; one bundle at a time
   * @param onDone - called when its entry is in the timeline
   */
  async start(
    id: string,
    download: (signal: AbortSignal) => Promise<FileDownload>,
    onDone: () => void = () => {},
    options: BundleOptions = {},
  ): Promise<void> {
    const before = this.get(id);
    if (before?.state === 'checking' || before?.state === 'packing') return;
    const controller = new AbortController();
    const tell = (now: BundleExport) => {
      if (controller.signal.aborted) return;
      this.#exports.set(id, { now, controller, options });
      this.#tell();
    };
    tell({ state: 'checking' });
    try {
      const { fileName, content } = await download(controller.signal);
      const { file, sha256 } = await this.#read(content, receivedBytes =>
        tell({ state: 'packing', receivedBytes }),
      );
      if (controller.signal.aborted) return;
      this.save(fileName, file);
      tell({ state: 'done', fileName, sizeBytes: file.size, sha256 });
      onDone();
    } catch (error) {
      tell({ state: 'failed', error: error as Error });
    }
  }

  /** Stops a bundle, or forgets how it ended. */
  clear(id: string): void {
    this.#exports.get(id)?.controller.abort();
    this.#exports.delete(id);
    this.#tell();
  }

  async #read(
    content: ReadableStream<Uint8Array>,
    onProgress: (receivedBytes: number) => void,
  ): Promise<{ file: Blob; sha256: string }> {
    const hash = startSha256();
    const reader = content.getReader();
    const files: Blob[] = [];
    let pieces: Uint8Array[] = [];
    let pieceBytes = 0;
    let receivedBytes = 0;
    let toldAt = 0;
    const flush = () => {
      files.push(new Blob(pieces as BlobPart[]));
      pieces = [];
      pieceBytes = 0;
    };
    onProgress(0);
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      hash.update(value);
      pieces.push(value);
      pieceBytes += value.length;
      receivedBytes += value.length;
      if (pieceBytes >= PIECE_BYTES) flush();
      if (performance.now() - toldAt > TELL_EVERY_MS) {
        toldAt = performance.now();
        onProgress(receivedBytes);
      }
    }
    flush();
    return {
      file: new Blob(files, { type: 'application/zip' }),
      sha256: hash.digest(),
    };
  }

  #tell() {
    this.#listeners.forEach(listener => listener());
  }
}

/** Those of this browser tab. */
export const bundleExports = new BundleExports();
