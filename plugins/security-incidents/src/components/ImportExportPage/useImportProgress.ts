import { useApi } from '@backstage/core-plugin-api';
import { useQueryClient } from '@tanstack/react-query';
import type { IncidentImport } from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef } from 'react';
import { importsApiRef } from '../../api';
import { queryKeys, usePanelQuery } from '../../queries';

const POLL_MS = 1_000;
/** A shorter time says too little of how fast rows are written. */
const MEASURED_MS = 2_000;

/** The incidents that an import made, or is to make. */
export function countMade({ state, incidents }: IncidentImport): number {
  return state === 'failed' || state === 'cancelled' ? 0 : incidents;
}

/** Whether an import has not ended. */
export function isActive({ state }: IncidentImport): boolean {
  return state === 'waiting' || state === 'running';
}

/** Follows an import until it has ended. */
export function useImportProgress(id: string) {
  const api = useApi(importsApiRef);
  const client = useQueryClient();
  const { data, error, reload } = usePanelQuery<IncidentImport>({
    queryKey: queryKeys.imports(id),
    queryFn: async ({ signal, previous }) => {
      const found = await api.getImport(id, { signal });
      if (previous && isActive(previous) && !isActive(found)) {
        client.invalidateQueries({ queryKey: queryKeys.imports('list') });
        client.invalidateQueries({ queryKey: queryKeys.lists });
        client.invalidateQueries({ queryKey: queryKeys.reports });
      }
      return found;
    },
    pollEveryMs: found => (found && isActive(found) ? POLL_MS : undefined),
  });
  const stop = async () => {
    await api.cancelImport(id);
    await client.invalidateQueries({ queryKey: queryKeys.imports() });
  };
  return { current: data, error, reload, stop };
}

/** How many seconds are left, by how fast rows were written since this page watches. */
export function useSecondsLeft({
  progress,
}: IncidentImport): number | undefined {
  const first = useRef<{ at: number; done: number }>(undefined);
  const isWriting = progress?.phase === 'writing';
  const done = progress?.done ?? 0;
  useEffect(() => {
    if (!isWriting) first.current = undefined;
    else first.current ??= { at: Date.now(), done };
  }, [isWriting, done]);
  if (!isWriting || !first.current) return undefined;
  const passed = Date.now() - first.current.at;
  const written = done - first.current.done;
  if (passed < MEASURED_MS || written <= 0) return undefined;
  return Math.ceil(((progress.total - done) * passed) / written / 1_000);
}
