import type { StoryEvent } from './types';

/*
 * Changes of plan tasks. A task is named by its id in the plan.
 */

export function started(after: string, by: string, task: string): StoryEvent {
  return { after, by, do: 'task', task, change: { state: 'in-progress' } };
}

/** Done, with the step to record if there is none yet. */
export function done(
  after: string,
  by: string,
  task: string,
  note?: string,
): StoryEvent {
  const change = { state: 'done' as const, ...(note && { note }) };
  return { after, by, do: 'task', task, change };
}

export function skipped(
  after: string,
  by: string,
  task: string,
  reason: string,
): StoryEvent {
  return { after, by, do: 'task', task, change: { state: 'skipped', reason } };
}

export function assigned(
  after: string,
  by: string,
  task: string,
  assigneeRef: string,
  reason: string,
): StoryEvent {
  return { after, by, do: 'task', task, change: { assigneeRef, reason } };
}
