import type {
  ActionGroup,
  RelatedReview,
  ReviewSummary,
  ReviewView,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import {
  testIncidentObligations,
  testObligation,
  testRegister,
  testRegistered,
  testRules,
} from '../src/__testUtils__/obligations';
import {
  actionPage,
  testAction,
  testReview,
} from '../src/__testUtils__/reviews';

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) =>
  new Date(Date.now() + days * DAY_MS).toISOString();

const obligations = [
  testRegistered({
    id: 'a1',
    state: 'to-assess',
    startsAt: inDays(-2.5),
    atRiskAt: inDays(-0.25),
    dueAt: inDays(0.5),
  }),
  testRegistered({
    id: 'a2',
    state: 'pending',
    dueBasis: 'due',
    startsAt: inDays(-1),
    atRiskAt: inDays(1.25),
    dueAt: inDays(2),
    decision: {
      at: inDays(-1),
      by: 'user:default/ines',
      reason: 'Names were readable for eight hours.',
    },
  }),
  testRegistered({
    id: 'a3',
    state: 'not-applicable',
    decision: {
      at: inDays(-8),
      by: 'user:default/ines',
      reason: 'Product pictures only. No picture shows a person.',
    },
  }),
];

const actions = [
  testAction({
    id: 'overdue',
    title: 'Replace long-lived keys by short-lived ones',
    group: 'overdue',
    type: 'prevention',
    dueAt: inDays(-91),
    firstDueAt: inDays(-121),
    moves: 1,
    cameBackAs: { id: 'second', key: 'SEC-2026-0046' },
  }),
  testAction({
    id: 'unproven',
    title: 'Alert on large exports outside working hours',
    state: 'done',
    group: 'check-overdue',
    type: 'detection',
    check: { worksIf: 'It fires on a real export', by: inDays(-3) },
  }),
  testAction({
    id: 'open',
    title: 'Name a deputy owner for the night shift',
    type: 'plan-change',
    dueAt: inDays(18),
  }),
  testAction({
    id: 'proven',
    title: 'Refuse images older than 30 days at release',
    state: 'proven',
    group: 'proven',
    check: {
      result: 'works',
      text: '9 releases refused',
      checkedAt: inDays(-40),
      checkedBy: 'user:default/ines',
    },
  }),
];

const toSummary = (
  key: string,
  changes: Partial<ReviewSummary>,
): ReviewSummary => ({
  incident: { ...testAction().incident, id: key, key },
  state: 'draft',
  required: true,
  requiredBecause: 'severity',
  overdue: false,
  needsApproval: false,
  leadRef: 'user:default/ines',
  actions: { total: 3, open: 1, proven: 2 },
  ...changes,
});

const reviews: Record<ReviewView, ReviewSummary[]> = {
  overdue: [toSummary('SEC-2026-0042', { overdue: true, dueAt: inDays(-2) })],
  needsApproval: [],
  open: [toSummary('SEC-2026-0046', { dueAt: inDays(3) })],
  finished: [
    toSummary('SEC-2026-0012', {
      state: 'approved',
      completedAt: inDays(-60),
      completedBy: 'user:default/ines',
    }),
  ],
};

const review = testReview({
  state: 'draft',
  version: 2,
  dueAt: inDays(3),
  fields: { summary: 'A token was readable in a public build log.' },
  changes: { summary: { at: inDays(-1), by: 'user:default/ines', version: 2 } },
  actions: actions.map(({ incident: _incident, ...action }) => action),
});

const related: RelatedReview[] = [
  {
    incident: reviews.finished[0].incident,
    completedAt: inDays(-60),
    because: ['class', 'service'],
    summary: 'A token of a retired pipeline was readable in a build log.',
    lessons: 'Tokens end with the pipeline that they were made for.',
    rootCauses: [{ category: 'process', text: 'Nobody owned old pipelines' }],
    actions: { total: 3, proven: 2 },
  },
];

/** Answers about obligations, reviews and actions. Nothing is stored. */
export const followUpHandlers = (baseUrl: string, incidentUrl: string) => [
  http.get(`${baseUrl}/obligations`, ({ request }) => {
    const isOpen = new URL(request.url).searchParams.get('open') === 'true';
    return HttpResponse.json({
      ...testRegister(obligations),
      ...testRegister(
        isOpen
          ? obligations.filter(({ state }) => state !== 'not-applicable')
          : obligations,
      ),
    });
  }),
  http.get(`${baseUrl}/obligation-rules`, () => HttpResponse.json(testRules)),
  http.get(`${incidentUrl}/obligations`, () =>
    HttpResponse.json(
      testIncidentObligations({
        items: obligations.map(({ incident: _incident, ...item }) => item),
      }),
    ),
  ),
  http.post(`${incidentUrl}/obligations/:id/:part`, () =>
    HttpResponse.json(testObligation({ remindedAt: new Date().toISOString() })),
  ),
  http.get(`${baseUrl}/reviews/counts`, () =>
    HttpResponse.json({
      overdue: { reviews: 1, actions: 1, checks: 1, obligations: 0 },
      open: { reviews: 2, actions: 3, obligations: 2 },
    }),
  ),
  http.get(`${baseUrl}/reviews`, ({ request }) => {
    const state = new URL(request.url).searchParams.get('state') as ReviewView;
    const items = state ? reviews[state] : Object.values(reviews).flat();
    return HttpResponse.json({
      items,
      totalItems: items.length,
      pageInfo: {},
      counts: Object.fromEntries(
        Object.entries(reviews).map(([name, found]) => [name, found.length]),
      ),
      asOf: new Date().toISOString(),
    });
  }),
  http.get(`${baseUrl}/actions`, ({ request }) => {
    const group = new URL(request.url).searchParams.get('group') as ActionGroup;
    const items = actions.filter(action => !group || action.group === group);
    return HttpResponse.json({
      ...actionPage(actions),
      items,
      totalItems: items.length,
    });
  }),
  http.post(`${baseUrl}/actions/reminders`, async ({ request }) => {
    const { actionIds } = (await request.json()) as { actionIds: string[] };
    return HttpResponse.json({
      results: actionIds.map(actionId => ({ actionId, outcome: 'reminded' })),
    });
  }),
  http.get(`${incidentUrl}/review`, () => HttpResponse.json(review)),
  http.get(`${incidentUrl}/related-reviews`, () =>
    HttpResponse.json({ items: related }),
  ),
  http.get(`${baseUrl}/entities/:kind/:namespace/:name/reviews`, () =>
    HttpResponse.json({ items: related }),
  ),
  http.all(`${incidentUrl}/review/*`, () => HttpResponse.json(review)),
  http.put(`${incidentUrl}/review`, () => HttpResponse.json(review)),
];
