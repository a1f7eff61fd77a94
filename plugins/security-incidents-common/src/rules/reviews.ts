/** Why an incident could happen, roughly; the text of the root cause says more. @public */
export const ROOT_CAUSE_CATEGORIES = [
  'design',
  'configuration',
  'vulnerability',
  'process',
  'people',
  'access',
  'supplier',
  'unknown',
] as const;
/** @public */
export type RootCauseCategory = (typeof ROOT_CAUSE_CATEGORIES)[number];

/** Whether the response plan was followed. @public */
export const PLAN_ANSWERS = ['yes', 'partly', 'no', 'no-plan'] as const;
/** @public */
export type PlanAnswer = (typeof PLAN_ANSWERS)[number];

/**
 * Where a post-incident review is.
 *
 * - `not-started`: it is required and nobody wrote anything.
 * - `draft`: somebody writes it.
 * - `completed`: what it needs is there. The review of a major incident still needs an approval.
 * - `approved`: somebody else than the author approved it.
 * - `waived`: somebody decided, with a reason, that it is not written. Reports count it as missing.
 *
 * @public
 */
export const REVIEW_STATES = [
  'not-started',
  'draft',
  'completed',
  'approved',
  'waived',
] as const;
/** @public */
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Why a review is required. @public */
export const REVIEW_REASONS = ['severity', 'major', 'plan'] as const;
/** @public */
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** What an improvement action changes. @public */
export const ACTION_TYPES = [
  'fix',
  'prevention',
  'detection',
  'plan-change',
  'process',
  'training',
] as const;
/** @public */
export type ActionType = (typeof ACTION_TYPES)[number];

/**
 * Where an improvement action is. `done` is not the end: `proven` says that its effect was checked by somebody else than
 * the owner. `dropped` ones have a reason.
 *
 * @public
 */
export const ACTION_STATES = ['open', 'done', 'proven', 'dropped'] as const;
/** @public */
export type ActionState = (typeof ACTION_STATES)[number];

/**
 * Groups of the register of actions: `overdue` and `open` are open, `check-overdue` and `check-due` are done.
 *
 * @public
 */
export const ACTION_GROUPS = [
  'overdue',
  'check-overdue',
  'open',
  'check-due',
  'proven',
  'dropped',
] as const;
/** @public */
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/** What is missing before a review can be completed. @public */
export const REVIEW_BLOCKERS = [
  'resolved',
  'summary',
  'root-cause',
  'plan-answer',
  'plan-deviation',
  'attendees',
  'actions-assigned',
] as const;
/** @public */
export type ReviewBlockerId = (typeof REVIEW_BLOCKERS)[number];

/**
 * The group of an action.
 *
 * @param now - ISO-8601 UTC
 * @public
 */
export function getActionGroup(
  action: { state: ActionState; dueAt?: string; checkBy?: string },
  now: string,
): ActionGroup {
  const isOver = (time?: string) => time !== undefined && time < now;
  if (action.state === 'open') return isOver(action.dueAt) ? 'overdue' : 'open';
  if (action.state === 'done') {
    return isOver(action.checkBy) ? 'check-overdue' : 'check-due';
  }
  return action.state;
}
