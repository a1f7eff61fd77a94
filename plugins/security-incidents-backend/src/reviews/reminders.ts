import { ConflictError } from '@backstage/errors';
import type { ReminderResult } from 'backstage-plugin-security-incidents-common';
import type { IncidentChange } from '../incidents/IncidentChange';
import { describeHoldBack, isHeldBack } from '../kernel/reminders';
import { findCommander } from './ReviewPresenter';
import { isFinished } from './standing';

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
    throw new ConflictError(`review: ${describeHoldBack(review.remindedAt)}`);
  }
  const { roles } = await tx.getDetails(incident);
  await tx.reviews.updateReview(incident.seq, { remindedAt: at });
  await change.log('review.reminded', {
    to: review.facilitatorRef ?? findCommander(roles),
    dueAt: review.dueAt,
  });
}

/**
 * Reminds the owner of an open action, or whoever checks a done one.
 *
 * @param of - `lead` reminds whoever leads the review or the incident instead
 */
export async function remindAction(
  change: IncidentChange,
  actionId: string,
  of: 'owner' | 'lead' = 'owner',
): Promise<ReminderResult> {
  const { tx, incident, at } = change;
  const actions = await tx.reviews.getActions(incident.seq);
  const action = actions.find(({ id }) => id === actionId);
  if (!action || action.state === 'proven' || action.state === 'dropped') {
    return { actionId, outcome: 'not-found' };
  }
  const isCheck = action.state === 'done';
  const isLead = of === 'lead';
  const holder = isCheck ? action.checkerRef : action.ownerRef;
  const to = isLead ? await findLead(change) : holder;
  if (to === undefined) return { actionId, outcome: 'no-owner' };
  const remindedAt = isLead ? action.leadRemindedAt : action.remindedAt;
  if (isHeldBack(remindedAt, at)) {
    return { actionId, outcome: 'held-back', remindedAt };
  }
  await tx.reviews.updateAction(
    action.id,
    isLead ? { leadRemindedAt: at } : { remindedAt: at },
  );
  await change.log('action.reminded', {
    actionId,
    title: action.title,
    to,
    isCheck,
    ...(isLead && { isLead }),
    dueAt: isCheck ? action.checkBy : action.dueAt,
  });
  return { actionId, outcome: 'reminded', remindedAt: at };
}

async function findLead({ tx, incident }: IncidentChange) {
  const review = await tx.reviews.getReview(incident.seq);
  const { roles } = await tx.getDetails(incident);
  return review?.facilitatorRef ?? findCommander(roles);
}
