import { ENGINES, REPORT, type TestApp } from '../__testUtils__/harness';
import {
  ABOUT_MANY,
  ABOUT_ONE,
  ABOUT_OWN,
  REPORTER,
  type Request,
  send,
  startLeakApp,
} from '../__testUtils__/leakTable';
import { ROUTES, toRouteName } from '../__testUtils__/routes';

jest.setTimeout(60_000);

/** Requests of the routes that need a permission but no incident. */
const OTHERS: Record<string, Request> = {
  'POST /incidents': { method: 'post', path: '/incidents', body: REPORT },
  'GET /my/reports': { method: 'get', path: '/my/reports' },
  'GET /verification/checkpoints': {
    method: 'get',
    path: '/verification/checkpoints',
  },
  'GET /my/report-recipients': { method: 'get', path: '/my/report-recipients' },
  'POST /response-plans/import': {
    method: 'post',
    path: '/response-plans/import',
    body: { format: 'cacao', document: '{}' },
  },
  'POST /actions/reminders': {
    method: 'post',
    path: '/actions/reminders',
    body: { actionIds: ['any'] },
  },
  'POST /reports/explanations': {
    method: 'post',
    path: '/reports/explanations',
    body: {
      requirement: 'element-response',
      incidents: ['SEC-1999-0001'],
      text: 'None',
    },
  },
  'POST /imports/incidents': {
    method: 'post',
    path: '/imports/incidents',
    isForm: true,
  },
  'GET /imports': { method: 'get', path: '/imports' },
  'GET /imports/{id}': { method: 'get', path: '/imports/any' },
  'POST /imports/{id}/cancel': {
    method: 'post',
    path: '/imports/any/cancel',
    body: {},
  },
  'GET /imports/{id}/incidents': {
    method: 'get',
    path: '/imports/any/incidents',
  },
  'GET /imports/mappings': { method: 'get', path: '/imports/mappings' },
  'POST /imports/mappings': {
    method: 'post',
    path: '/imports/mappings',
    body: { name: 'Any', mapping: {} },
  },
  'DELETE /imports/mappings/{id}': {
    method: 'delete',
    path: '/imports/mappings/any',
  },
  'POST /reports/frozen': {
    method: 'post',
    path: '/reports/frozen',
    body: { name: 'Any' },
  },
  'GET /reports/frozen/{id}': { method: 'get', path: '/reports/frozen/any' },
  'GET /reports/frozen/{id}/comparison': {
    method: 'get',
    path: '/reports/frozen/any/comparison',
  },
  'GET /detections/{id}': { method: 'get', path: '/detections/any' },
  ...Object.fromEntries(
    Object.entries({
      promote: {},
      attach: { incident: 'SEC-1999-0001' },
      dismiss: { disposition: 'test', reason: 'None' },
      map: { entityRef: 'component:default/ledger' },
      decline: { incident: 'SEC-1999-0001' },
      undo: {},
    }).map(([action, body]): [string, Request] => [
      `POST /detections/{id}/${action}`,
      { method: 'post', path: `/detections/any/${action}`, body },
    ]),
  ),
  'POST /detection-rules': {
    method: 'post',
    path: '/detection-rules',
    body: { name: 'Any', condition: { sourceIds: ['any'] }, action: 'ignore' },
  },
  'GET /detection-sources/{id}': {
    method: 'get',
    path: '/detection-sources/any',
  },
  'POST /detection-sources/{id}/test': {
    method: 'post',
    path: '/detection-sources/any/test',
    body: {},
  },
  'POST /detection-sources/{id}/mute': {
    method: 'post',
    path: '/detection-sources/any/mute',
    body: {},
  },
  'POST /detection-rules/try': {
    method: 'post',
    path: '/detection-rules/try',
    body: { sourceId: 'any', payload: '{}' },
  },
  'PATCH /detection-rules/{id}': {
    method: 'patch',
    path: '/detection-rules/any',
    body: { position: 1 },
  },
  'DELETE /detection-rules/{id}': {
    method: 'delete',
    path: '/detection-rules/any',
  },
  'POST /detection-patterns': {
    method: 'post',
    path: '/detection-patterns',
    body: {
      name: 'Any',
      label: 'any',
      pattern: 'any',
      entityRef: 'component:default/any',
    },
  },
  'PATCH /detection-patterns/{id}': {
    method: 'patch',
    path: '/detection-patterns/any',
    body: { position: 1 },
  },
  'DELETE /detection-patterns/{id}': {
    method: 'delete',
    path: '/detection-patterns/any',
  },
  'POST /detection-suppressions': {
    method: 'post',
    path: '/detection-suppressions',
    body: {
      name: 'Any',
      condition: { sourceIds: ['any'] },
      reason: 'Any',
      endsAt: '2099-01-01T00:00:00Z',
    },
  },
  'PATCH /detection-suppressions/{id}': {
    method: 'patch',
    path: '/detection-suppressions/any',
    body: { reason: 'Any', endsAt: '2099-01-01T00:00:00Z' },
  },
  'DELETE /detection-suppressions/{id}': {
    method: 'delete',
    path: '/detection-suppressions/any',
  },
  'POST /detections/decisions': {
    method: 'post',
    path: '/detections/decisions',
    body: {
      detections: [{ id: 'any', version: 1 }],
      decision: { kind: 'dismiss', disposition: 'test', reason: 'None' },
    },
  },
  'GET /response-plans/{namespace}/{name}/cacao': {
    method: 'get',
    path: '/response-plans/default/leaked-credential/cacao',
  },
};

describe.each(ENGINES)('permissions that routes declare on %s', engine => {
  let app: TestApp;
  let key: string;

  beforeAll(async () => {
    app = await startLeakApp(engine);
    const { body } = await app.as(REPORTER).post('/incidents', REPORT);
    key = body.key;
  });
  afterAll(() => app.stop());

  it.each(
    ROUTES.flatMap(route =>
      route.permissions.map(({ name }) => [toRouteName(route), name] as const),
    ),
  )('%s is denied without %s', async (route, permission) => {
    const request =
      ABOUT_ONE[route]?.(key) ??
      ABOUT_OWN[route]?.(key) ??
      ABOUT_MANY[route]?.[0] ??
      OTHERS[route];
    const user = `user:default/without-${permission.replaceAll('.', '-')}`;
    app.deny(user, permission);
    const answer = await send(app, user, request);
    expect(answer.status).toBe(403);
  });

  it('every route except the API document and the webhook needs one', () => {
    const free = ROUTES.filter(({ permissions }) => permissions.length === 0);
    expect(free.map(toRouteName)).toEqual([
      'POST /detections/{id}',
      'GET /openapi.json',
    ]);
  });
});
