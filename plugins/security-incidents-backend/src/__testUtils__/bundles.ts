import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** The files of a zip file by path, as its directory lists them. */
export function readZip(zip: Buffer): Map<string, Buffer> {
  let end = zip.length - 22;
  while (zip.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const files = new Map<string, Buffer>();
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) {
      throw new Error('The directory of the zip file is broken');
    }
    const method = zip.readUInt16LE(at + 10);
    const size = zip.readUInt32LE(at + 20);
    const nameLength = zip.readUInt16LE(at + 28);
    const extraLength = zip.readUInt16LE(at + 30);
    const commentLength = zip.readUInt16LE(at + 32);
    const header = zip.readUInt32LE(at + 42);
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString();
    const start =
      header +
      30 +
      zip.readUInt16LE(header + 26) +
      zip.readUInt16LE(header + 28);
    const content = zip.subarray(start, start + size);
    files.set(name, method === 0 ? content : inflateRawSync(content));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

/** The keys of the incidents of a bundle of many. */
export function listBundledKeys(zip: Buffer): string[] {
  const names = [...readZip(zip).keys()];
  return [
    ...new Set(
      names.flatMap(name => /^incidents\/([^/]+)\//.exec(name)?.[1] ?? []),
    ),
  ].sort();
}

/** What the verifier of a bundle says. */
export interface VerifierAnswer {
  status: 'ok' | 'differs';
  files: number;
  chains: number;
  entries: number;
  erased: number;
  withheld: number;
  evidence: number;
  checkpoints: number;
  signed: number;
  problems: Array<{ file: string; entry?: number; message: string }>;
}

/** Files in a folder of their own, until it is removed. */
export class UnpackedBundle {
  readonly folder = mkdtempSync(join(tmpdir(), 'bundle-'));

  constructor(files: ReadonlyMap<string, Buffer>) {
    for (const [path, content] of files) this.write(path, content);
  }

  write(path: string, content: Buffer | string) {
    const place = join(this.folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
  }

  /** Runs a verifier in a process of its own; the one of the bundle unless given. */
  verify(
    args: readonly string[] = [],
    verifier = join(this.folder, 'verify.mjs'),
  ): { code: number | null; answer: VerifierAnswer } {
    const { status, stdout } = spawnSync(
      process.execPath,
      [verifier, this.folder, '--json', ...args],
      { encoding: 'utf8', env: {} },
    );
    return {
      code: status,
      answer: stdout ? JSON.parse(stdout) : undefined,
    };
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Lets a request of a test read a zip file as its body; the text is everything in it. */
export function parseZipAnswer(
  response: NodeJS.ReadableStream & {
    headers: Record<string, string | undefined>;
    text?: string;
  },
  done: (error: Error | null, body: unknown) => void,
): void {
  const parts: Buffer[] = [];
  response.on('data', part => parts.push(Buffer.from(part)));
  response.on('error', error => done(error, undefined));
  response.on('end', () => {
    const body = Buffer.concat(parts);
    try {
      if (response.headers['content-type']?.includes('application/zip')) {
        response.text = [...readZip(body).values()].join('\n');
        done(null, body);
      } else {
        response.text = body.toString('utf8');
        done(null, JSON.parse(response.text));
      }
    } catch (error) {
      done(error as Error, undefined);
    }
  });
}
