import type {
  ReviewBlocker,
  ReviewFields,
} from 'backstage-plugin-security-incidents-common';
import type {
  ActionRecord,
  ReviewRecord,
  ReviewStanding,
} from './store/records';

/** Whether somebody has written something. */
export function isWritten({ state }: ReviewRecord): boolean {
  return state !== 'not-started';
}

/** Whether nothing is left to do about the review. */
export function isFinished({ state, needsApproval }: ReviewRecord): boolean {
  return (
    state === 'approved' ||
    state === 'waived' ||
    (state === 'completed' && !needsApproval)
  );
}

/** Whether the review is required, unfinished and past its due time. */
export function isOverdue(review: ReviewRecord, now: string): boolean {
  const { required, state, dueAt } = review;
  const isOpen = state === 'not-started' || state === 'draft';
  return isOpen && required && dueAt !== undefined && dueAt < now;
}

/** Live actions without owner or date. */
export function findUnassigned(
  actions: readonly ActionRecord[],
): ActionRecord[] {
  return actions.filter(
    ({ state, ownerRef, dueAt }) =>
      state !== 'dropped' && (ownerRef === undefined || dueAt === undefined),
  );
}

/** What is left to do before the incident is closed. */
export function getReviewStanding(
  review: ReviewRecord | undefined,
  actions: readonly ActionRecord[],
): ReviewStanding {
  const getState = () => {
    if (!review?.required || isFinished(review)) return 'settled';
    return review.state === 'completed' ? 'to-approve' : 'to-complete';
  };
  return {
    state: getState(),
    unassigned: findUnassigned(actions).map(({ title }) => title),
  };
}

function isEmpty(value: ReviewFields[keyof ReviewFields]): boolean {
  return value === undefined || value.length === 0;
}

/** Everything that is left before a review can be completed. */
export function findReviewBlockers(
  { fields }: Pick<ReviewRecord, 'fields'>,
  actions: readonly ActionRecord[],
  record: { isResolved: boolean; hasPlan: boolean; lateTasks: number },
): ReviewBlocker[] {
  const { planFollowed } = fields;
  const blockers: ReviewBlocker[] = [];
  const need = (
    isMissing: boolean,
    blocker: Omit<ReviewBlocker, 'field'> &
      Required<Pick<ReviewBlocker, 'field'>>,
  ) => {
    if (isMissing) blockers.push(blocker);
  };
  if (!record.isResolved) {
    blockers.push({
      id: 'resolved',
      message: 'Resolve the incident; until then the review is a draft',
    });
  }
  need(isEmpty(fields.summary), {
    id: 'summary',
    field: 'summary',
    message: 'Say what happened',
  });
  need(isEmpty(fields.rootCauses), {
    id: 'root-cause',
    field: 'rootCauses',
    message: 'Name a root cause',
  });
  need(record.hasPlan && planFollowed === undefined, {
    id: 'plan-answer',
    field: 'planFollowed',
    message: 'Say whether the plan was followed',
  });
  const deviated = planFollowed === 'partly' || planFollowed === 'no';
  need((deviated || record.lateTasks > 0) && isEmpty(fields.planDeviation), {
    id: 'plan-deviation',
    field: 'planDeviation',
    message:
      record.lateTasks > 0
        ? `Say why ${record.lateTasks} required ${
            record.lateTasks === 1 ? 'task was' : 'tasks were'
          } late`
        : 'Say why the plan was not followed',
  });
  need(isEmpty(fields.attendees), {
    id: 'attendees',
    field: 'attendees',
    message: 'Name who took part',
  });
  const unassigned = findUnassigned(actions);
  if (unassigned.length > 0) {
    blockers.push({
      id: 'actions-assigned',
      message: `Give ${unassigned
        .map(({ title }) => `"${title}"`)
        .join(', ')} an owner and a date`,
      actionIds: unassigned.map(({ id }) => id),
    });
  }
  return blockers;
}
