import { useRef, useState } from 'react';
import { type AsyncData, type Load, useAsyncData } from './useAsyncData';
import { useLive } from './useLive';

/** Shortest time between two questions when a row of the panel changed, in milliseconds. */
export const PAUSE_MS = 5_000;
/** The same when it is another incident, which may be a new one of the panel: each panel of the company hears of it. */
export const PAUSE_FOR_OTHERS_MS = 60_000;
/** How often panels ask without signals. */
export const ASK_PANELS_EVERY_MS = 2 * 60_000;
/** A change rarely comes alone. */
const SETTLE_MS = 500;

/** Data of a panel that follows what others do. */
export interface LiveData<T> extends AsyncData<T> {
  /** Since when nothing answered, in milliseconds since the epoch; what is shown may be older than it looks. */
  staleSince?: number;
}

/**
 * Reads data for a panel, and reads it again behind what is shown when a signal says that an incident changed. A signal
 * says nothing about what the reader may see, so it never leads to anything but the same question again.
 *
 * @param load - memoised; gets what is shown when it reads the same again
 * @param subject - what the question is about, as for {@link useAsyncData}
 * @param rowsOf - ids of the incidents that are shown
 * @param pauseForOthersMs - shortest time between two questions when another incident changed
 */
export function useLiveData<T>(
  load: Load<T>,
  subject: unknown,
  rowsOf: (value: T) => readonly string[],
  pauseForOthersMs: number = PAUSE_FOR_OTHERS_MS,
): LiveData<T> {
  const data = useAsyncData(load, subject);
  const [staleSince, setStaleSince] = useState<number>();
  const shown = useRef<readonly string[]>([]);
  shown.current = data.value === undefined ? [] : rowsOf(data.value);
  useLive(
    ({ incidentId }) =>
      shown.current.includes(incidentId) ? PAUSE_MS : pauseForOthersMs,
    async () => {
      try {
        await data.refresh();
        setStaleSince(undefined);
      } catch (error) {
        setStaleSince(before => before ?? Date.now());
        throw error;
      }
    },
    ASK_PANELS_EVERY_MS,
    SETTLE_MS,
  );
  return { ...data, staleSince };
}
