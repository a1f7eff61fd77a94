import {
  PLAN_CLOCK_REOPENED_WORDS,
  PLAN_CLOCKS,
  type PlanClock,
  type PlanClockReading,
} from 'backstage-plugin-security-incidents-common';
import {
  formatCountdown,
  formatDuration,
  getZoneName,
  nearTime,
  spoken,
  utcTime,
} from '../../../time';
import type { Translate } from '../../../translation';
import { sayDuration, toSaid } from '../../said';

/** Where something with a due time stands at this moment. */
export type ClockState = 'running' | 'at-risk' | 'overdue' | 'met' | 'met-late';

const STATE_KEYS = {
  running: 'running',
  'at-risk': 'atRisk',
  overdue: 'overdue',
  met: 'met',
  'met-late': 'metLate',
} as const satisfies Record<ClockState, string>;

/** What people read for a state. */
export function toStateText(t: Translate, state: ClockState): string {
  return t(`incidentPage.clocks.state.${STATE_KEYS[state]}`);
}

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
  /** When it is due, or was stopped, in UTC. */
  utc: string;
  /** How much of its time is used, from 0 to 1. */
  used: number;
  /** All of it, to be said. */
  said: string;
}

/** What is owed and how often or how soon, without since when. */
function toOwedText(t: Translate, { clock, words }: PlanClockReading) {
  const rule = PLAN_CLOCKS.find(known => known.clock === clock);
  const owed = [rule?.startWords, PLAN_CLOCK_REOPENED_WORDS]
    .filter(since => since !== undefined)
    .reduce((text, since) => text.replace(` ${since}`, ''), words);
  const span = owed.split(' within ').pop();
  return clock === 'updateEvery'
    ? {
        label: t('incidentPage.clocks.update'),
        rhythm: t('incidentPage.clocks.every', {
          span: sayDuration(span ?? ''),
        }),
      }
    : { label: toSaid(t, owed) };
}

function toClockTime(
  t: Translate,
  state: ClockState,
  now: number,
  times: { startedAt: number; dueAt: number; stoppedAt?: number },
): ClockTime {
  const { startedAt, dueAt, stoppedAt = now } = times;
  switch (state) {
    case 'met':
      return {
        before: t('incidentPage.clocks.time.metIn'),
        span: formatDuration(stoppedAt - startedAt),
      };
    case 'met-late':
      return {
        before: t('incidentPage.clocks.time.met'),
        span: formatDuration(stoppedAt - dueAt),
        after: t('incidentPage.clocks.time.late'),
      };
    case 'overdue':
      return {
        span: formatDuration(now - dueAt),
        after: t('incidentPage.clocks.time.over'),
      };
    default:
      return {
        span: formatCountdown(dueAt - now),
        after: t('incidentPage.clocks.time.left'),
      };
  }
}

function toDetail(
  t: Translate,
  state: ClockState,
  { dueAt, atRiskAt, stoppedAt }: PlanClockReading,
  rhythm: string | undefined,
  now: number,
): string {
  const due = nearTime(dueAt, now);
  switch (state) {
    case 'running':
      return rhythm
        ? t('incidentPage.clocks.detail.rhythm', { due, rhythm })
        : t('incidentPage.clocks.detail.running', {
            due,
            atRisk: nearTime(atRiskAt, now),
          });
    case 'at-risk':
      return t('incidentPage.clocks.detail.atRisk', { due });
    case 'overdue':
      return t('incidentPage.clocks.detail.overdue', { due });
    default: {
      const stopped = nearTime(stoppedAt ?? dueAt, now);
      return state === 'met'
        ? t('incidentPage.clocks.detail.met', { stopped, due })
        : t('incidentPage.clocks.detail.metLate', { stopped, due });
    }
  }
}

/** `1h 12m left`, `met in 5m` */
export function timeText({ before, span, after }: ClockTime): string {
  return [before, span, after].filter(Boolean).join(' ');
}

function toShownClock(
  t: Translate,
  reading: PlanClockReading,
  now: number,
): ShownClock {
  const { clock } = reading;
  const times = {
    startedAt: Date.parse(reading.startedAt),
    dueAt: Date.parse(reading.dueAt),
    atRiskAt: Date.parse(reading.atRiskAt),
    stoppedAt: reading.stoppedAt ? Date.parse(reading.stoppedAt) : undefined,
  };
  const state = stateAt(now, times);
  const { label, rhythm } = toOwedText(t, reading);
  const time = toClockTime(t, state, now, times);
  const detail = toDetail(t, state, reading, rhythm, now);
  const lengthMs = Math.max(1, times.dueAt - times.startedAt);
  const usedMs = (times.stoppedAt ?? now) - times.startedAt;
  return {
    clock,
    state,
    label,
    shortLabel: t(`incidentPage.clocks.short.${clock}`),
    time,
    detail,
    due: t(`incidentPage.clocks.due.${STATE_KEYS[state]}`, {
      time: nearTime(reading.dueAt, now),
    }),
    utc: utcTime(reading.stoppedAt ?? reading.dueAt),
    used: Math.min(1, Math.max(0, usedMs / lengthMs)),
    said: t('incidentPage.clocks.said', {
      time: spoken(timeText(time)),
      detail,
      zone: getZoneName(),
    }),
  };
}

const isStopped = ({ stoppedAt }: PlanClockReading) => stoppedAt !== undefined;

/** Whether there is nothing to do about it any more. */
export function isSettled({ state }: ShownClock): boolean {
  return state === 'met' || state === 'met-late';
}

/** The clocks at a moment: what is due soonest first, what was met last. */
export function toShownClocks(
  t: Translate,
  readings: readonly PlanClockReading[],
  now: number,
): ShownClock[] {
  return [...readings]
    .sort(
      (a, b) =>
        Number(isStopped(a)) - Number(isStopped(b)) ||
        Date.parse(a.dueAt) - Date.parse(b.dueAt),
    )
    .map(reading => toShownClock(t, reading, now));
}

/** When what the clocks show changes by more than a minute. */
export function getMoments(readings: readonly PlanClockReading[]) {
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
