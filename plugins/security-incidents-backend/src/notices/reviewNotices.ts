import { findCommander } from '../reviews/ReviewPresenter';
import { isFinished } from '../reviews/standing';
import type { ActionRecord, ReviewRecord } from '../reviews/store/records';
import type { IncidentReviewReader } from '../reviews/store/ReviewsStore';
import type { IncidentDetails } from '../incidents/store/records';
import type { IncidentRecord } from '../kernel/records';
import type { NoticeData } from './store/NoticesStore';

/** People have days for reviews and actions, so they hear this long before. */
const RISK_MS = 2 * 24 * 60 * 60 * 1000;

/** Something of a review that is due. */
export interface ReviewDue {
  subject: string;
  riskAt: string;
  dueAt: string;
  data: NoticeData;
}

function toDue(subject: string, dueAt: string, data: NoticeData): ReviewDue {
  const riskAt = new Date(Date.parse(dueAt) - RISK_MS).toISOString();
  return { subject, riskAt, dueAt, data };
}

/** What a live action waits for: to be done, or to be checked. */
function getActionDue(action: ActionRecord): ReviewDue[] {
  const { id: actionId } = action;
  if (action.state === 'open' && action.dueAt) {
    return [toDue(`action:${actionId}`, action.dueAt, { actionId })];
  }
  if (action.state === 'done' && action.checkBy) {
    return [
      toDue(`check:${actionId}`, action.checkBy, { actionId, isCheck: true }),
    ];
  }
  return [];
}

/** What is due of the review of an incident and of its actions; nothing of dismissed and merged incidents. */
export async function findReviewDues(
  reader: IncidentReviewReader,
  { seq, status }: IncidentRecord,
): Promise<ReviewDue[]> {
  if (status === 'dismissed' || status === 'merged') return [];
  const review = await reader.getReview(seq);
  const actions = await reader.getActions(seq);
  const isOwed = review?.required && review.state !== 'completed';
  return [
    ...(isOwed && review.dueAt && !isFinished(review)
      ? [toDue('review', review.dueAt, { isReview: true })]
      : []),
    ...actions.flatMap(getActionDue),
  ];
}

/** What a notification about a review or an action is about. */
export interface ReviewSubject {
  what: string;
  dueAt?: string;
  /** Who has it: a person or group. */
  holder?: string;
  scope: string;
}

function toReviewSubject(
  incidentId: string,
  review: ReviewRecord | undefined,
  details: IncidentDetails,
): ReviewSubject | undefined {
  if (!review || review.state === 'completed' || isFinished(review)) {
    return undefined;
  }
  return {
    what: 'write the review',
    dueAt: review.dueAt,
    holder: review.facilitatorRef ?? findCommander(details.roles),
    scope: `review:${incidentId}`,
  };
}

function toActionSubject(
  action: ActionRecord | undefined,
  isCheck: boolean,
): ReviewSubject | undefined {
  if (action?.state !== (isCheck ? 'done' : 'open')) return undefined;
  const scope = `action:${action.id}`;
  return isCheck
    ? {
        what: `check whether it works: ${action.title}`,
        dueAt: action.checkBy,
        holder: action.checkerRef,
        scope,
      }
    : {
        what: action.title,
        dueAt: action.dueAt,
        holder: action.ownerRef,
        scope,
      };
}

/** Finds what a notification is about; undefined when it was settled since. */
export async function findReviewSubject(
  reader: IncidentReviewReader,
  { id, seq }: IncidentRecord,
  details: IncidentDetails,
  { isReview, actionId, isCheck = false }: NoticeData,
): Promise<ReviewSubject | undefined> {
  if (isReview) {
    return toReviewSubject(id, await reader.getReview(seq), details);
  }
  const actions = await reader.getActions(seq);
  return toActionSubject(
    actions.find(action => action.id === actionId),
    isCheck,
  );
}

/** Whether a notification is about a review or an action. */
export function isAboutReview({ isReview, actionId }: NoticeData): boolean {
  return Boolean(isReview) || actionId !== undefined;
}
