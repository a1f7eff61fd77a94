import { ResponseError } from '@backstage/errors';

const TOO_MANY_REQUESTS = 429;

/** Seconds to wait, from `Retry-After` (RFC 9110): a number of seconds, or a date. */
function secondsIn(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(seconds, 1);
}

function waiting(seconds: number | undefined): string {
  // Pages of another origin see this header only if `backend.cors.exposedHeaders` names it.
  if (seconds === undefined) return 'a minute';
  if (seconds === 1) return '1 second';
  return seconds <= 90
    ? `${seconds} seconds`
    : `${Math.ceil(seconds / 60)} minutes`;
}

/**
 * The error of an unsuccessful response. Backstage itself answers 429 with a message that does not say when to try again;
 * ours does.
 */
export async function toResponseError(
  response: Response,
): Promise<ResponseError> {
  if (response.status !== TOO_MANY_REQUESTS) {
    return ResponseError.fromResponse(response);
  }
  const { status, statusText, headers } = response;
  const wait = waiting(secondsIn(headers.get('retry-after')));
  const answer = {
    error: {
      name: 'TooManyRequestsError',
      message: `Too many requests came from your address, and this one was not looked at. Try again in ${wait}.`,
    },
    response: { statusCode: status },
  };
  return ResponseError.fromResponse(
    new Response(JSON.stringify(answer), {
      status,
      statusText,
      headers: { 'content-type': 'application/json' },
    }),
  );
}
