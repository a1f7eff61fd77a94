import { errorApiRef, storageApiRef, useApi } from '@backstage/core-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { z } from 'zod';

/** Where settings of the reader are kept. */
export const STORED_BUCKET = 'security-incidents';

/**
 * A setting of the reader, kept where the platform keeps settings of users. What is kept and does not fit the schema counts as
 * nothing.
 *
 * @param schema - pass the same one each time
 * @returns the setting, undefined while it is not known or not set, and how to set it or, with undefined, to forget it
 */
export function useStored<T>(
  key: string,
  schema: z.ZodType<T>,
): [T | undefined, (value: T | undefined) => void] {
  const storage = useApi(storageApiRef);
  const errors = useApi(errorApiRef);
  const bucket = useMemo(() => storage.forBucket(STORED_BUCKET), [storage]);
  const [kept, setKept] = useState<unknown>(() => bucket.snapshot(key).value);
  useEffect(() => {
    setKept(bucket.snapshot(key).value);
    const subscription = bucket
      .observe$(key)
      .subscribe(({ value }) => setKept(value));
    return () => subscription.unsubscribe();
  }, [bucket, key]);
  const set = useCallback(
    (value: T | undefined) => {
      // Shown at once; the store tells every other place that uses it.
      setKept(value);
      const written =
        value === undefined
          ? bucket.remove(key)
          : bucket.set(key, value as never);
      written.catch(error => {
        setKept(bucket.snapshot(key).value);
        errors.post(error);
      });
    },
    [bucket, key, errors],
  );
  const value = useMemo(() => {
    const { data } = schema.safeParse(kept);
    return data;
  }, [schema, kept]);
  return [value, set];
}
