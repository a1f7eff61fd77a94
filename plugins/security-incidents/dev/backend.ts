import { getResponse, http, HttpResponse } from 'msw';
import {
  coverage,
  coverageRow,
  offer,
  readiness,
} from '../src/__testUtils__/plans';
import {
  counts,
  emptyHistory,
  emptyOverview,
  someVolume,
  summary,
} from '../src/__testUtils__/incidents';
import { taskWork, workPage } from '../src/__testUtils__/myWork';
import {
  testIncident,
  testSteps,
  testTimeline,
} from '../src/components/IncidentPage/testIncident';
import { testPlanRuns } from '../src/components/IncidentPage/testPlan';
import { testServiceLevels } from '../src/components/IncidentPage/testServiceLevels';
import {
  inUse,
  planStatus,
} from '../src/components/PlanPage/__testUtils__/plan';
import { detectionHandlers } from './detections';
import { evidenceHandlers } from './evidence';
import { followUpHandlers } from './followUp';
import { reportHandlers } from './reports';

/** Where the client sends its calls; nothing listens there. */
export const BASE_URL = 'http://mock.test/api/security-incidents';

const INCIDENT_URL = `${BASE_URL}/incidents/:key`;
const ENTITY_URL = `${BASE_URL}/entities/:kind/:namespace/:name`;

const incidents = [
  summary(),
  summary({
    id: 'second',
    key: 'SEC-2026-0046',
    title: 'Phishing mail to the finance team',
    severity: 'low',
    priority: 'P4',
    status: 'triage',
  }),
];

const services = [
  coverageRow('payments-api', { title: 'Payments API' }),
  coverageRow('ledger', {
    lastTested: undefined,
    readiness: readiness({ tested: 'fail' }, [
      { code: 'never-tested', message: 'No test of the plan is recorded' },
    ]),
  }),
];

const toPage = <T>(items: T[]) =>
  HttpResponse.json({ items, totalItems: items.length, pageInfo: {} });

/** Answers of the backend. Nothing is stored: a change is answered with the incident as it was. */
const handlers = [
  ...detectionHandlers(BASE_URL),
  ...evidenceHandlers(INCIDENT_URL),
  ...followUpHandlers(BASE_URL, INCIDENT_URL),
  ...reportHandlers(BASE_URL),
  http.get(`${BASE_URL}/incidents`, () => toPage(incidents)),
  http.post(`${BASE_URL}/incidents`, () =>
    HttpResponse.json(testIncident(), { status: 201 }),
  ),
  http.get(`${INCIDENT_URL}/timeline`, () => toPage(testTimeline)),
  http.get(`${INCIDENT_URL}/steps`, () => toPage(testSteps)),
  http.get(`${INCIDENT_URL}/plan-runs`, () =>
    HttpResponse.json(testPlanRuns()),
  ),
  http.get(`${INCIDENT_URL}/escalations`, () => toPage([])),
  http.get(`${INCIDENT_URL}/views`, () => toPage([])),
  http.get(`${INCIDENT_URL}/verification`, () =>
    HttpResponse.json({
      status: 'ok',
      entries: testTimeline.length,
      checkedAt: new Date().toISOString(),
    }),
  ),
  http.all(INCIDENT_URL, () =>
    HttpResponse.json(testIncident({ serviceLevels: testServiceLevels() })),
  ),
  http.all(`${INCIDENT_URL}/*`, () => HttpResponse.json(testIncident())),
  http.get(`${BASE_URL}/imports`, () =>
    HttpResponse.json({
      items: [],
      totalItems: 0,
      pageInfo: {},
      formats: [],
      maxBytes: 20 * 1024 * 1024,
    }),
  ),
  http.get(`${BASE_URL}/my/work`, () => {
    const dueAt = new Date(Date.now() + 97 * 60_000).toISOString();
    return HttpResponse.json(
      workPage([
        taskWork('revoke', 'Revoke the token', {
          due: { at: dueAt, state: 'due' },
        }),
        taskWork('search', 'Search the logs for uses of it'),
      ]),
    );
  }),
  http.get(`${BASE_URL}/reports/volume`, () => HttpResponse.json(someVolume)),
  http.get(`${ENTITY_URL}/overview`, () =>
    HttpResponse.json({
      ...emptyOverview,
      open: { total: 2, bySeverity: counts({ high: 1, low: 1 }) },
      total: 7,
      openIncidents: incidents,
      readiness: readiness(),
      plans: [offer('leaked-credential', 'Leaked credential')],
    }),
  ),
  http.get(`${ENTITY_URL}/history`, () => HttpResponse.json(emptyHistory)),
  http.get(`${BASE_URL}/response-plans/coverage`, () =>
    HttpResponse.json(
      coverage({
        items: services,
        services: 2,
        ready: 1,
        passing: {
          owner: 2,
          plans: 2,
          reviewed: 2,
          tested: 1,
          roles: 2,
          watched: 2,
        },
      }),
    ),
  ),
  http.get(`${BASE_URL}/response-plans`, () =>
    HttpResponse.json({
      entityRef: 'component:default/payments-api',
      items: [offer('leaked-credential', 'Leaked credential')],
      byClass: {},
      roles: [],
      readiness: readiness(),
      asOf: new Date().toISOString(),
      stale: false,
    }),
  ),
  http.get(`${BASE_URL}/response-plans/:namespace/:name`, () =>
    HttpResponse.json(
      planStatus({
        services: { covered: 2, first: 1 },
        inUse: { items: [inUse('SEC-2026-0042')], total: 1 },
      }),
    ),
  ),
];

/** Answers as the backend would; what has no mock data is not found. */
export const mockFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  return (
    (await getResponse(handlers, request)) ??
    HttpResponse.json(
      { error: { name: 'NotFoundError', message: 'There is no mock data' } },
      { status: 404 },
    )
  );
};
