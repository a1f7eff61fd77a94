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

/**
 * How a source sends, whether its alarm is muted or not. Of two states, the worse one is shown.
 *
 * @param rejected - deliveries that were rejected since its last event
 */
export function getSending(
  facts: Pick<SourceFacts, 'source' | 'lastEventAt'>,
  rejected: number,
  now: Date,
): Exclude<SourceState, 'muted'> {
  const { source, lastEventAt } = facts;
  if (source.secrets.length + source.topics.length === 0) return 'off';
  if (getSilentSince(facts, now) !== undefined) return 'silent';
  if (rejected >= MIN_REJECTIONS) return 'rejecting';
  return lastEventAt === undefined ? 'waiting' : 'healthy';
}

/** The state of a source. */
export function getStanding(facts: SourceFacts, now: Date): SourceStanding {
  const { lastEventAt = '', rejections, stored } = facts;
  const since = rejections.filter(({ lastAt }) => lastAt > lastEventAt);
  const total = since.reduce((sum, rejection) => sum + rejection.total, 0);
  const state = getSending(facts, total, now);
  if (state === 'off') return { state };
  const { mutedUntil } = stored ?? {};
  if (mutedUntil !== undefined && mutedUntil > now.toISOString()) {
    return { state: 'muted', mutedUntil };
  }
  if (state === 'silent') {
    return { state, stateSince: getSilentSince(facts, now) };
  }
  return state === 'rejecting'
    ? { state, stateSince: since[since.length - 1].minute }
    : { state };
}
