import { useCallback, useEffect, useState } from 'react';
import { isNotReadYet, useUntilRead } from './useUntilRead';

/** What a panel knows of its data; the last value stays while the same is read again, also when that fails. */
export interface AsyncData<T> {
  value?: T;
  error?: Error;
  loading: boolean;
  retry(): void;
}

interface Known<T> {
  /** What `value` and `error` are about; an answer about anything else is not shown. */
  subject: unknown;
  value?: T;
  error?: Error;
  loading: boolean;
}

/**
 * Reads data for a panel. An answer that comes after the next question was asked is dropped, and so is the last answer
 * as soon as the question is about something else. What the backend could not say yet is asked for again by itself.
 *
 * @param load - memoised; a new function means a new question
 * @param subject - what the question is about, such as an entity ref. While it stays, the last answer stays too, for
 *   lists that are filtered. Not given, each new `load` is about something else.
 */
export function useAsyncData<T>(
  load: (signal: AbortSignal) => Promise<T>,
  subject: unknown = load,
): AsyncData<T> {
  const [known, setKnown] = useState<Known<T>>({ subject, loading: true });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setKnown(before => ({
      subject,
      value: before.subject === subject ? before.value : undefined,
      // Stays until there is something better to say, so that the panel does not flicker while it waits.
      error:
        before.subject === subject && isNotReadYet(before.error)
          ? before.error
          : undefined,
      loading: true,
    }));
    load(signal).then(
      value => {
        if (!signal.aborted) setKnown({ subject, value, loading: false });
      },
      error => {
        if (signal.aborted) return;
        setKnown(before => ({ ...before, error, loading: false }));
      },
    );
    return () => controller.abort();
  }, [load, subject, attempt]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  useUntilRead(isNotReadYet(known.error) ? known.error : undefined, retry);
  // The effect runs after the first render with a new question, which must not show the old answer either.
  if (known.subject !== subject) return { loading: true, retry };
  const { value, error, loading } = known;
  return { value, error, loading, retry };
}
