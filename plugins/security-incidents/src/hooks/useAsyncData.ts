import { useCallback, useEffect, useRef, useState } from 'react';

/** What a panel knows of its data; the last value stays while it is read again. */
export interface AsyncData<T> {
  value?: T;
  error?: Error;
  loading: boolean;
  retry(): void;
}

/**
 * Reads data for a panel. An answer that comes after the next question was asked is dropped.
 *
 * @param load - memoised; a new function means a new question
 */
export function useAsyncData<T>(
  load: (signal: AbortSignal) => Promise<T>,
): AsyncData<T> {
  const [state, setState] = useState<Omit<AsyncData<T>, 'retry'>>({
    loading: true,
  });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(0);

  useEffect(() => {
    const controller = new AbortController();
    latest.current += 1;
    const question = latest.current;
    setState(({ value }) => ({ value, loading: true }));
    load(controller.signal).then(
      value => {
        if (question === latest.current) setState({ value, loading: false });
      },
      error => {
        if (question === latest.current && !controller.signal.aborted) {
          setState({ error, loading: false });
        }
      },
    );
    return () => controller.abort();
  }, [load, attempt]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  return { ...state, retry };
}
