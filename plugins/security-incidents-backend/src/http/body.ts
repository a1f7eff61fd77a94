import { CustomErrorBase, InputError } from '@backstage/errors';
import express, {
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { z } from 'zod';
import { PayloadTooLargeError } from '../kernel/PayloadTooLargeError';

const JSON_LIMIT_KILOBYTES = 256;
const DEFAULT_RAW_TIMEOUT_MS = 10_000;

/** Answered with 408. */
class RequestTimeoutError extends CustomErrorBase {
  name = 'RequestTimeoutError' as const;
  readonly statusCode = 408;
}

/**
 * The body of a route: how it is read and what it must be. The router knows no kinds of bodies, so a feature that needs
 * another one, such as multipart for uploads, adds a `RouteBody` with its own `read`.
 */
export interface RouteBody<T> {
  mediaType: string;
  /** Validates what `read` gives, and documents it. */
  schema: z.ZodType<T>;
  /** Shown in the API document, in addition to the schema. */
  description?: string;
  /** A valid body. */
  example?: unknown;
  /** Whether a request without a body may give the fields in its query; some clients cannot send a body with DELETE. */
  orQuery?: boolean;
  read(request: Request, response: Response): Promise<unknown>;
}

/** Runs a middleware and resolves when it is done. */
function run(
  middleware: RequestHandler,
  request: Request,
  response: Response,
): Promise<void> {
  return new Promise((resolve, reject) => {
    middleware(request, response, error => (error ? reject(error) : resolve()));
  });
}

/** Puts errors of the body parsers into our words. */
function toBodyError(error: unknown, limit: string): unknown {
  switch ((error as { type?: string }).type) {
    case 'entity.too.large':
      return new PayloadTooLargeError(`body: must be at most ${limit}`);
    case 'entity.parse.failed':
      return new InputError('body: must be a JSON object');
    case 'encoding.unsupported':
      return new InputError('Content-Encoding: must not be set');
    case 'request.aborted':
      return new InputError('body: ended before its Content-Length');
    default:
      return error;
  }
}

/**
 * A JSON body of at most 256 kB unless stated. Unknown fields are refused when the schema is strict.
 *
 * @throws InputError for another content type or broken JSON; an error with status 413 when it is too large
 */
export function jsonBody<S extends z.ZodType>(
  schema: S,
  options: {
    limitKilobytes?: number;
    description?: string;
    example?: z.input<S>;
    orQuery?: boolean;
  } = {},
): RouteBody<z.output<S>> {
  const { limitKilobytes = JSON_LIMIT_KILOBYTES, ...documented } = options;
  const parser = express.json({ limit: `${limitKilobytes}kb`, strict: true });
  return {
    mediaType: 'application/json',
    schema: schema as z.ZodType<z.output<S>>,
    ...documented,
    async read(request, response) {
      // False means a body of another type. Unread it would look like one without fields.
      if (request.is('application/json') === false) {
        throw new InputError('Content-Type: must be application/json');
      }
      try {
        await run(parser, request, response);
      } catch (error) {
        throw toBodyError(error, `${limitKilobytes} kB of JSON`);
      }
      return request.body ?? {};
    },
  };
}

/**
 * The body as the bytes that were sent, for example to check a signature over them.
 *
 * @param options - `timeoutMs`: how long reading may take, 10 seconds unless stated
 * @throws an error with status 413 when it is too large, 408 when it comes too slowly, 400 when it is encoded
 */
export function rawBody(options: {
  mediaType: string;
  limitBytes: number;
  timeoutMs?: number;
  description?: string;
}): RouteBody<Buffer> {
  const {
    limitBytes,
    timeoutMs = DEFAULT_RAW_TIMEOUT_MS,
    ...documented
  } = options;
  const parser = express.raw({
    limit: limitBytes,
    type: () => true,
    inflate: false,
  });
  return {
    ...documented,
    schema: z.instanceof(Buffer),
    async read(request, response) {
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          // The rest of the body is not read, so the connection cannot be used again.
          response.setHeader('connection', 'close');
          reject(
            new RequestTimeoutError(
              `body: must be sent within ${timeoutMs / 1000} seconds`,
            ),
          );
        }, timeoutMs);
      });
      try {
        await Promise.race([run(parser, request, response), timeout]);
      } catch (error) {
        throw toBodyError(error, `${limitBytes} bytes`);
      } finally {
        clearTimeout(timer);
      }
      return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    },
  };
}
