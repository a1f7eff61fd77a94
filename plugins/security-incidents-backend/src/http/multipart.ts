import { InputError } from '@backstage/errors';
import busboy from 'busboy';
import type { Request, Response } from 'express';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { RouteBody } from './body';

const FILE = 'file';
const DEFAULT_FIELD_BYTES = 64 * 1024;
const LIMITS = {
  fieldNameSize: 100,
  fields: 50,
  files: 1,
  headerPairs: 50,
};

/** A file of a form while it arrives. The handler reads it, or the request is answered without it. */
export interface FormFile {
  /** As the sender wrote it, folders included. */
  fileName: string;
  mediaType?: string;
  /** Fails when the request breaks off, or something follows the file. */
  content: AsyncIterable<Uint8Array>;
}

/** Reads the fields of a form until its file begins. */
function readUntilFile(
  request: Request,
  response: Response,
  fieldBytes: number,
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    let parser: ReturnType<typeof busboy>;
    try {
      parser = busboy({
        headers: request.headers,
        preservePath: true,
        defParamCharset: 'utf8',
        limits: { ...LIMITS, fieldSize: fieldBytes },
      });
    } catch {
      reject(
        new InputError(
          'Content-Type: must be multipart/form-data with a boundary',
        ),
      );
      return;
    }
    const fields: Record<string, string> = Object.create(null);
    let hasFile = false;
    let problem: Error | undefined;
    let end: () => void = () => {};
    const ended = new Promise<void>(done => {
      end = done;
    });
    const fail = (error: Error) => {
      problem ??= error;
      reject(problem);
      end();
    };
    async function* read(stream: Readable) {
      try {
        yield* stream;
      } catch (error) {
        throw problem ?? error;
      }
      // What follows the file is read before it counts as complete.
      await ended;
      if (problem) throw problem;
    }
    parser.on('field', (name, value, { nameTruncated, valueTruncated }) => {
      if (hasFile) fail(new InputError(`${name}: must come before the file`));
      else if (nameTruncated || valueTruncated) {
        fail(new InputError(`${name}: is too long`));
      } else if (name in fields) {
        fail(new InputError(`${name}: must be given once`));
      } else fields[name] = value;
    });
    parser.on('file', (name, stream, { filename, mimeType }) => {
      // Without a listener an error of a file that nobody reads would end the process.
      stream.on('error', fail);
      if (name !== FILE) {
        fail(new InputError(`${name}: unknown file, must be ${FILE}`));
        return;
      }
      hasFile = true;
      const file: FormFile = {
        fileName: filename ?? '',
        mediaType: mimeType,
        content: read(stream),
      };
      resolve({ ...fields, [FILE]: file });
    });
    parser.on('filesLimit', () =>
      fail(new InputError(`${FILE}: must be one file`)),
    );
    parser.on('fieldsLimit', () =>
      fail(new InputError('body: has too many fields')),
    );
    parser.on('error', () =>
      fail(new InputError('body: ended before the end of the form')),
    );
    parser.on('close', () => {
      if (hasFile) end();
      else fail(new InputError(`${FILE}: is required`));
    });
    request.on('close', () => {
      if (request.complete) return;
      fail(new InputError('body: ended before its Content-Length'));
      parser.destroy();
    });
    // A request that is answered early is read to its end, so that the sender sees the answer.
    response.on('finish', () => {
      request.unpipe(parser);
      request.resume();
    });
    request.pipe(parser);
  });
}

/**
 * A form with some fields and, last, one file. The file is not read here: it streams to the handler.
 *
 * @param fields - the fields besides the file; all are text
 * @param options.fieldBytes - the largest size of a field, 64 KiB unless stated
 */
export function formBody<S extends z.ZodObject>(
  fields: S,
  options: { description?: string; fieldBytes?: number } = {},
): RouteBody<z.output<S> & { file: FormFile }> {
  const { fieldBytes = DEFAULT_FIELD_BYTES, ...documented } = options;
  const schema = z.strictObject({
    ...fields.shape,
    file: z.unknown().describe('The bytes of the file, as the last part.'),
  });
  return {
    mediaType: 'multipart/form-data',
    schema: schema as unknown as z.ZodType<z.output<S> & { file: FormFile }>,
    ...documented,
    async read(request, response) {
      if (request.is('multipart/form-data') === false) {
        throw new InputError('Content-Type: must be multipart/form-data');
      }
      return readUntilFile(request, response, fieldBytes);
    },
  };
}
