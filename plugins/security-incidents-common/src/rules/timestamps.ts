/** Clocks of people and servers differ: a stated time this far ahead of ours is still accepted, in milliseconds. @public */
export const CLOCK_SKEW_MS = 5 * 60 * 1000;

/** A step recorded this long after it was performed is marked as a late entry, in milliseconds. @public */
export const LATE_ENTRY_AFTER_MS = 60 * 60 * 1000;

/** Times that people state, in the order in which they must have happened. @public */
const STATED_TIMESTAMPS = ['occurredAt', 'detectedAt', 'reportedAt'] as const;

/** A broken rule about times: the field, and the rule in words. @public */
export interface TimestampProblem {
  field: string;
  rule: string;
  /** Whether a stated reason may override the rule; a time in the future never can be. */
  overridable: boolean;
}

/**
 * Checks stated times: none in the future (beyond {@link CLOCK_SKEW_MS}), and in the order of
 * {@link STATED_TIMESTAMPS}.
 *
 * @param times - ISO-8601 times by field; absent means unknown
 * @param now - the current time in milliseconds since the epoch
 * @public
 */
export function checkTimestamps(
  times: Partial<Record<string, string>>,
  now: number,
): TimestampProblem[] {
  const problems: TimestampProblem[] = [];
  for (const [field, value] of Object.entries(times)) {
    if (value && Date.parse(value) > now + CLOCK_SKEW_MS) {
      problems.push({
        field,
        rule: 'must not be in the future',
        overridable: false,
      });
    }
  }
  const known = STATED_TIMESTAMPS.filter(field => times[field]);
  known.slice(1).forEach((field, index) => {
    const earlier = known[index];
    if (Date.parse(times[earlier]!) > Date.parse(times[field]!)) {
      problems.push({
        field: earlier,
        rule: `must not be later than ${field}`,
        overridable: true,
      });
    }
  });
  return problems;
}
