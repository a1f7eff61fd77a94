import {
  PLAN_CLOCKS,
  type PlanClock,
  type PlanClockReading,
} from 'backstage-plugin-security-incidents-common';
import {
  formatCountdown,
  formatDuration,
  nearTime,
  spoken,
} from '../../../time';

/** Where something with a due time stands at this moment. */
export type ClockState = 'running' | 'at-risk' | 'overdue' | 'met' | 'met-late';

/** What people read for each state. */
export const CLOCK_STATE_WORDS: Record<ClockState, string> = {
  running: 'running',
  'at-risk': 'at risk',
  overdue: 'overdue',
  met: 'met',
  'met-late': 'met late',
};

/**
 * Where it stands, by the clock of the reader, so that an open page goes from running to at risk to overdue by itself.
 *
 * @param times - in milliseconds since the epoch
 */
export function stateAt(
  now: number,
  times: { dueAt: number; atRiskAt: number; stoppedAt?: number },
): ClockState {
  const { dueAt, atRiskAt, stoppedAt } = times;
  if (stoppedAt !== undefined) return stoppedAt > dueAt ? 'met-late' : 'met';
  if (now > dueAt) return 'overdue';
  return now >= atRiskAt ? 'at-risk' : 'running';
}

/** A span with the words around it. */
export interface ClockTime {
  before?: string;
  span: string;
  after?: string;
}

/** A clock as the page shows it. */
export interface ShownClock {
  clock: PlanClock;
  state: ClockState;
  /** `Contain within 4 hours` */
  label: string;
  /** Where there is little room. */
  shortLabel: string;
  /** How long there is, was needed, or too much was: `1h 12m left`, `met in 5m`. */
  time: ClockTime;
  /** When it is due, and what else is worth knowing. */
  detail: string;
  /** The same where there is little room. */
  due: string;
  /** How much of its time is used, from 0 to 1. */
  used: number;
  /** All of it, to be said. */
  said: string;
}

const SHORT_LABELS: Record<PlanClock, string> = {
  acknowledge: 'Acknowledge',
  contain: 'Contain',
  resolve: 'Resolve',
  updateEvery: 'Update',
};

/** What stands before the due time where there is little room. */
const SHORT_STATES: Record<ClockState, string> = {
  running: 'due',
  'at-risk': 'at risk,',
  overdue: 'over,',
  met: 'met,',
  'met-late': 'met late,',
};

/** What is owed and how often or how soon, without since when. */
function owedOf({ clock, words }: PlanClockReading) {
  const rule = PLAN_CLOCKS.find(known => known.clock === clock);
  const owed = rule ? words.replace(` ${rule.startWords}`, '') : words;
  const span = owed.split(' within ').pop();
  return clock === 'updateEvery'
    ? { label: 'Management update', rhythm: `every ${span}` }
    : { label: owed };
}

function timeOf(
  state: ClockState,
  now: number,
  times: { startedAt: number; dueAt: number; stoppedAt?: number },
): ClockTime {
  const { startedAt, dueAt, stoppedAt = now } = times;
  switch (state) {
    case 'met':
      return { before: 'met in', span: formatDuration(stoppedAt - startedAt) };
    case 'met-late':
      return {
        before: 'met',
        span: formatDuration(stoppedAt - dueAt),
        after: 'late',
      };
    case 'overdue':
      return { span: formatDuration(now - dueAt), after: 'over' };
    default:
      return { span: formatCountdown(dueAt - now), after: 'left' };
  }
}

function detailOf(
  state: ClockState,
  { dueAt, atRiskAt, stoppedAt }: PlanClockReading,
  rhythm: string | undefined,
  now: number,
): string {
  const due = nearTime(dueAt, now);
  switch (state) {
    case 'running':
      return `due ${due}, ${
        rhythm ?? `at risk from ${nearTime(atRiskAt, now)}`
      }`;
    case 'at-risk':
      return `due ${due}, at risk`;
    case 'overdue':
      return `was due ${due}, overdue`;
    default:
      return `${nearTime(stoppedAt ?? dueAt, now)}, was due ${due}`;
  }
}

/** `1h 12m left`, `met in 5m` */
export function timeText({ before, span, after }: ClockTime): string {
  return [before, span, after].filter(Boolean).join(' ');
}

function shownClock(reading: PlanClockReading, now: number): ShownClock {
  const { clock } = reading;
  const times = {
    startedAt: Date.parse(reading.startedAt),
    dueAt: Date.parse(reading.dueAt),
    atRiskAt: Date.parse(reading.atRiskAt),
    stoppedAt: reading.stoppedAt ? Date.parse(reading.stoppedAt) : undefined,
  };
  const state = stateAt(now, times);
  const { label, rhythm } = owedOf(reading);
  const time = timeOf(state, now, times);
  const detail = detailOf(state, reading, rhythm, now);
  const lengthMs = Math.max(1, times.dueAt - times.startedAt);
  const usedMs = (times.stoppedAt ?? now) - times.startedAt;
  return {
    clock,
    state,
    label,
    shortLabel: SHORT_LABELS[clock],
    time,
    detail,
    due: `${SHORT_STATES[state]} ${nearTime(reading.dueAt, now)}`,
    used: Math.min(1, Math.max(0, usedMs / lengthMs)),
    said: `${spoken(timeText(time))}, ${detail} UTC`,
  };
}

const isStopped = ({ stoppedAt }: PlanClockReading) => stoppedAt !== undefined;

/** Whether there is nothing to do about it any more. */
export function isSettled({ state }: ShownClock): boolean {
  return state === 'met' || state === 'met-late';
}

/** The clocks at a moment: what is due soonest first, what was met last. */
export function shownClocks(
  readings: readonly PlanClockReading[],
  now: number,
): ShownClock[] {
  return [...readings]
    .sort(
      (a, b) =>
        Number(isStopped(a)) - Number(isStopped(b)) ||
        Date.parse(a.dueAt) - Date.parse(b.dueAt),
    )
    .map(reading => shownClock(reading, now));
}

/** When what the clocks show changes by more than a minute. */
export function momentsOf(readings: readonly PlanClockReading[]) {
  const running = readings.filter(reading => !isStopped(reading));
  const deadlines = running.map(({ dueAt }) => Date.parse(dueAt));
  return {
    deadlines,
    turns: [
      ...running.map(({ atRiskAt }) => Date.parse(atRiskAt)),
      // On its due time it is not overdue yet.
      ...deadlines.map(deadline => deadline + 1),
    ],
  };
}
