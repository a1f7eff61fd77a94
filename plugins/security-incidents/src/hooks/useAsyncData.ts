import { useCallback, useEffect, useRef, useState } from 'react';
import { errorStatus } from '../api/errorStatus';
import { isNotReadYet, useUntilRead } from './useUntilRead';

/** What a panel knows of its data; the last value stays while the same is read again, also when that fails. */
export interface AsyncData<T> {
  value?: T;
  error?: Error;
  loading: boolean;
  retry(): void;
  /**
   * Reads the same again without a word: what is shown stays until the answer is there, and when there is none.
   * Rejects when nothing answered; who may not read it any more is told so at once.
   */
  refresh(): Promise<void>;
}

/** Reads data; when the same is read again behind what is shown, it gets that too, to keep rows in place. */
export type Load<T> = (signal: AbortSignal, before?: T) => Promise<T>;

/** Forbidden or missing: nothing of it may stay on the page. */
function isWithheld(error: unknown): error is Error {
  const status = errorStatus(error);
  return status === 403 || status === 404;
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
  load: Load<T>,
  subject: unknown = load,
): AsyncData<T> {
  const [known, setKnown] = useState<Known<T>>({ subject, loading: true });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(known);
  useEffect(() => {
    latest.current = known;
  });
  const asked = useRef<{
    load: Load<T>;
    subject: unknown;
    signal: AbortSignal;
    answered: Promise<void>;
  }>();

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
    const answered = load(signal).then(
      value => {
        if (!signal.aborted) setKnown({ subject, value, loading: false });
      },
      error => {
        if (signal.aborted) return;
        setKnown(before => ({ ...before, error, loading: false }));
      },
    );
    asked.current = { load, subject, signal, answered };
    return () => controller.abort();
  }, [load, subject, attempt]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const refresh = useCallback(async () => {
    await asked.current?.answered;
    const question = asked.current;
    if (!question || question.signal.aborted) return;
    const { signal } = question;
    const { current } = latest;
    try {
      const value = await question.load(
        signal,
        current.subject === question.subject ? current.value : undefined,
      );
      if (signal.aborted) return;
      setKnown({ subject: question.subject, value, loading: false });
    } catch (error) {
      // Another question was asked meanwhile; its answer counts.
      if (signal.aborted) return;
      if (!isWithheld(error)) throw error;
      setKnown({ subject: question.subject, error, loading: false });
    }
  }, []);
  useUntilRead(isNotReadYet(known.error) ? known.error : undefined, retry);
  // The effect runs after the first render with a new question, which must not show the old answer either.
  if (known.subject !== subject) return { loading: true, retry, refresh };
  const { value, error, loading } = known;
  return { value, error, loading, retry, refresh };
}
