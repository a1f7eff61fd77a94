/** Milliseconds that a stated time may be ahead of the server's clock. @public */
export const CLOCK_SKEW_MS = 5 * 60 * 1000;

/** A step recorded more than this many milliseconds after it was performed is a late entry. @public */
export const LATE_ENTRY_AFTER_MS = 60 * 60 * 1000;

/** Times that people state, in the order in which they must have happened. @public */
const STATED_TIMESTAMPS = ['occurredAt', 'detectedAt', 'reportedAt'] as const;

/** A broken rule about times. @public */
export interface TimestampProblem {
  field: string;
  rule: string;
  /** Whether a reason overrides the rule. Nothing overrides a time in the future. */
  overridable: boolean;
}

/**
 * Checks stated times: none in the future (beyond {@link CLOCK_SKEW_MS}), and in the order of
 * `STATED_TIMESTAMPS`.
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
