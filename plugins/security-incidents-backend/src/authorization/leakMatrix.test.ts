import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { incidentRestrictedReadPermission } from 'backstage-plugin-security-incidents-common';
import { ENGINES, REPORT, type TestApp } from '../__testUtils__/harness';
import {
  ABOUT_IMPORT,
  ABOUT_MANY,
  ABOUT_NONE,
  ABOUT_ONE,
  ABOUT_OWN,
  BREAK_GLASS,
  followPlan,
  INSIDERS,
  letPeopleIn,
  OUTSIDERS,
  PEOPLE,
  type Persona,
  type Request,
  REPORTER,
  send,
  SERVICE,
  startLeakApp,
  startReview,
  timeless,
} from '../__testUtils__/leakTable';
import { ROUTES, toRouteName } from '../__testUtils__/routes';

jest.setTimeout(180_000);

it('has every declared route in one of its tables', () => {
  const known = [
    ...Object.keys(ABOUT_ONE),
    ...Object.keys(ABOUT_MANY),
    ...Object.keys(ABOUT_OWN),
    ...Object.keys(ABOUT_IMPORT),
    ...ABOUT_NONE,
  ];
  expect(ROUTES.map(toRouteName).sort()).toEqual(known.sort());
});

describe.each(ENGINES)('on %s', engine => {
  describe('one restricted incident', () => {
    const before = new Map<string, object>();
    let app: TestApp;
    let secret: { id: string; key: string };
    let missing: { id: string; key: string };

    // A bundle adds an entry to each incident in it, and reports count entries. So bundles are asked for first before the
    // restricted incident, and last after it.
    const bundles = ABOUT_MANY['GET /reports/bundle'];
    const lists = Object.values(ABOUT_MANY)
      .flat()
      .filter(request => !bundles.includes(request));

    async function expectTheSame(
      persona: Persona,
      requests: readonly Request[],
    ) {
      for (const request of requests) {
        const answer = await send(app, PEOPLE[persona], request);
        expect({ request, body: timeless(answer) }).toEqual({
          request,
          body: before.get(`${persona} ${JSON.stringify(request)}`),
        });
        expect(answer.text).not.toMatch(/nightjar/i);
      }
    }

    beforeAll(async () => {
      app = await startLeakApp(engine);
      for (const severity of ['low', 'high'] as const) {
        await app
          .as(REPORTER)
          .post('/incidents', { ...REPORT, severity })
          .expect(201);
      }
      for (const requests of [bundles, lists]) {
        for (const persona of OUTSIDERS) {
          for (const request of requests) {
            const answer = await send(app, PEOPLE[persona], request);
            before.set(
              `${persona} ${JSON.stringify(request)}`,
              timeless(answer),
            );
          }
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
      await letPeopleIn(app, secret);
      await followPlan(app, secret);
      await startReview(app, secret);
      missing = {
        id: '00000000-0000-4000-8000-000000000000',
        key: 'SEC-1999-0001',
      };
    });
    afterAll(() => app.stop());

    it.each(OUTSIDERS)('changes no list and no count of the %s', persona =>
      expectTheSame(persona, lists),
    );

    it.each(OUTSIDERS)('is in no bundle of the %s', persona =>
      expectTheSame(persona, bundles),
    );

    it.each(INSIDERS)('is in the lists and counts of the %s', async persona => {
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
      const plan = await app
        .as(PEOPLE[persona])
        .get('/response-plans/default/leaked-credential');
      expect(plan.body.inUse).toMatchObject({
        total: 1,
        items: [{ incidentKey: secret.key }],
      });
    });

    it('is work of its commander, and of nobody who may not read it', async () => {
      const workOf = (persona: Persona) =>
        app.as(PEOPLE[persona]).get('/my/work?limit=200');
      const own = await workOf('commander');
      expect(own.text).toContain(secret.key);
      for (const persona of OUTSIDERS) {
        const { text } = await workOf(persona);
        expect(text).not.toContain(secret.key);
      }
    });

    it.each(
      OUTSIDERS.flatMap(persona =>
        Object.keys(ABOUT_ONE).map(route => [persona, route] as const),
      ).filter(
        ([persona, route]) =>
          persona !== 'keeper of the hammer' || route !== BREAK_GLASS,
      ),
    )('is missing for the %s at %s', async (persona, route) => {
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
      'runs the same SQL as for a missing incident at %s',
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

    it('is denied by apply-conditions like a missing incident', async () => {
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

    it('answers a wrong id or key with 404, also with the permission to break the glass', async () => {
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

    it('does not raise the priority of another incident', async () => {
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

    it('is not named in the timeline of an incident that was merged into it before it was restricted', async () => {
      const codename = 'Waxwing';
      const make = async (more: object = {}) =>
        (
          await app
            .as(REPORTER)
            .post('/incidents', { ...REPORT, ...more })
            .expect(201)
        ).body;
      const target = await make({ codename });
      const merged = await make();
      await app
        .as(REPORTER)
        .post(`/incidents/${merged.id}/transitions`, {
          to: 'merged',
          mergedInto: target.key,
          reason: 'The same finding',
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
      const findMove = ({ body }: { body: { items: any[] } }) =>
        body.items.find(({ action }) => action === 'status.changed');
      const entry = findMove(later);
      expect(entry).toMatchObject({
        action: 'status.changed',
        withheld: true,
        hash: findMove(open).hash,
      });
      expect(entry.data).toBeUndefined();
      expect(entry.salt).toBeUndefined();
      expect((await app.as(REPORTER).get(timeline)).text).toContain(target.key);

      // Callers who may break the glass may know that it exists, and see its codename.
      const record = `/incidents/${merged.id}`;
      for (const [persona, said] of [
        ['outsider', undefined],
        ['keeper of the hammer', codename],
      ] as const) {
        const { body, text } = await app.as(PEOPLE[persona]).get(record);
        expect(body.mergedIntoCodename).toBe(said);
        expect(text.includes(codename)).toBe(said !== undefined);
        expect(body.mergedInto).toBeUndefined();
        for (const name of [target.key, target.id]) {
          expect(text).not.toContain(name);
        }
      }
      expect((await app.as(REPORTER).get(record)).body).toMatchObject({
        mergedInto: { key: target.key },
      });
    });

    it('is not named by an open incident that it was merged into, and hands over none of its services', async () => {
      const make = async (more: object) =>
        (
          await app
            .as(REPORTER)
            .post('/incidents', { ...REPORT, ...more })
            .expect(201)
        ).body;
      const survivor = await make({});
      const hidden = await make({
        title: 'Sandpiper sells the ledger',
        visibility: 'restricted',
        affected: [{ entityRef: 'component:default/ledger' }],
      });
      await app
        .as(REPORTER)
        .post(`/incidents/${hidden.id}/transitions`, {
          to: 'merged',
          mergedInto: survivor.key,
          reason: 'Sandpiper is the same finding',
        })
        .expect(200);
      const record = `/incidents/${survivor.id}`;
      for (const path of [record, `${record}/timeline`]) {
        const { text } = await app.as(PEOPLE.outsider).get(path).expect(200);
        for (const name of [hidden.key, hidden.id, 'Sandpiper', 'ledger']) {
          expect(text).not.toContain(name);
        }
      }
      const { body } = await app.as(REPORTER).get(record).expect(200);
      expect(body.mergedIncidents).toEqual([
        { id: hidden.id, key: hidden.key, title: hidden.title },
      ]);
      expect(body.affected).toHaveLength(1);
      const timeline = await app.as(REPORTER).get(`${record}/timeline`);
      expect(timeline.text).toContain(hidden.key);
    });

    it('is missing for a former member who repeats a request under its idempotency key', async () => {
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
});
