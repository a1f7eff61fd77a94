/** What we use of the package, which has no types of its own. */
declare module 'archiver' {
  import type { Readable, Transform } from 'node:stream';

  interface Archiver extends Transform {
    append(source: Readable, entry: { name: string; date?: Date }): this;
    finalize(): Promise<void>;
  }

  export default function archiver(
    format: 'zip',
    options?: { zlib?: { level: number } },
  ): Archiver;
}
