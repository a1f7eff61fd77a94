import archiver from 'archiver';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';

export const MANIFEST = 'manifest.json';

/** A file of a bundle. */
export interface BundleFile {
  /** With forward slashes. */
  path: string;
  content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

/** A file of a bundle, as the manifest names it. */
export interface ManifestFile {
  path: string;
  sha256: string;
  size: number;
}

/** What a bundle became. */
export interface ArchiveResult {
  sha256: string;
  sizeBytes: number;
  manifestSha256: string;
  files: number;
}

/** The only form of a manifest, so that each changed byte of it shows. */
export function toManifest(files: readonly ManifestFile[]): string {
  return `${JSON.stringify({ files }, null, 2)}\n`;
}

/**
 * Makes a zip file of files that are read one after another, while it is read itself. The manifest is its last file.
 *
 * @param date - of each file
 * @param onEnd - receives the result after the last byte
 */
export async function* makeArchive(
  files: AsyncIterable<BundleFile>,
  date: Date,
  onEnd: (result: ArchiveResult) => void,
): AsyncGenerator<Uint8Array> {
  const archive = archiver('zip', { zlib: { level: 6 } });
  const listed: ManifestFile[] = [];
  let manifestSha256 = '';
  const write = async () => {
    for await (const { path, content } of files) {
      listed.push(await append(archive, path, content, date));
    }
    const manifest = await append(
      archive,
      MANIFEST,
      [toManifest(listed)],
      date,
    );
    manifestSha256 = manifest.sha256;
    await archive.finalize();
  };
  const written = write().catch(error => {
    archive.destroy(error);
    throw error;
  });
  // The error is thrown below, where the archive is read.
  written.catch(() => {});
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    for await (const bytes of archive) {
      hash.update(bytes);
      sizeBytes += bytes.length;
      yield bytes;
    }
  } finally {
    archive.destroy();
  }
  await written;
  onEnd({
    sha256: hash.digest('hex'),
    sizeBytes,
    manifestSha256,
    files: listed.length + 1,
  });
}

async function append(
  archive: ReturnType<typeof archiver>,
  path: string,
  content: BundleFile['content'],
  date: Date,
): Promise<ManifestFile> {
  const hash = createHash('sha256');
  let size = 0;
  async function* observe() {
    for await (const part of content) {
      const bytes = typeof part === 'string' ? Buffer.from(part) : part;
      hash.update(bytes);
      size += bytes.length;
      yield bytes;
    }
  }
  const source = Readable.from(observe(), { objectMode: false });
  // Ends the other waits once one of them has ended.
  const controller = new AbortController();
  const { signal } = controller;
  try {
    archive.append(source, { name: path, date });
    await Promise.race([
      once(archive, 'entry', { signal }),
      once(archive, 'close', { signal }).then(() => {
        throw new Error('The bundle was broken off');
      }),
      once(source, 'error', { signal }).then(([error]) => {
        throw error;
      }),
    ]);
  } finally {
    controller.abort();
  }
  return { path, sha256: hash.digest('hex'), size };
}
