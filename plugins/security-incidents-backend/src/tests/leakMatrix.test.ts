import type { TestDatabaseId } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  incidentBreakGlassPermission,
  incidentRestrictedReadPermission,
  TLP_MARKINGS,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import {
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { openApiDocument } from '../router/openapi';

jest.setTimeout(180_000);

/*
 * Who can tell that there is something to know? Each route of the API is in one of the two tables below, and a route that
 * is in neither fails the run. What is about one incident must answer somebody who may not see it exactly as it answers
 * about one that does not exist. What counts or lists must answer them exactly as it did before the incident was there.
 */

const SERVICE = 'component:default/payments-api';
const REPORTER = 'user:default/ada';
const PEOPLE = {
  reporter: REPORTER,
  commander: 'user:default/bob',
  invited: 'user:default/cleo',
  'member of an invited group': 'user:default/dan',
  overseer: 'user:default/eve',
  'owner of the service': 'user:default/olaf',
  'keeper of the hammer': 'user:default/hal',
  outsider: 'user:default/mallory',
};
type Persona = keyof typeof PEOPLE;
/** Who belongs to each incident of the matrix, or may read everything that is restricted. */
const INSIDERS: Persona[] = [
  'reporter',
  'commander',
  'invited',
  'member of an invited group',
  'overseer',
];

interface Request {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  path: string;
  body?: object;
}

/** Routes about one incident, each with a request that would be valid. */
const ABOUT_ONE: Record<string, (id: string) => Request> = {
  'GET /incidents/{id}': id => ({ method: 'get', path: `/incidents/${id}` }),
  'PATCH /incidents/{id}': id => ({
    method: 'patch',
    path: `/incidents/${id}`,
    body: { title: 'Other' },
  }),
  'POST /incidents/{id}/transitions': id => ({
    method: 'post',
    path: `/incidents/${id}/transitions`,
    body: { to: 'triage' },
  }),
  'GET /incidents/{id}/steps': id => ({
    method: 'get',
    path: `/incidents/${id}/steps`,
  }),
  'POST /incidents/{id}/steps': id => ({
    method: 'post',
    path: `/incidents/${id}/steps`,
    body: { kind: 'analysis', text: 'Looked' },
  }),
  'GET /incidents/{id}/timeline': id => ({
    method: 'get',
    path: `/incidents/${id}/timeline`,
  }),
  'GET /incidents/{id}/verification': id => ({
    method: 'get',
    path: `/incidents/${id}/verification`,
  }),
  'POST /incidents/{id}/affected': id => ({
    method: 'post',
    path: `/incidents/${id}/affected`,
    body: { entityRef: 'component:default/ledger' },
  }),
  'DELETE /incidents/{id}/affected': id => ({
    method: 'delete',
    path: `/incidents/${id}/affected`,
    body: { entityRef: SERVICE, reason: 'Not it' },
  }),
  'PUT /incidents/{id}/roles/{role}': id => ({
    method: 'put',
    path: `/incidents/${id}/roles/scribe`,
    body: { principalRef: REPORTER },
  }),
  'DELETE /incidents/{id}/roles/{role}': id => ({
    method: 'delete',
    path: `/incidents/${id}/roles/incident-commander`,
  }),
  'POST /incidents/{id}/members': id => ({
    method: 'post',
    path: `/incidents/${id}/members`,
    body: { principalRef: REPORTER },
  }),
  'DELETE /incidents/{id}/members': id => ({
    method: 'delete',
    path: `/incidents/${id}/members`,
    body: { principalRef: PEOPLE.invited },
  }),
  'GET /incidents/{id}/views': id => ({
    method: 'get',
    path: `/incidents/${id}/views`,
  }),
  'POST /incidents/{id}/break-glass': id => ({
    method: 'post',
    path: `/incidents/${id}/break-glass`,
    body: { reason: 'On call and nobody answers' },
  }),
  'GET /incidents/{id}/plan-runs': id => ({
    method: 'get',
    path: `/incidents/${id}/plan-runs`,
  }),
  'POST /incidents/{id}/plan-runs': id => ({
    method: 'post',
    path: `/incidents/${id}/plan-runs`,
    body: { noPlanReason: 'None fits' },
  }),
  'PATCH /incidents/{id}/tasks/{taskId}': id => ({
    method: 'patch',
    path: `/incidents/${id}/tasks/any`,
    body: { state: 'done' },
  }),
  'GET /incidents/{id}/escalations': id => ({
    method: 'get',
    path: `/incidents/${id}/escalations`,
  }),
  'POST /incidents/{id}/escalations': id => ({
    method: 'post',
    path: `/incidents/${id}/escalations`,
    body: { reason: 'Nobody answers' },
  }),
  'POST /incidents/{id}/major': id => ({
    method: 'post',
    path: `/incidents/${id}/major`,
    body: { decision: 'declare', reason: 'All are affected' },
  }),
};
/** The one route that tells the guard of an emergency that there is something. */
const BREAK_GLASS = 'POST /incidents/{id}/break-glass';

/** Routes that list, count or sum, with all the ways in which a restricted incident could show in them. */
const ABOUT_MANY: Record<string, Request[]> = {
  'GET /incidents': [
    '',
    '?limit=1',
    '?q=nightjar',
    `?entityRef=${SERVICE}&orderBy=openFirst`,
    '?entityRef=domain:default/payments',
    '?system=system:default/cards',
    '?owner=group:default/team-payments',
    '?status=new&severity=critical&severity=high',
    '?visibility=restricted',
    '?visibility=open',
    `?involved=${REPORTER}`,
    `?assignee=${PEOPLE.commander}`,
    '?open=true&orderBy=severity:asc',
    '?from=2020-01-01&to=2099-01-01',
  ].map(query => ({ method: 'get' as const, path: `/incidents${query}` })),
  'GET /entities/{kind}/{namespace}/{name}/overview': [
    'component/default/payments-api',
    'system/default/cards',
    'domain/default/payments',
    'group/default/team-payments',
    'group/default/engineering',
  ].map(path => ({
    method: 'get' as const,
    path: `/entities/${path}/overview`,
  })),
  'GET /entities/{kind}/{namespace}/{name}/history': [
    'component/default/payments-api',
    'system/default/cards',
  ].map(path => ({
    method: 'get' as const,
    path: `/entities/${path}/history`,
  })),
  'GET /reports/volume': [
    '',
    `?entityRef=${SERVICE}`,
    '?severity=critical',
  ].map(query => ({ method: 'get' as const, path: `/reports/volume${query}` })),
  'GET /response-plans': [
    { method: 'get', path: `/response-plans?entityRef=${SERVICE}` },
  ],
  'GET /response-plans/coverage': [
    { method: 'get', path: '/response-plans/coverage' },
  ],
  'GET /response-plans/coverage.csv': [
    { method: 'get', path: '/response-plans/coverage.csv' },
  ],
  'POST /entities/overviews': [
    {
      method: 'post',
      path: '/entities/overviews',
      body: {
        entityRefs: [
          SERVICE,
          'system:default/cards',
          'group:default/engineering',
        ],
      },
    },
  ],
};

/** Routes that tell nothing of any incident that is recorded. */
const ABOUT_NONE = [
  'GET /openapi.json',
  'POST /incidents',
  'POST /response-plans/import',
  'GET /response-plans/{namespace}/{name}/cacao',
];

function send(app: TestApp, user: string, { method, path, body }: Request) {
  const caller = app.as(user);
  return method === 'get' ? caller.get(path) : caller[method](path, body);
}

/** The end of a period is now, which is no secret. */
function timeless(body: { to?: string }) {
  return { ...body, to: undefined };
}

async function restrict(app: TestApp, incident: { id: string }) {
  await app
    .as(REPORTER)
    .put(`/incidents/${incident.id}/roles/incident-commander`, {
      principalRef: PEOPLE.commander,
    })
    .expect(200);
  for (const principalRef of [PEOPLE.invited, 'group:default/invited']) {
    await app
      .as(REPORTER)
      .post(`/incidents/${incident.id}/members`, { principalRef })
      .expect(200);
  }
}

async function start(engine: TestDatabaseId): Promise<TestApp> {
  const app = await startApp(engine);
  await app.refreshPlans();
  for (const persona of Object.keys(PEOPLE) as Persona[]) {
    if (persona !== 'overseer') {
      app.deny(PEOPLE[persona], incidentRestrictedReadPermission.name);
    }
    if (persona !== 'keeper of the hammer') {
      app.deny(PEOPLE[persona], incidentBreakGlassPermission.name);
    }
  }
  app.belong(PEOPLE['member of an invited group'], 'group:default/invited');
  app.belong(PEOPLE['owner of the service'], 'group:default/team-payments');
  return app;
}

it('has every route of the API in its tables', () => {
  const routes = Object.entries(openApiDocument.paths as object).flatMap(
    ([path, operations]) =>
      Object.keys(operations as object).map(
        method => `${method.toLocaleUpperCase('en-US')} ${path}`,
      ),
  );
  const known = [
    ...Object.keys(ABOUT_ONE),
    ...Object.keys(ABOUT_MANY),
    ...ABOUT_NONE,
  ];
  expect(routes.sort()).toEqual(known.sort());
});

describe.each(ENGINES)('on %s', engine => {
  describe('one restricted incident', () => {
    const before = new Map<string, object>();
    let app: TestApp;
    let secret: { id: string; key: string };
    let missing: { id: string; key: string };

    const many = Object.values(ABOUT_MANY).flat();
    const outsiders = (Object.keys(PEOPLE) as Persona[]).filter(
      persona => !INSIDERS.includes(persona),
    );

    beforeAll(async () => {
      app = await start(engine);
      for (const severity of ['low', 'high'] as const) {
        await app
          .as(REPORTER)
          .post('/incidents', { ...REPORT, severity })
          .expect(201);
      }
      for (const persona of outsiders) {
        for (const request of many) {
          const { body } = await send(app, PEOPLE[persona], request);
          before.set(`${persona} ${JSON.stringify(request)}`, timeless(body));
        }
      }
      const { body } = await app
        .as(REPORTER)
        .post('/incidents', {
          ...REPORT,
          title: 'Nightjar',
          codename: 'Nightjar',
          severity: 'critical',
          tlp: 'RED',
          visibility: 'restricted',
        })
        .expect(201);
      secret = body;
      await restrict(app, secret);
      missing = {
        id: '00000000-0000-4000-8000-000000000000',
        key: 'SEC-1999-0001',
      };
    });
    afterAll(() => app.stop());

    it.each(outsiders)(
      'changes nothing that the %s lists or counts',
      async persona => {
        for (const request of many) {
          const { body, text } = await send(app, PEOPLE[persona], request);
          expect({ request, body: timeless(body) }).toEqual({
            request,
            body: before.get(`${persona} ${JSON.stringify(request)}`),
          });
          expect(text).not.toMatch(/nightjar/i);
        }
      },
    );

    it.each(INSIDERS)('is in what the %s lists and counts', async persona => {
      const list = await app.as(PEOPLE[persona]).get('/incidents?q=nightjar');
      expect(list.body).toMatchObject({
        totalItems: 1,
        items: [{ key: secret.key }],
      });
      const overview = await app
        .as(PEOPLE[persona])
        .get('/entities/component/default/payments-api/overview');
      expect(overview.body.open).toMatchObject({
        total: 3,
        bySeverity: { critical: 1 },
      });
      const volume = await app.as(PEOPLE[persona]).get('/reports/volume');
      expect(volume.body.total).toBe(3);
    });

    it.each(
      outsiders
        .flatMap(persona =>
          Object.keys(ABOUT_ONE).map(route => [persona, route] as const),
        )
        .filter(
          ([persona, route]) =>
            persona !== 'keeper of the hammer' || route !== BREAK_GLASS,
        ),
    )('does not exist for the %s at %s', async (persona, route) => {
      for (const name of ['id', 'key'] as const) {
        const hidden = await send(
          app,
          PEOPLE[persona],
          ABOUT_ONE[route](secret[name]),
        );
        const none = await send(
          app,
          PEOPLE[persona],
          ABOUT_ONE[route](missing[name]),
        );
        expect(hidden.status).toBe(404);
        const asMissing = hidden.text.split(secret[name]).join(missing[name]);
        expect(asMissing).toBe(none.text);
      }
    });

    it.each(Object.keys(ABOUT_ONE))(
      'costs the database the same as a missing one at %s',
      async route => {
        const statementsOf = async (id: string) => {
          const statements: string[] = [];
          const listen = ({ sql }: { sql: string }) => statements.push(sql);
          app.knex.on('query', listen);
          await send(app, PEOPLE.outsider, ABOUT_ONE[route](id));
          app.knex.removeListener('query', listen);
          return statements;
        };
        expect(await statementsOf(secret.id)).toEqual(
          await statementsOf(missing.id),
        );
      },
    );

    it('is unknown to the permission framework, whatever it is asked', async () => {
      const names = [secret.id, missing.id, secret.key, missing.key];
      const { body } = await app
        .asService()
        .post('/.well-known/backstage/permissions/apply-conditions', {
          items: names.map(resourceRef => ({
            id: resourceRef,
            resourceRef,
            resourceType: 'security-incident',
            conditions: {
              rule: 'AFFECTS_ENTITY',
              resourceType: 'security-incident',
              params: { entityRefs: [SERVICE] },
            },
          })),
        })
        .expect(200);
      expect(body.items).toEqual(
        names.map(id => ({ id, result: AuthorizeResult.DENY })),
      );
    });

    it('is missing like any other for whoever may break the glass and names a wrong key', async () => {
      const keeper = app.as(PEOPLE['keeper of the hammer']);
      for (const name of ['id', 'key'] as const) {
        const { path, body } = ABOUT_ONE[BREAK_GLASS](missing[name]);
        const answer = await keeper.post(path, body);
        expect(answer.status).toBe(404);
        expect(answer.body.error.message).toBe(
          `No incident ${missing[name]} that you can see`,
        );
      }
    });

    it('is not told by the priority of another one', async () => {
      const report = (severity: string) => ({
        ...REPORT,
        severity,
        urgency: 'low',
        affected: [{ entityRef: 'component:default/ledger' }],
        classification: { class: 'fraud' },
      });
      await app
        .as(REPORTER)
        .post('/incidents', { ...report('high'), visibility: 'restricted' })
        .expect(201);
      const { body } = await app
        .as(PEOPLE.outsider)
        .post('/incidents', report('low'))
        .expect(201);
      expect(body.priorityInputs.riskFactors).toEqual([]);
    });

    it('is not named in the timeline of what was merged into it before it was restricted', async () => {
      const make = async () =>
        (await app.as(REPORTER).post('/incidents', REPORT).expect(201)).body;
      const target = await make();
      const merged = await make();
      await app
        .as(REPORTER)
        .post(`/incidents/${merged.id}/transitions`, {
          to: 'merged',
          mergedInto: target.key,
        })
        .expect(200);
      const timeline = `/incidents/${merged.id}/timeline`;
      const open = await app.as(PEOPLE.outsider).get(timeline);
      expect(open.text).toContain(target.key);

      await app
        .as(REPORTER)
        .patch(`/incidents/${target.id}`, { visibility: 'restricted' })
        .expect(200);
      const later = await app.as(PEOPLE.outsider).get(timeline);
      expect(later.text).not.toContain(target.key);
      const [entry] = later.body.items.slice(-1);
      expect(entry).toMatchObject({
        action: 'status.changed',
        withheld: true,
        hash: open.body.items.slice(-1)[0].hash,
      });
      expect(entry.data).toBeUndefined();
      expect(entry.salt).toBeUndefined();
      expect((await app.as(REPORTER).get(timeline)).text).toContain(target.key);
    });

    it('is not told by repeating a request under its key', async () => {
      const key = { 'Idempotency-Key': 'once-more' };
      const step = { kind: 'analysis', text: 'Looked' };
      const path = `/incidents/${secret.id}`;
      const role = `${path}/roles/scribe`;
      const guest = 'user:default/gus';
      app.deny(guest, incidentRestrictedReadPermission.name);
      await app.as(REPORTER).put(role, { principalRef: guest }).expect(200);
      await app.as(guest).post(`${path}/steps`, step).set(key).expect(201);
      await app.as(REPORTER).delete(role).expect(200);
      await app.as(guest).post(`${path}/steps`, step).set(key).expect(404);
    });
  });

  describe('the matrix of persona, visibility and TLP', () => {
    const cells = VISIBILITIES.flatMap(visibility =>
      TLP_MARKINGS.map(tlp => ({ visibility, tlp })),
    );
    const keys = new Map<string, string>();
    let app: TestApp;

    beforeAll(async () => {
      app = await start(engine);
      for (const cell of cells) {
        const { body } = await app
          .as(REPORTER)
          .post('/incidents', { ...REPORT, ...cell })
          .expect(201);
        await restrict(app, body);
        keys.set(JSON.stringify(cell), body.key);
      }
    });
    afterAll(() => app.stop());

    it.each(Object.keys(PEOPLE) as Persona[])(
      'holds for the %s',
      async persona => {
        const user = PEOPLE[persona];
        const expected = cells
          .filter(
            ({ visibility }) =>
              visibility === 'open' || INSIDERS.includes(persona),
          )
          .map(cell => keys.get(JSON.stringify(cell))!);
        for (const cell of cells) {
          const key = keys.get(JSON.stringify(cell))!;
          const status = expected.includes(key) ? 200 : 404;
          for (const part of ['', '/steps', '/timeline', '/verification']) {
            const answer = await app.as(user).get(`/incidents/${key}${part}`);
            expect({ cell, part, status: answer.status }).toEqual({
              cell,
              part,
              status,
            });
          }
        }
        const list = await app.as(user).get('/incidents?limit=200');
        expect(list.body.totalItems).toBe(expected.length);
        expect(
          list.body.items.map((item: { key: string }) => item.key).sort(),
        ).toEqual([...expected].sort());
        const counts = await app
          .as(user)
          .post('/entities/overviews', { entityRefs: [SERVICE] });
        expect(counts.body.items[0].total).toBe(expected.length);
        const history = await app
          .as(user)
          .get('/entities/component/default/payments-api/history');
        expect(history.body.incidents.total).toBe(expected.length);
        expect(history.body.marks).toHaveLength(expected.length);
      },
    );
  });
});
