import {
  PLAN_CLOCK_AT_RISK_SHARE,
  type PlanClockReading,
  type PlanOffset,
  type WorkItemBase,
} from 'backstage-plugin-security-incidents-common';
import { DateTime, Duration } from 'luxon';

type Due = WorkItemBase['due'];

const STATES: Record<PlanClockReading['state'], Due['state']> = {
  breached: 'overdue',
  'at-risk': 'at-risk',
  running: 'due',
  met: 'none',
};

export function toClockDue({ state, dueAt }: PlanClockReading): Due {
  return { at: dueAt, state: STATES[state] };
}

/** Tasks are at risk after the same share of their time as clocks are. */
export function toTaskDue(
  dueAt: string | undefined,
  offset: PlanOffset | undefined,
  now: string,
): Due {
  if (!dueAt) return { state: 'none' };
  const [due, at] = [Date.parse(dueAt), Date.parse(now)];
  if (at > due) return { at: dueAt, state: 'overdue' };
  const length = Duration.fromISO(offset?.after ?? '');
  if (!length.isValid) return { at: dueAt, state: 'due' };
  const start = DateTime.fromISO(dueAt, { zone: 'utc' })
    .minus(length)
    .toMillis();
  const atRisk = start + (due - start) * PLAN_CLOCK_AT_RISK_SHARE;
  return { at: dueAt, state: at >= atRisk ? 'at-risk' : 'due' };
}
