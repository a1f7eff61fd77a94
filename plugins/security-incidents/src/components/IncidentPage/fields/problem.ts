import { ResponseError } from '@backstage/errors';

/** What went wrong with a call, in words for people. */
export interface Problem {
  /** HTTP status; absent when no answer came at all. */
  status?: number;
  message: string;
}

/** Turns whatever a call threw into words. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ResponseError) {
    return {
      status: error.statusCode,
      message: error.body.error.message || error.message,
    };
  }
  if (error instanceof TypeError) {
    return { message: 'The server did not answer. Check your connection.' };
  }
  return { message: error instanceof Error ? error.message : String(error) };
}
