import type { Response } from 'express';

/**
 * Answers with JSON. Express would hash each answer for an `ETag`, which nobody can use: nothing is to be stored, and a
 * version of our own stands in its place where there is one.
 */
export function sendJson(response: Response, value: unknown): void {
  response.type('json').end(JSON.stringify(value));
}
