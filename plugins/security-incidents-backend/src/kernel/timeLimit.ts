import { ServiceUnavailableError } from '@backstage/errors';

/** A service did not answer in time. Requests are answered with 503. */
export class TimeLimitError extends ServiceUnavailableError {}

/**
 * Waits for an answer for a limited time; a later answer is ignored.
 *
 * @throws TimeLimitError with the message, when the time is over
 */
export async function withTimeLimit<T>(
  call: () => Promise<T>,
  timeoutMs: number,
  message: string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TimeLimitError(message)), timeoutMs);
  });
  try {
    return await Promise.race([call(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
