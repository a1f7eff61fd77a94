declare module 'busboy' {
  import type { IncomingHttpHeaders } from 'node:http';
  import type { Readable, Writable } from 'node:stream';

  interface Busboy extends Writable {
    on(
      event: 'file',
      listener: (
        name: string,
        content: Readable,
        info: { filename?: string; mimeType: string },
      ) => void,
    ): this;
    on(
      event: 'field',
      listener: (
        name: string,
        value: string,
        info: { nameTruncated: boolean; valueTruncated: boolean },
      ) => void,
    ): this;
    on(
      event: 'partsLimit' | 'filesLimit' | 'fieldsLimit' | 'close',
      listener: () => void,
    ): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }

  export default function busboy(options: {
    headers: IncomingHttpHeaders;
    preservePath?: boolean;
    defParamCharset?: string;
    limits?: {
      fieldNameSize?: number;
      fieldSize?: number;
      fields?: number;
      files?: number;
      headerPairs?: number;
    };
  }): Busboy;
}
