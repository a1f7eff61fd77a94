import type {
  ActionPage,
  ActionSummary,
  FollowUpCounts,
  Review,
  ReviewPage,
} from 'backstage-plugin-security-incidents-common';

/** A required review that nobody has written yet. */
export function testReview(fields: Partial<Review> = {}): Review {
  return {
    incidentId: 'id-42',
    incidentKey: 'SEC-2026-0042',
    state: 'not-started',
    required: true,
    requiredBecause: 'severity',
    overdue: false,
    version: 0,
    fields: {},
    changes: {},
    blockedBy: [
      { id: 'summary', field: 'summary', message: 'Say what happened' },
    ],
    approval: { required: false, refusedBecause: 'Complete the review first' },
    adherence: [],
    actions: [],
    cameBack: {},
    rights: { update: true, approve: false },
    ...fields,
  };
}

/** An open action with an owner and a date. */
export function testAction(fields: Partial<ActionSummary> = {}): ActionSummary {
  return {
    id: 'action-1',
    type: 'fix',
    title: 'Rotate tokens',
    ownerRef: 'user:default/ines',
    dueAt: '2099-01-01T00:00:00.000Z',
    moves: 0,
    state: 'open',
    group: 'open',
    check: { worksIf: 'No token is older than a day' },
    addedAt: '2026-01-01T00:00:00.000Z',
    addedBy: 'user:default/ada',
    version: 1,
    incident: {
      id: 'id-42',
      key: 'SEC-2026-0042',
      title: 'Token in a log',
      mode: 'real',
      status: 'closed',
      isMajor: false,
      tlp: 'GREEN',
      visibility: 'open',
      entityRefs: ['component:default/payments-api'],
    },
    ...fields,
  };
}

/** A page of the register of actions. */
export function actionPage(items: ActionSummary[]): ActionPage {
  const countOf = (group: ActionSummary['group']) =>
    items.filter(item => item.group === group).length;
  return {
    items,
    totalItems: items.length,
    pageInfo: {},
    counts: {
      overdue: countOf('overdue'),
      'check-overdue': countOf('check-overdue'),
      open: countOf('open'),
      'check-due': countOf('check-due'),
      proven: countOf('proven'),
      dropped: countOf('dropped'),
    },
    incidents: items.length > 0 ? 1 : 0,
    exercises: 0,
    asOf: new Date().toISOString(),
  };
}

/** A page of the register of reviews without any. */
export const noReviews: ReviewPage = {
  items: [],
  totalItems: 0,
  pageInfo: {},
  counts: { overdue: 0, open: 0, needsApproval: 0, finished: 0 },
  asOf: '2026-11-30T10:00:00.000Z',
};

/** Nothing is owed. */
export const nothingOwed: FollowUpCounts = {
  overdue: { reviews: 0, actions: 0, checks: 0, obligations: 0 },
  open: { reviews: 0, actions: 0, obligations: 0 },
};
