import { ResponseError } from '@backstage/errors';

/** What went wrong with a call, in words for people. */
export interface Problem {
  /** HTTP status; absent when no answer came at all. */
  status?: number;
  message: string;
}

/** The name of a permission, which says nothing to people. */
const PERMISSION_ID = / \(security-incidents(?:\.[a-z-]+)+\)/g;

/** Turns whatever a call threw into words. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ResponseError) {
    return {
      status: error.statusCode,
      message: (error.body.error.message || error.message).replace(
        PERMISSION_ID,
        '',
      ),
    };
  }
  if (error instanceof TypeError) {
    return { message: 'The server did not answer. Check your connection.' };
  }
  return { message: error instanceof Error ? error.message : String(error) };
}
