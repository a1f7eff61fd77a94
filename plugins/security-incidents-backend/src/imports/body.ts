import { InputError } from '@backstage/errors';
import {
  type ImportOptions,
  importOptionsSchema,
} from 'backstage-plugin-security-incidents-common';
import type { Request } from 'express';
import { basename } from 'node:path';
import { z } from 'zod';
import type { RouteBody } from '../http/body';
import { type FormFile, formBody } from '../http/multipart';
import { parseFields } from '../http/validate';
import type { ImportUpload } from './ImportsService';

/** Mapping and corrections of a large file. */
const OPTIONS_BYTES = 4 * 1024 * 1024;
const DEFAULT_NAME = 'import';

const form = formBody(z.strictObject({ options: z.string().optional() }), {
  fieldBytes: OPTIONS_BYTES,
});

function parseOptions(json: unknown): ImportOptions {
  if (json === undefined) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(String(json));
  } catch {
    throw new InputError('options: must be a JSON object');
  }
  return parseFields(importOptionsSchema, parsed);
}

/** The body of a request as a file. Leaving it before its end must not break the connection off, since an answer follows. */
async function* readRequest(request: Request): AsyncIterable<Uint8Array> {
  yield* request.iterator({ destroyOnReturn: false });
  if (!request.complete) {
    throw new InputError('body: ended before its Content-Length');
  }
}

const schema = z
  .strictObject({
    options: z
      .string()
      .optional()
      .describe('`ImportOptions` as JSON. It comes before the file.'),
    file: z.unknown().describe('The bytes of the file, as the last part.'),
  })
  .transform(({ options, file }): ImportUpload => {
    const { fileName, content } = file as FormFile;
    return {
      options: parseOptions(options),
      // Browsers and tools send paths of the sender's disk.
      fileName: basename(fileName.replace(/\\/g, '/')) || DEFAULT_NAME,
      content,
    };
  });

/** A form with options and a file, or the file alone as the body of any other type. */
export const importBody: RouteBody<ImportUpload> = {
  mediaType: 'multipart/form-data',
  schema: schema as unknown as z.ZodType<ImportUpload>,
  description:
    'A form with `options` and, last, `file`. A body of any other type is the file itself.',
  async read(request, response) {
    if (request.is('multipart/form-data')) return form.read(request, response);
    // A request that is answered early is read to its end, so that the sender sees the answer.
    response.on('finish', () => request.resume());
    return { file: { fileName: '', content: readRequest(request) } };
  },
};
