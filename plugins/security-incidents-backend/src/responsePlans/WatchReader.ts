import type { ReadinessState } from 'backstage-plugin-security-incidents-common';

/** Sources of detections that find a service. */
export interface ServiceWatch {
  /** `late` when none of them sends events. */
  state: Exclude<ReadinessState, 'fail' | 'n-a'>;
  /** Day of their last event. */
  lastWatched?: string;
  sources: number;
  inTrouble: number;
}

/** Tells which services would be reported about if something happened. */
export interface WatchReader {
  /** By entity ref; a service that no source finds is left out. */
  getWatches(
    entityRefs: readonly string[],
  ): Promise<ReadonlyMap<string, ServiceWatch>>;
  /** Ids of the sources that send events as they should. */
  getSendingSources(): Promise<string[]>;
}
