import { InputError } from '@backstage/errors';
import { DateTime, Duration } from 'luxon';
import { type IncidentStatus, STATUS_RULES } from '../rules';
import {
  getAnchorTime,
  PLAN_ANCHOR_LABELS,
  formatPlanDuration,
  type PlanTimes,
} from './anchors';
import type { PlanAnchor, PlanOffset, ResponsePlanSpec } from './document';

/*
 * Due times and clocks. All arithmetic is in UTC: a day has 24 hours. Months and years are those of the calendar; a day
 * that the month does not have becomes its last one (31 January + P1M is 28 or 29 February).
 */

function parseTime(time: string, field: string): DateTime {
  const parsed = DateTime.fromISO(time, { zone: 'utc' });
  if (!parsed.isValid) {
    throw new InputError(`${field} must be an ISO-8601 time, but is ${time}`);
  }
  return parsed;
}

/**
 * Adds a duration to a time.
 *
 * @param time - ISO-8601 time
 * @param duration - ISO-8601 duration such as `PT4H`
 * @returns ISO-8601 UTC with milliseconds
 * @throws InputError when time or duration is invalid, or the result is after the year 9999
 * @public
 */
export function addPlanDuration(time: string, duration: string): string {
  const start = parseTime(time, 'time');
  const length = Duration.fromISO(duration);
  const end = length.isValid ? start.plus(length) : undefined;
  const text = end?.isValid && end.year <= 9999 ? end.toISO() : null;
  if (!text) {
    throw new InputError(
      `duration must be an ISO-8601 duration that ends before the year 10000, but is ${duration}`,
    );
  }
  return text;
}

/**
 * When something is due, or what it waits for.
 *
 * @public
 */
export type PlanDue =
  | { state: 'due'; dueAt: string; anchorAt: string }
  | { state: 'waiting'; anchor: PlanAnchor; words: string };

/**
 * The due time of a task: anchor plus offset.
 *
 * @throws InputError when the offset leads beyond the calendar
 * @public
 */
export function getPlanDue(offset: PlanOffset, times: PlanTimes): PlanDue {
  const anchorAt = getAnchorTime(offset.from, times);
  return anchorAt === undefined
    ? {
        state: 'waiting',
        anchor: offset.from,
        words: PLAN_ANCHOR_LABELS[offset.from].waiting,
      }
    : {
        state: 'due',
        dueAt: addPlanDuration(anchorAt, offset.after),
        anchorAt,
      };
}

/** Clocks of one severity, as ISO-8601 durations. @public */
export type PlanClockDurations = NonNullable<
  NonNullable<ResponsePlanSpec['sla']>['critical']
>;

/** @public */
export type PlanClock = keyof PlanClockDurations;

/** Share of its time after which a clock is at risk. @public */
export const PLAN_CLOCK_AT_RISK_SHARE = 0.75;

/** The rule about pauses, as shown beside the clocks. @public */
export const PLAN_CLOCK_PAUSE_RULE =
  'Clocks never pause. While an incident is dismissed or merged it has none; brought back, they count on from the ' +
  'same start and nothing is deducted. Re-opened after it was resolved, containing and resolving it are owed again from ' +
  'then on.';

/** Where a clock starts and what stops it. @public */
export interface PlanClockRule {
  clock: PlanClock;
  label: string;
  /** When it starts, in words. */
  startWords: string;
  getStart(times: PlanClockTimes): string | undefined;
  /** The earliest of these stops it; a clock without any starts again with each update. */
  stoppedBy: ReadonlyArray<keyof PlanTimes>;
}

/** Times that clocks start and stop at. @public */
export interface PlanClockTimes extends PlanTimes {
  /** When the last management update was recorded. */
  lastUpdateAt?: string;
  /** When it was last re-opened; `containedAt` and `resolvedAt` are then those since. */
  reopenedAt?: string;
}

const millis = (time: string, field: string) =>
  parseTime(time, field).toMillis();

function latest(times: ReadonlyArray<string | undefined>): string | undefined {
  return times
    .flatMap(time => time ?? [])
    .sort((a, b) => millis(a, 'time') - millis(b, 'time'))
    .pop();
}

/** When a clock starts that is owed again after re-opening, in words. @public */
export const PLAN_CLOCK_REOPENED_WORDS = 'since it was re-opened';

/**
 * The clocks. They start when the incident is recorded, a time that nobody can edit. Updates are owed from the declaration
 * on. After re-opening, what is owed again counts from then.
 *
 * @public
 */
export const PLAN_CLOCKS: readonly PlanClockRule[] = [
  {
    clock: 'acknowledge',
    label: 'Acknowledge',
    startWords: 'since it was recorded',
    getStart: times => times.recordedAt,
    stoppedBy: ['acknowledgedAt', 'declaredAt', 'containedAt', 'resolvedAt'],
  },
  {
    clock: 'contain',
    label: 'Contain',
    startWords: 'since it was recorded',
    getStart: times => times.reopenedAt ?? times.recordedAt,
    // What was resolved in triage never needed containment.
    stoppedBy: ['containedAt', 'resolvedAt'],
  },
  {
    clock: 'resolve',
    label: 'Resolve',
    startWords: 'since it was recorded',
    getStart: times => times.reopenedAt ?? times.recordedAt,
    stoppedBy: ['resolvedAt'],
  },
  {
    clock: 'updateEvery',
    label: 'Next update',
    startWords: 'since the last update, or the declaration',
    // Whoever makes it a major incident owes the first update from then on.
    getStart: ({ lastUpdateAt, declaredAt, majorAt, reopenedAt }) =>
      latest([lastUpdateAt ?? declaredAt, majorAt, declaredAt && reopenedAt]),
    stoppedBy: [],
  },
];

/** State of a clock; a clock stopped after its due time is `breached`. @public */
export type PlanClockState = 'running' | 'at-risk' | 'breached' | 'met';

/** State of a clock. @public */
export interface PlanClockReading {
  clock: PlanClock;
  state: PlanClockState;
  startedAt: string;
  dueAt: string;
  /** When it becomes at risk. */
  atRiskAt: string;
  /** When it was stopped; after `dueAt` the state is `breached`. */
  stoppedAt?: string;
  /** In words: `Contain within 4 hours since it was recorded`. */
  words: string;
}

function getClockState(
  now: number,
  due: number,
  atRisk: number,
  stopped: number | undefined,
): PlanClockState {
  if (stopped !== undefined) return stopped <= due ? 'met' : 'breached';
  if (now > due) return 'breached';
  return now >= atRisk ? 'at-risk' : 'running';
}

function readClock(
  rule: PlanClockRule,
  duration: string,
  startedAt: string,
  times: PlanClockTimes,
  now: number,
): PlanClockReading {
  const dueAt = addPlanDuration(startedAt, duration);
  const [start, due] = [millis(startedAt, rule.clock), millis(dueAt, 'dueAt')];
  const atRisk = start + (due - start) * PLAN_CLOCK_AT_RISK_SHARE;
  const [stoppedAt] = rule.stoppedBy
    .flatMap(field => times[field] ?? [])
    .sort((a, b) => millis(a, rule.clock) - millis(b, rule.clock));
  const stopped = stoppedAt && millis(stoppedAt, rule.clock);
  return {
    clock: rule.clock,
    state: getClockState(now, due, atRisk, stopped || undefined),
    startedAt,
    dueAt,
    atRiskAt: new Date(atRisk).toISOString(),
    ...(stoppedAt ? { stoppedAt } : {}),
    words: `${rule.label} within ${formatPlanDuration(duration)} ${
      startedAt === times.reopenedAt
        ? PLAN_CLOCK_REOPENED_WORDS
        : rule.startWords
    }`,
  };
}

/**
 * The clocks of an incident in the order of {@link PLAN_CLOCKS}. Clocks without a duration for the severity, and clocks
 * that have not started, are left out.
 *
 * @param durations - of the severity that the incident has; from its plan, else from configuration
 * @param now - ISO-8601 time
 * @throws InputError when a time or a duration cannot be read
 * @public
 */
export function getPlanClocks(
  durations: PlanClockDurations,
  incident: { status: IncidentStatus; times: PlanClockTimes },
  now: string,
): PlanClockReading[] {
  const { status, times } = incident;
  const rules = STATUS_RULES[status];
  if (!rules.clocks) return [];
  const at = millis(now, 'now');
  return PLAN_CLOCKS.flatMap(rule => {
    const duration = durations[rule.clock];
    const startedAt = rule.getStart(times);
    const ended = rule.clock === 'updateEvery' && !rules.updates;
    return duration === undefined || startedAt === undefined || ended
      ? []
      : [readClock(rule, duration, startedAt, times, at)];
  });
}
