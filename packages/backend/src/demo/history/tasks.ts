import type { StoryEvent } from './types';

/*
 * What people did with the tasks of a plan. A task is named by its id in the plan.
 */

export function started(after: string, by: string, task: string): StoryEvent {
  return { after, by, do: 'task', task, change: { state: 'in-progress' } };
}

/** Done, with what is recorded as a step where nobody recorded one before. */
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
