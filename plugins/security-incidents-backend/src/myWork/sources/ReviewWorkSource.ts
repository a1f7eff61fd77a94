import type { WorkItemBase } from 'backstage-plugin-security-incidents-common';
import type { ReviewWorkStore } from '../../reviews/store/ReviewsStore';
import {
  MAX_WORK,
  type WorkCaller,
  type WorkDraft,
  type WorkSource,
} from '../WorkSource';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Reviews and actions take days, so they are at risk this long before they are due. */
const AT_RISK_MS = 2 * DAY_MS;

function toDue(dueAt: string | undefined, now: string): WorkItemBase['due'] {
  if (dueAt === undefined) return { state: 'none' };
  if (dueAt < now) return { at: dueAt, state: 'overdue' };
  const left = Date.parse(dueAt) - Date.parse(now);
  return { at: dueAt, state: left <= AT_RISK_MS ? 'at-risk' : 'due' };
}

/** Finds reviews that the caller leads, and improvement actions that they own or check. */
export class ReviewWorkSource implements WorkSource {
  constructor(private readonly store: ReviewWorkStore) {}

  async find({ principals, access, now }: WorkCaller) {
    const [reviews, actions] = await Promise.all([
      this.store.findLed(principals, access, MAX_WORK + 1),
      this.store.findActions(principals, access, MAX_WORK + 1),
    ]);
    return {
      drafts: [
        ...reviews.slice(0, MAX_WORK).map(
          ({ incident, review, leadRef }): WorkDraft => ({
            incident,
            target: 'review',
            acts: [],
            item: {
              kind: 'review',
              id: `review:${incident.id}`,
              title: 'Write the review',
              due: toDue(review.dueAt, now),
              holder: {
                ref: leadRef,
                because: review.facilitatorRef
                  ? 'assignee'
                  : 'incident-commander',
              },
            },
          }),
        ),
        ...actions.slice(0, MAX_WORK).map(({ incident, action }): WorkDraft => {
          const isCheck = action.state === 'done';
          return {
            incident,
            target: `action-${action.id}`,
            acts: [],
            item: {
              kind: 'action',
              actionId: action.id,
              step: isCheck ? 'check' : 'do',
              id: `action:${action.id}`,
              title: action.title,
              due: toDue(isCheck ? action.checkBy : action.dueAt, now),
              holder: {
                ref: (isCheck ? action.checkerRef : action.ownerRef)!,
                because: 'assignee',
              },
            },
          };
        }),
      ],
      truncated: reviews.length > MAX_WORK || actions.length > MAX_WORK,
    };
  }
}
