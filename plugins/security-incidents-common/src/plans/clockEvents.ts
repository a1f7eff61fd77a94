/**
 * Clock events that start a step of an escalation. `at-risk`: three quarters of the time have passed.
 *
 * @public
 */
export const PLAN_CLOCK_EVENTS = {
  'sla.acknowledge.at-risk': { clock: 'acknowledge', state: 'at-risk' },
  'sla.acknowledge.breached': { clock: 'acknowledge', state: 'breached' },
  'sla.contain.at-risk': { clock: 'contain', state: 'at-risk' },
  'sla.contain.breached': { clock: 'contain', state: 'breached' },
  'sla.resolve.at-risk': { clock: 'resolve', state: 'at-risk' },
  'sla.resolve.breached': { clock: 'resolve', state: 'breached' },
  'sla.update.at-risk': { clock: 'updateEvery', state: 'at-risk' },
  'sla.update.breached': { clock: 'updateEvery', state: 'breached' },
} as const;

/** Name of a clock event. @public */
export type PlanClockEventName = keyof typeof PLAN_CLOCK_EVENTS;

/** In the order of the table. @public */
export const PLAN_CLOCK_EVENT_NAMES = Object.keys(
  PLAN_CLOCK_EVENTS,
) as PlanClockEventName[];
