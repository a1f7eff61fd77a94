import { ConflictError } from '@backstage/errors';
import type { ReminderResult } from 'backstage-plugin-security-incidents-common';
import type { IncidentChange } from '../incidents/IncidentChange';
import { findCommander } from './ReviewPresenter';
import { isFinished } from './standing';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether the last reminder is less than a day old. */
function isHeldBack(remindedAt: string | undefined, at: string): boolean {
  return (
    remindedAt !== undefined && Date.parse(at) - Date.parse(remindedAt) < DAY_MS
  );
}

/**
 * Reminds whoever leads the review of an incident.
 *
 * @throws ConflictError when there is nothing to remind of, or when the last reminder is less than a day old
 */
export async function remindReview(change: IncidentChange) {
  const { tx, incident, at } = change;
  const review = await tx.reviews.getReview(incident.seq);
  if (!review || isFinished(review)) {
    throw new ConflictError('review: there is no review left to write');
  }
  if (isHeldBack(review.remindedAt, at)) {
    throw new ConflictError(
      `review: the last reminder was sent at ${review.remindedAt}; the next may follow a day later`,
    );
  }
  const { roles } = await tx.getDetails(incident);
  await tx.reviews.updateReview(incident.seq, { remindedAt: at });
  await change.log('review.reminded', {
    to: review.facilitatorRef ?? findCommander(roles),
    dueAt: review.dueAt,
  });
}

/** Reminds the owner of an open action, or whoever checks a done one. */
export async function remindAction(
  change: IncidentChange,
  actionId: string,
): Promise<ReminderResult> {
  const { tx, incident, at } = change;
  const actions = await tx.reviews.getActions(incident.seq);
  const action = actions.find(({ id }) => id === actionId);
  if (!action || action.state === 'proven' || action.state === 'dropped') {
    return { actionId, outcome: 'not-found' };
  }
  const isCheck = action.state === 'done';
  const to = isCheck ? action.checkerRef : action.ownerRef;
  if (to === undefined) return { actionId, outcome: 'no-owner' };
  const { remindedAt } = action;
  if (isHeldBack(remindedAt, at)) {
    return { actionId, outcome: 'held-back', remindedAt };
  }
  await tx.reviews.updateAction(action.id, { remindedAt: at });
  await change.log('action.reminded', {
    actionId,
    title: action.title,
    to,
    isCheck,
    dueAt: isCheck ? action.checkBy : action.dueAt,
  });
  return { actionId, outcome: 'reminded', remindedAt: at };
}
