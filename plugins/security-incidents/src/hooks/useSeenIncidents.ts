import { errorApiRef, storageApiRef, useApi } from '@backstage/core-plugin-api';
import { useEffect } from 'react';
import { z } from 'zod';
import { STORED_BUCKET, useStored } from './useStored';

const KEY = 'seen-incidents';
/** How many incidents are remembered, the last ones first. */
const MOST = 30;

const schema = z
  .array(z.object({ id: z.string(), version: z.number(), at: z.string() }))
  .catch([]);

/** When the reader last had the page of an incident open, and its version then. */
export type SeenIncident = z.infer<typeof schema>[number];

/** What the reader looked at last. It is kept where the platform keeps settings of users. */
export function useSeenIncidents(): readonly SeenIncident[] | undefined {
  return useStored(KEY, schema)[0];
}

/** Remembers that the reader looks at an incident. */
export function useRememberSeen(id: string, version: number): void {
  const storage = useApi(storageApiRef);
  const errors = useApi(errorApiRef);
  useEffect(() => {
    const bucket = storage.forBucket(STORED_BUCKET);
    let isDone = false;
    const remember = (kept: unknown) => {
      if (isDone) return;
      isDone = true;
      const others = schema.parse(kept).filter(seen => seen.id !== id);
      const seen = { id, version, at: new Date().toISOString() };
      bucket
        .set(KEY, [seen, ...others].slice(0, MOST))
        // Nothing that the reader asked for has failed.
        .catch(error => errors.post(error, { hidden: true }));
    };
    // Some stores know what they keep at once, others tell it later.
    const snapshot = bucket.snapshot(KEY);
    if (snapshot.presence !== 'unknown') {
      remember(snapshot.value);
      return undefined;
    }
    const subscription = bucket
      .observe$(KEY)
      .subscribe(({ value }) => remember(value));
    return () => subscription.unsubscribe();
  }, [storage, errors, id, version]);
}
