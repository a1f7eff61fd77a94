import {
  accessReadPermission,
  incidentBreakGlassPermission,
  incidentReadPermission,
  incidentRestrictedReadPermission,
  reportsExportPermission,
} from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { NOTICE_TOPICS } from '../notices/topics';
import {
  createIncidentConditionalDecision,
  incidentConditions,
} from './conditionExports';

jest.setTimeout(120_000);

const CLEO = 'user:default/cleo';
const EVE = 'user:default/eve';
const MALLORY = 'user:default/mallory';
const REASON = 'On call, the database is down and nobody answers';
const SECRETS = /nightjar|build log|eight hours|payments-api/i;

describe.each(ENGINES)('access to restricted incidents on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine, {
      settings: {
        notifications: {
          disabledTopics: NOTICE_TOPICS.filter(topic => topic !== 'Restricted'),
        },
      },
    });
    for (const person of [ADA, BOB, MALLORY]) {
      app.deny(person, incidentRestrictedReadPermission.name);
    }
    app.deny(MALLORY, incidentBreakGlassPermission.name);
  });
  afterAll(() => app.stop());

  async function report(body: object = {}): Promise<{
    id: string;
    key: string;
  }> {
    const made = await app
      .as(ADA)
      .post('/incidents', {
        ...REPORT,
        codename: 'Nightjar',
        visibility: 'restricted',
        tlp: 'RED',
        ...body,
      })
      .expect(201);
    return made.body;
  }
  const viewersOf = async (id: string) => {
    const { body } = await app.as(ADA).get(`/incidents/${id}/views`);
    return body.items.map(({ viewer }: { viewer: string }) => viewer);
  };
  const auditOf = (id: string) =>
    app.audit.filter(({ meta }) => JSON.stringify(meta).includes(id));

  describe('the list of viewers', () => {
    it('has one item for each person and hour, newest first', async () => {
      const { id, key } = await report();
      expect(await viewersOf(id)).toEqual([]);
      for (const part of ['/timeline', '', '/steps', '/verification', '']) {
        await app.as(CLEO).get(`/incidents/${key}${part}`).expect(200);
      }
      await app.as(EVE).get(`/incidents/${key}/plan-runs`).expect(200);
      await app.as(ADA).get(`/incidents/${id}`).expect(200);
      expect((await viewersOf(id)).sort()).toEqual([ADA, CLEO, EVE]);
      const page = await app.as(ADA).get(`/incidents/${id}/views?limit=2`);
      expect(page.body).toMatchObject({ totalItems: 3 });
      const rest = await app
        .as(ADA)
        .get(
          `/incidents/${id}/views?limit=1&cursor=${page.body.pageInfo.nextCursor}`,
        );
      expect(
        [...page.body.items, ...rest.body.items].map(item => item.viewer),
      ).toEqual(await viewersOf(id));
      expect(rest.body.pageInfo).toEqual({});
      await app
        .as(ADA)
        .get(`/incidents/${id}/views?cursor=${'x'.repeat(9)}`)
        .expect(400);
    });

    it('includes plugins, but not callers who were denied or only listed the incident', async () => {
      const { id } = await report();
      await app.asService().get(`/incidents/${id}`).expect(200);
      await app.as(MALLORY).get(`/incidents/${id}`).expect(404);
      await app.as(CLEO).get('/incidents?q=nightjar').expect(200);
      expect(await viewersOf(id)).toEqual(['external:test-service']);
    });

    it('has no items for an open incident', async () => {
      const { id } = await report({ visibility: 'open' });
      await app.as(CLEO).get(`/incidents/${id}`).expect(200);
      expect(await viewersOf(id)).toEqual([]);
      await app
        .as(ADA)
        .patch(`/incidents/${id}`, { visibility: 'restricted' })
        .expect(200);
      await app.as(CLEO).get(`/incidents/${id}`).expect(200);
      expect(await viewersOf(id)).toEqual([CLEO]);
    });

    it('needs permission on the incident', async () => {
      const { id } = await report();
      app.deny(ADA, accessReadPermission.name);
      const refused = await app.as(ADA).get(`/incidents/${id}/views`);
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toContain(accessReadPermission.name);
      const { body } = await app.as(ADA).get(`/incidents/${id}`);
      expect(body.rights.readViews).toBe(false);
      app.decide(
        ADA,
        accessReadPermission.name,
        createIncidentConditionalDecision(
          accessReadPermission,
          incidentConditions.isReporter({ claims: [ADA] }),
        ),
      );
      await app.as(ADA).get(`/incidents/${id}/views`).expect(200);
      app.decide(ADA, accessReadPermission.name, { result: 'ALLOW' } as never);
    });

    it('does not fail the read when writing fails, and logs the failure', async () => {
      const { id } = await report();
      const insert = app.knex.client.query.bind(app.knex.client);
      const query = jest
        .spyOn(app.knex.client, 'query')
        .mockImplementation(async (connection: any, statement: any) => {
          const sql = statement.sql ?? statement;
          if (/^insert into [`"]incident_views/.test(sql)) {
            throw new Error('The disk is full');
          }
          return insert(connection, statement);
        });
      await app.as(CLEO).get(`/incidents/${id}`).expect(200);
      expect(await viewersOf(id)).toEqual([]);
      query.mockRestore();
      expect(app.errors.filter(message => message.includes(id))).toEqual([
        `A view of incident ${id} could not be stored`,
      ]);
      await app.as(CLEO).get(`/incidents/${id}`).expect(200);
      expect(await viewersOf(id)).toEqual([CLEO]);
    });
  });

  describe('breaking the glass', () => {
    /** The first notification after some that says that something changed. */
    const somethingChanged = async (after: number) => {
      for (let count = after + 1; ; count += 1) {
        const all = await app.notices.first(count);
        const found = all
          .slice(after)
          .find(({ payload }) =>
            payload.description?.startsWith('Something changed.'),
          );
        if (found) return found;
      }
    };

    it('makes the caller a member, records the reason and notifies the commander without content', async () => {
      const { id, key } = await report();
      await app
        .as(ADA)
        .put(`/incidents/${id}/roles/incident-commander`, {
          principalRef: CLEO,
        })
        .expect(200);
      await app.as(BOB).get(`/incidents/${id}`).expect(404);
      const noticed = app.notices.all.length;
      const path = `/incidents/${key}/break-glass`;
      const { body } = await app
        .as(BOB)
        .post(path, { reason: REASON })
        .expect(200);
      expect(body).toMatchObject({ key, readAs: 'member' });
      expect(body.members).toContainEqual(
        expect.objectContaining({ principalRef: BOB, source: 'break-glass' }),
      );
      await app.as(BOB).get(`/incidents/${id}`).expect(200);
      const { body: timeline } = await app
        .as(ADA)
        .get(`/incidents/${id}/timeline`);
      expect(timeline.items.slice(-1)[0]).toMatchObject({
        actor: BOB,
        action: 'access.broken-glass',
        data: { principalRef: BOB, reason: REASON },
      });
      const notice = await somethingChanged(noticed);
      expect(notice).toEqual({
        recipients: { type: 'entity', entityRef: [CLEO] },
        payload: {
          title: 'You have an update on a security incident',
          description: 'Something changed. Open it to read what.',
          link: `/security-incidents/${id}`,
          severity: 'normal',
          icon: 'security-incidents',
          topic: 'Restricted',
          scope: `incident:${id}`,
        },
      });
      expect(auditOf(id)).toContainEqual({
        eventId: 'incident-break-glass',
        severityLevel: 'high',
        actor: BOB,
        meta: { actionType: 'break-glass', incidentId: id, incidentKey: key },
        status: 'succeeded',
      });
    });

    it('notifies the members when there is no commander, and can be undone', async () => {
      const { id } = await report();
      const noticed = app.notices.all.length;
      await app
        .as(BOB)
        .post(`/incidents/${id}/break-glass`, { reason: REASON })
        .expect(200);
      expect(await somethingChanged(noticed)).toMatchObject({
        recipients: { entityRef: [ADA] },
        payload: { link: `/security-incidents/${id}` },
      });
      await app
        .as(ADA)
        .delete(`/incidents/${id}/members`, { principalRef: BOB })
        .expect(200);
      await app.as(BOB).get(`/incidents/${id}`).expect(404);
    });

    it('succeeds when the notification cannot be sent', async () => {
      const { id } = await report();
      app.notices.setDown(true);
      const refusal = app.notices.nextRefusal();
      await app
        .as(BOB)
        .post(`/incidents/${id}/break-glass`, { reason: REASON })
        .expect(200);
      await refusal;
      app.notices.setDown(false);
      await app.as(BOB).get(`/incidents/${id}`).expect(200);
      // It is logged after the refusal.
      const about = () => app.errors.filter(error => error.includes(id));
      while (about().length === 0) {
        await new Promise(resolve => setImmediate(resolve));
      }
      expect(about()).toEqual([
        `People could not be notified of a change of incident ${id}; delivery will be retried`,
      ]);
    });

    it('is rejected without a proper reason and for incidents that the caller can read', async () => {
      const { id } = await report();
      const path = `/incidents/${id}/break-glass`;
      const short = await app.as(BOB).post(path, { reason: '   urgent    ' });
      expect(short.status).toBe(400);
      expect(short.body.error.message).toBe(
        'reason: must be at least 10 characters long',
      );
      await app.as(BOB).post(path, {}).expect(400);
      await app
        .as(BOB)
        .post(path, { reason: REASON, principalRef: ADA })
        .expect(400);
      const member = await app.as(ADA).post(path, { reason: REASON });
      expect(member.status).toBe(409);
      expect(member.body.error.message).toMatch(/you can already read it$/);
      await app.as(CLEO).post(path, { reason: REASON }).expect(409);
      const open = await report({ visibility: 'open' });
      await app
        .as(BOB)
        .post(`/incidents/${open.id}/break-glass`, { reason: REASON })
        .expect(409);
      const { body } = await app.as(ADA).get(`/incidents/${id}/timeline`);
      expect(body.totalItems).toBe(1);
    });

    it('names the missing permission to callers who can read the incident', async () => {
      const { id } = await report({ visibility: 'open' });
      const answer = await app
        .as(MALLORY)
        .post(`/incidents/${id}/break-glass`, { reason: REASON });
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toContain(
        incidentBreakGlassPermission.name,
      );
    });

    it('does not override a policy that denies reading', async () => {
      const { id } = await report();
      app.decide(
        BOB,
        incidentReadPermission.name,
        createIncidentConditionalDecision(
          incidentReadPermission,
          incidentConditions.tlpAtMost({ tlp: ['AMBER'] }),
        ),
      );
      const answer = await app
        .as(BOB)
        .post(`/incidents/${id}/break-glass`, { reason: REASON });
      expect(answer.status).toBe(404);
      app.decide(BOB, incidentReadPermission.name, {
        result: 'ALLOW',
      } as never);
    });
  });

  it('states whether the caller reads as a member or by policy', async () => {
    const { id } = await report();
    const readAs = async (user: string) =>
      (await app.as(user).get(`/incidents/${id}`)).body.readAs;
    expect(await readAs(ADA)).toBe('member');
    expect(await readAs(CLEO)).toBe('policy');
    const open = await report({ visibility: 'open' });
    const { body } = await app.as(ADA).get(`/incidents/${open.id}`);
    expect(body.readAs).toBeUndefined();
  });

  it('is audited with id and key and without content, for reads and denials', async () => {
    const { id, key } = await report();
    const parts = ['/timeline', '/steps', '/verification', '/views'];
    for (const part of ['', ...parts, '/plan-runs']) {
      await app.as(CLEO).get(`/incidents/${key}${part}`).expect(200);
    }
    await app.as(MALLORY).get(`/incidents/${id}`).expect(404);
    await app
      .as(ADA)
      .post(`/incidents/${id}/members`, { principalRef: BOB })
      .expect(200);
    await app
      .as(ADA)
      .put(`/incidents/${id}/roles/scribe`, { principalRef: BOB })
      .expect(200);
    await app.as(ADA).delete(`/incidents/${id}/roles/scribe`).expect(200);
    await app.as(ADA).delete(`/incidents/${id}/roles/scribe`).expect(404);
    await app
      .as(ADA)
      .patch(`/incidents/${id}`, { visibility: 'open' })
      .expect(200);
    await app.as(CLEO).get(`/incidents/${id}`).expect(200);
    await app.as(ADA).patch(`/incidents/${id}`, { title: 'x' }).expect(200);

    const named = { incidentId: id, incidentKey: key };
    const read = (actionType: string) => ({
      eventId: 'incident-read',
      severityLevel: 'medium',
      actor: CLEO,
      meta: { actionType, ...named },
      status: 'succeeded',
    });
    const changed = (actionType: string) => ({
      eventId: 'incident-access-change',
      severityLevel: 'medium',
      actor: ADA,
      meta: { actionType, ...named },
      status: 'succeeded',
    });
    expect(auditOf(id)).toEqual([
      read('incident'),
      read('timeline'),
      read('steps'),
      read('verification'),
      read('views'),
      read('plan-runs'),
      {
        ...read('incident'),
        actor: MALLORY,
        meta: { actionType: 'incident', asked: id },
        status: 'failed',
        error: 'NotFoundError',
      },
      changed('member-add'),
      changed('role-assign'),
      changed('role-renounce'),
      {
        ...changed('role-renounce'),
        status: 'failed',
        error: 'NotFoundError',
      },
      changed('visibility-open'),
    ]);
  });

  it('is audited for every export, denied ones included', async () => {
    await app.refreshPlans();
    app.deny(BOB, reportsExportPermission.name);
    const exported = app.audit.length;
    const path = '/response-plans/coverage.csv?q=cards';
    await app.as(ADA).get(path).expect(200);
    const refused = await app.as(BOB).get(path);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(reportsExportPermission.name);
    const event = {
      eventId: 'export',
      severityLevel: 'medium',
      meta: { actionType: 'coverage' },
    };
    expect(app.audit.slice(exported)).toEqual([
      { ...event, actor: ADA, status: 'succeeded' },
      { ...event, actor: BOB, status: 'failed', error: 'NotAllowedError' },
    ]);
  });

  it('leaves no content in signals, notifications, audit events and errors, including TLP:RED', async () => {
    const open = await report({ visibility: 'open' });
    const { id } = await report();
    await app
      .as(BOB)
      .post(`/incidents/${id}/break-glass`, { reason: REASON })
      .expect(200);
    for (const incident of [open.id, id]) {
      await app
        .as(ADA)
        .post(`/incidents/${incident}/steps`, {
          kind: 'analysis',
          text: 'Nightjar is in the payments-api',
        })
        .expect(201);
    }
    await app.signals.of(open.id, 2);
    await app.signals.of(id, 3);
    await app.notices.first(1);
    for (const told of [
      app.signals.all,
      app.notices.all,
      app.audit,
      app.errors,
    ]) {
      expect(told.length).toBeGreaterThan(0);
      expect(JSON.stringify(told)).not.toMatch(SECRETS);
      expect(JSON.stringify(told)).not.toContain(REASON);
    }
  });
});

describe.each(ENGINES)('without the permission framework on %s', engine => {
  it('nobody may break the glass', async () => {
    const app = await startApp(engine, { permissionsEnabled: false });
    const { body } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, visibility: 'restricted' });
    const path = `/incidents/${body.id}/break-glass`;
    const answer = await app.as(BOB).post(path, { reason: REASON });
    expect(answer.status).toBe(404);
    await app.as(ADA).get(`/incidents/${body.id}/views`).expect(200);
    await app.stop();
  });
});
