import type { SourceState } from 'backstage-plugin-security-incidents-common';
import type { ConfiguredSource } from '../settings';
import type { RejectionRecord, SourceStateRecord } from '../store/records';

/** What the state of a source follows from. */
export interface SourceFacts {
  source: Pick<ConfiguredSource, 'secrets' | 'topics' | 'expectedEveryMs'>;
  lastEventAt?: string;
  /** Of the last day, newest first. */
  rejections: readonly RejectionRecord[];
  stored?: SourceStateRecord;
}

export interface SourceStanding {
  state: SourceState;
  stateSince?: string;
  mutedUntil?: string;
}

/** Anybody can send a request that is rejected; one alone says nothing of the source. */
const MIN_REJECTIONS = 3;

/** Since when a source is silent; undefined while it is not. A source that never sent an event waits for its first. */
export function getSilentSince(
  { source, lastEventAt }: Pick<SourceFacts, 'source' | 'lastEventAt'>,
  now: Date,
): string | undefined {
  const { expectedEveryMs } = source;
  if (expectedEveryMs === undefined || lastEventAt === undefined) {
    return undefined;
  }
  const due = Date.parse(lastEventAt) + expectedEveryMs;
  return due < now.getTime() ? new Date(due).toISOString() : undefined;
}

/** The state of a source. Of two, the worse one is told. */
export function getStanding(facts: SourceFacts, now: Date): SourceStanding {
  const { source, lastEventAt = '', rejections, stored } = facts;
  if (source.secrets.length + source.topics.length === 0) {
    return { state: 'off' };
  }
  const { mutedUntil } = stored ?? {};
  if (mutedUntil !== undefined && mutedUntil > now.toISOString()) {
    return { state: 'muted', mutedUntil };
  }
  const silentSince = getSilentSince(facts, now);
  if (silentSince !== undefined) {
    return { state: 'silent', stateSince: silentSince };
  }
  const since = rejections.filter(({ lastAt }) => lastAt > lastEventAt);
  const total = since.reduce((sum, rejection) => sum + rejection.total, 0);
  if (total >= MIN_REJECTIONS) {
    return { state: 'rejecting', stateSince: since[since.length - 1].minute };
  }
  return { state: lastEventAt === '' ? 'waiting' : 'healthy' };
}
