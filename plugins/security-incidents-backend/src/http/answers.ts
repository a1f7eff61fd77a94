import type { Incident } from 'backstage-plugin-security-incidents-common';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';

/** The result of a POST, which may be a replay of an earlier request. */
interface Replayable<T> {
  value: T;
  replayed: boolean;
}

/** The success answer of a route: what the document says about it, and how a result is sent. */
export interface RouteAnswer<R> {
  status: 200 | 201 | 202;
  mediaType: string;
  /** Of a JSON answer. Tests check every answer against it; production does not. */
  schema?: z.ZodType;
  description: string;
  example?: unknown;
  /** Header name to description. */
  headers: Record<string, string>;
  send(response: Response, result: R): void | Promise<void>;
}

interface JsonOptions<T> {
  description: string;
  example: T;
}

const ETAG = 'Version of the incident, for `If-Match`.';
const REPLAYED =
  '`true` when the same request was done before under this `Idempotency-Key`.';

/**
 * Sends JSON. Express would hash each answer for an `ETag`, which nobody can use: answers must not be stored, and
 * incidents have their version as `ETag`.
 */
function sendJson(response: Response, value: unknown): void {
  response.type('json').end(JSON.stringify(value));
}

function sendIncident(response: Response, incident: Incident) {
  response.setHeader('etag', `"${incident.version}"`);
  sendJson(response, incident);
}

function sendReplayable<T>(
  response: Response,
  { value, replayed }: Replayable<T>,
  send: (response: Response, value: T) => void,
) {
  if (replayed) response.setHeader('idempotency-replayed', 'true');
  send(response.status(201), value);
}

/** 200 with JSON. */
export function json<T>(
  schema: z.ZodType<T>,
  options: JsonOptions<T>,
): RouteAnswer<T> {
  return {
    status: 200,
    mediaType: 'application/json',
    schema,
    ...options,
    headers: {},
    send: sendJson,
  };
}

/** The same answer with another status. */
export function withStatus<T>(
  status: RouteAnswer<T>['status'],
  answer: RouteAnswer<T>,
): RouteAnswer<T> {
  return {
    ...answer,
    status,
    send: (response, result) => answer.send(response.status(status), result),
  };
}

/** 200 with an incident and its version as `ETag`. */
export function incidentJson(
  schema: z.ZodType<Incident>,
  options: JsonOptions<Incident>,
): RouteAnswer<Incident> {
  return {
    ...json(schema, options),
    headers: { ETag: ETAG },
    send: sendIncident,
  };
}

/** 201 with what a POST made, also when it was made before under the same key. */
export function created<T>(
  schema: z.ZodType<T>,
  options: JsonOptions<T>,
): RouteAnswer<Replayable<T>> {
  return {
    ...json(schema, options),
    status: 201,
    headers: { 'Idempotency-Replayed': REPLAYED },
    send: (response, result) => sendReplayable(response, result, sendJson),
  };
}

/** 201 with the incident that a POST made or changed. */
export function createdIncident(
  schema: z.ZodType<Incident>,
  options: JsonOptions<Incident>,
): RouteAnswer<Replayable<Incident>> {
  return {
    ...created(schema, options),
    headers: { ETag: ETAG, 'Idempotency-Replayed': REPLAYED },
    send: (response, result) => sendReplayable(response, result, sendIncident),
  };
}

/** 200 with a file. */
export function file(
  mediaType: string,
  options: { description: string; example: string },
): RouteAnswer<{ fileName: string; content: string }> {
  return {
    status: 200,
    mediaType,
    ...options,
    headers: { 'Content-Disposition': 'Name of the file.' },
    send: (response, { fileName, content }) => {
      response.attachment(fileName).type(mediaType).send(content);
    },
  };
}

/** 200 with a file of any size, sent as it is made. When it cannot be completed, the connection breaks off. */
export function streamedFile(
  mediaType: string,
  options: { description: string; example: string },
): RouteAnswer<{
  fileName: string;
  content: AsyncIterable<string | Uint8Array>;
}> {
  return {
    ...file(mediaType, options),
    send: async (response, { fileName, content }) => {
      response.attachment(fileName).type(mediaType);
      try {
        await pipeline(Readable.from(content), response);
      } catch (error) {
        // Nobody waits for the rest when the caller has hung up.
        const { code } = error as NodeJS.ErrnoException;
        if (code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
      }
    },
  };
}

/**
 * 200 with bytes that nobody has looked into. Browsers save them and do nothing else with them, whatever they are. When they
 * cannot be completed, the connection breaks off.
 */
export function download(options: {
  description: string;
  example: string;
}): RouteAnswer<{ fileName: string; sizeBytes: number; content: Readable }> {
  const mediaType = 'application/octet-stream';
  return {
    status: 200,
    mediaType,
    ...options,
    headers: {
      'Content-Disposition': 'Name of the file; always an attachment.',
    },
    send: async (response, { fileName, sizeBytes, content }) => {
      response.attachment(fileName).type(mediaType);
      response.setHeader('content-length', String(sizeBytes));
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader(
        'content-security-policy',
        "sandbox; default-src 'none'",
      );
      response.setHeader('cross-origin-resource-policy', 'same-origin');
      try {
        await pipeline(content, response);
      } catch (error) {
        // Nobody waits for the rest when the caller has hung up.
        const { code } = error as NodeJS.ErrnoException;
        if (code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
      }
    },
  };
}
