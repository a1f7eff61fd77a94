import type {
  ImprovementAction,
  RelatedReview,
  Review,
  ReviewIncident,
  ReviewText,
} from 'backstage-plugin-security-incidents-common';

const PRIYA = 'user:default/priya.natesh';

export const EXAMPLE_ACTION_ID = '5f0c2f0e-9a51-4f0c-8a3b-0d2b6b1f6a11';

export const exampleAction: ImprovementAction = {
  id: EXAMPLE_ACTION_ID,
  type: 'detection',
  title: 'Compare accounts with devices each month',
  ownerRef: 'user:default/callum.reidyard',
  dueAt: '2027-01-31T12:00:00.000Z',
  moves: 0,
  state: 'open',
  group: 'open',
  check: {
    worksIf: 'Finds a planted shared account',
    by: '2027-02-28T12:00:00.000Z',
    checkerRef: PRIYA,
  },
  addedAt: '2026-11-30T10:20:00.000Z',
  addedBy: PRIYA,
  version: 1,
};

export const exampleReview: Review = {
  incidentId: '0b2f8a52-6d0e-4a0f-9a41-0c5f8c0d9a10',
  incidentKey: 'SEC-2026-0045',
  state: 'draft',
  required: true,
  requiredBecause: 'plan',
  dueAt: '2026-12-02T08:15:00.000Z',
  overdue: false,
  version: 1,
  fields: { summary: 'All tablets of one warehouse shared an account.' },
  changes: {
    summary: { at: '2026-11-30T10:26:00.000Z', by: PRIYA, version: 1 },
  },
  blockedBy: [
    { id: 'attendees', field: 'attendees', message: 'Name who took part' },
  ],
  approval: { required: false, refusedBecause: 'Complete the review first' },
  adherence: [],
  actions: [exampleAction],
  cameBack: {},
  rights: { update: true, approve: false },
};

export const exampleReviewIncident: ReviewIncident = {
  id: exampleReview.incidentId,
  key: exampleReview.incidentKey,
  title: 'Warehouse tablets share one account',
  mode: 'real',
  status: 'resolved',
  severity: 'low',
  class: 'vulnerable',
  isMajor: false,
  tlp: 'AMBER',
  visibility: 'open',
  resolvedAt: '2026-11-27T08:15:00.000Z',
  entityRefs: ['component:default/warehouse-admin'],
};

export const exampleRelatedReview: RelatedReview = {
  incident: exampleReviewIncident,
  completedAt: '2026-12-02T08:00:00.000Z',
  because: ['class', 'service'],
  summary: exampleReview.fields.summary,
  rootCauses: [
    {
      category: 'design',
      text: 'Accounts were ordered for sites, not devices',
    },
  ],
  actions: { total: 3, proven: 0 },
};

export const exampleReviewText: ReviewText = {
  incident: exampleReviewIncident,
  completedAt: exampleRelatedReview.completedAt,
  fields: {
    summary: exampleReview.fields.summary,
    rootCauses: exampleRelatedReview.rootCauses,
    lessons: 'Order accounts for devices.',
  },
};
