import type { Entity } from '@backstage/catalog-model';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { LEAK, leakPlan } from '../__testUtils__/plans';

jest.setTimeout(120_000);

const DUTY = 'group:default/duty';
const CAROL = 'user:default/carol';
const DAN = 'user:default/dan';
const RITA = 'user:default/rita';

function user(name: string, displayName: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: { profile: { displayName } },
  };
}

const PEOPLE: Entity[] = [
  user('ada', 'Ada Lovell'),
  user('bob', 'Bob Ranke'),
  user('rita', 'Rita Sommer'),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'duty', namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: [{ type: 'hasMember', targetRef: RITA }],
  },
];

describe.each(ENGINES)('notifications on %s', engine => {
  let app: TestApp;
  const start = async (settings: object = {}) => {
    app = await startApp(engine, {
      catalog: [...PEOPLE, leakPlan()],
      settings: {
        responders: [DUTY],
        notifications: { disabledTopics: [] },
        ...settings,
      },
    });
  };
  afterEach(() => app.stop());

  const report = async (fields: object = {}, by = ADA) => {
    const { body } = await app
      .as(by)
      .post('/incidents', { ...REPORT, ...fields })
      .expect(201);
    return body;
  };
  const sentTo = (person: string) =>
    app.notices.all.filter(({ recipients }) =>
      JSON.stringify(recipients).includes(`"${person}"`),
    );
  /** The first notification of a topic, once it is sent. */
  const firstOf = async (topic: string) => {
    for (let count = 1; ; count += 1) {
      const all = await app.notices.first(count);
      const found = all.find(({ payload }) => payload.topic === topic);
      if (found) return found;
    }
  };

  describe('of a new report', () => {
    it('go to the people on duty and the owners, and not to the reporter', async () => {
      await start();
      const { key, serviceLevels } = await report({
        severity: 'critical',
        detection: { method: 'staff-report', certainty: 'unsure' },
      });
      const notice = await firstOf('New');
      const { dueAt } = serviceLevels.clocks.find(
        ({ clock }: { clock: string }) => clock === 'acknowledge',
      );
      expect(notice).toEqual({
        recipients: { type: 'entity', entityRef: [RITA, CAROL, DAN] },
        payload: {
          title: `New, not taken: ${REPORT.title}`,
          description: expect.stringMatching(
            new RegExp(
              `^${key}, reported by Ada Lovell, not sure. First answer due .* ${dueAt.slice(
                11,
                16,
              )} UTC.$`,
            ),
          ),
          link: `/security-incidents/${key}`,
          severity: 'high',
          topic: 'New',
          scope: expect.stringMatching(/^incident:/),
        },
      });
      expect(notice.payload.description!.length).toBeLessThanOrEqual(100);
    });

    it('carry our icon where the severity is normal', async () => {
      await start();
      await report();
      const [{ payload }] = await app.notices.first(1);
      expect(payload).toMatchObject({
        severity: 'normal',
        icon: 'security-incidents',
      });
    });

    it('go without anything of it to members only when it is sensitive', async () => {
      await start();
      const { id, key, members } = await report({ visibility: 'restricted' });
      const [notice, ...others] = await app.notices.first(1);
      expect(others).toEqual([]);
      expect(notice).toEqual({
        recipients: { type: 'entity', entityRef: [RITA] },
        payload: {
          title: 'You have an update on a security incident',
          description: 'It asks something of you. Open it to read what.',
          link: `/security-incidents/${id}`,
          severity: 'normal',
          topic: 'Restricted',
          scope: `incident:${id}`,
          icon: 'security-incidents',
        },
      });
      expect(JSON.stringify(notice)).not.toContain(key);
      expect(
        members.map(({ principalRef }: any) => principalRef).sort(),
      ).toEqual([DUTY, ADA].sort());
      app.belong(RITA, DUTY);
      app.deny(RITA, 'security-incidents.incident.restricted.read');
      const { body } = await app.as(RITA).get('/incidents').expect(200);
      expect(body.items.map((item: any) => item.key)).toEqual([key]);
      const { body: seal } = await app
        .as(ADA)
        .get(`/incidents/${id}/verification`);
      expect(seal.status).toBe('ok');
    });

    it('carry nothing of one that is TLP:RED', async () => {
      await start();
      const { key } = await report({ tlp: 'RED' });
      const [{ payload, recipients }] = await app.notices.first(1);
      expect(payload.title).toBe('You have an update on a security incident');
      expect(JSON.stringify(payload)).not.toContain(key);
      expect(recipients).toMatchObject({ entityRef: [RITA, CAROL, DAN] });
    });

    it('of an exercise go to nobody outside it', async () => {
      await start();
      const { id } = await report({ mode: 'exercise' });
      await app
        .as(ADA)
        .put(`/incidents/${id}/roles/assignee`, { principalRef: BOB })
        .expect(200);
      const [notice] = await app.notices.first(1);
      expect(notice).toMatchObject({
        recipients: { entityRef: [BOB] },
        payload: { title: 'Exercise: Given to you: Assignee' },
      });
      expect(app.notices.all).toHaveLength(1);
    });

    it('are not sent for a topic that is switched off', async () => {
      await start({ notifications: { disabledTopics: ['New'] } });
      const { key } = await report();
      await app
        .as(ADA)
        .put(`/incidents/${key}/roles/assignee`, { principalRef: BOB })
        .expect(200);
      await app.notices.first(1);
      expect(app.notices.all.map(({ payload }) => payload.topic)).toEqual([
        'Assigned',
      ]);
    });

    it('are sent once by any number of runs, and after notifications were down', async () => {
      await start();
      app.notices.setDown(true);
      const refused = app.notices.nextRefusal();
      const { id } = await report();
      await refused;
      app.notices.setDown(false);
      for (let problem; !problem; ) {
        [{ problem }] = await app.knex('notices').select('problem');
        await new Promise(resolve => setImmediate(resolve));
      }
      await app.knex('notices').update({
        next_attempt_at: '2026-01-01T00:00:00.000Z',
      });
      await Promise.all([app.runTask('notify'), app.runTask('notify')]);
      await app.runTask('notify');
      expect(app.notices.all).toHaveLength(1);
      expect(app.errors).toEqual([
        `People could not be notified of a change of incident ${id}; delivery will be retried`,
      ]);
    });
  });

  describe('of what is assigned to somebody', () => {
    it('name the role, the incident and who gave it, and go to nobody who took it', async () => {
      await start();
      const { id, key } = await report();
      await app.notices.first(1);
      await app
        .as(ADA)
        .put(`/incidents/${key}/roles/assignee`, { principalRef: BOB })
        .expect(200);
      await app.notices.first(2);
      expect(app.notices.all[1]).toEqual({
        recipients: { type: 'entity', entityRef: [BOB] },
        payload: {
          title: 'Given to you: Assignee',
          description: `${key}, ${REPORT.title}. By Ada Lovell.`,
          link: `/security-incidents/${key}`,
          severity: 'normal',
          icon: 'security-incidents',
          topic: 'Assigned',
          scope: `role:${id}:assignee`,
        },
      });
      await app
        .as(BOB)
        .put(`/incidents/${key}/roles/scribe`, { principalRef: BOB })
        .expect(200);
      await app
        .as(BOB)
        .put(`/incidents/${key}/roles/deputy`, { principalRef: CAROL })
        .expect(200);
      await app.notices.first(3);
      expect(sentTo(BOB)).toHaveLength(1);
    });

    it('say the task with its due time and lead to it', async () => {
      await start();
      await app.refreshPlans();
      const { key } = await report({ severity: 'high' });
      await app
        .as(ADA)
        .post(`/incidents/${key}/plan-runs`, { planRef: LEAK })
        .expect(201);
      const { body } = await app.as(ADA).get(`/incidents/${key}/plan-runs`);
      const task = body.runs[0].phases
        .flatMap(({ tasks }: any) => tasks)
        .find(({ dueAt }: any) => dueAt);
      await firstOf('Assigned');
      const before = app.notices.all.length;
      await app
        .as(ADA)
        .patch(`/incidents/${key}/tasks/${task.id}`, { assigneeRef: BOB })
        .expect(200);
      await app.notices.first(before + 1);
      const [notice] = sentTo(BOB);
      expect(notice.payload).toMatchObject({
        title: `Given to you: ${task.title}`,
        description: expect.stringMatching(
          new RegExp(
            `^${key}, .*Due .* ${task.dueAt.slice(
              11,
              16,
            )} UTC, by Ada Lovell\\.$`,
          ),
        ),
        link: `/security-incidents/${key}#task-${task.id}`,
        topic: 'Assigned',
      });
    });

    it('say that access was given, and nothing of a restricted incident', async () => {
      await start();
      const { id, key } = await report({ visibility: 'restricted' });
      await app
        .as(ADA)
        .post(`/incidents/${id}/members`, { principalRef: CAROL })
        .expect(200);
      await app.notices.first(2);
      const [notice] = sentTo(CAROL);
      expect(notice.payload).toEqual({
        title: 'You have an update on a security incident',
        description: 'Something changed. Open it to read what.',
        link: `/security-incidents/${id}`,
        severity: 'normal',
        icon: 'security-incidents',
        topic: 'Restricted',
        scope: `incident:${id}`,
      });
      expect(JSON.stringify(notice)).not.toContain(key);
    });
  });

  describe('to the reporter', () => {
    it('say how it goes in plain words, with their own title and nothing else', async () => {
      await start();
      const { id, key } = await report();
      await app
        .as(BOB)
        .patch(`/incidents/${key}`, { title: 'Lateral movement from CI' })
        .expect(200);
      const move = (to: string, fields: object = {}) =>
        app
          .as(BOB)
          .post(`/incidents/${key}/transitions`, { to, ...fields })
          .expect(200);
      await app
        .as(BOB)
        .put(`/incidents/${key}/roles/assignee`, { principalRef: BOB })
        .expect(200);
      await move('triage');
      const first = await firstOf('My reports');
      expect(sentTo(ADA)).toEqual([first]);
      expect(first).toEqual({
        recipients: { type: 'entity', entityRef: [ADA] },
        payload: {
          title: 'Your report is being looked into',
          description: REPORT.title,
          link: `/security-incidents/my-reports/${key}`,
          severity: 'normal',
          icon: 'security-incidents',
          topic: 'My reports',
          scope: `report:${id}`,
        },
      });
      expect(JSON.stringify(sentTo(ADA))).not.toContain('Lateral');
    });

    it('say that it was joined with another report, and nothing of that one', async () => {
      await start();
      const other = await report({ title: 'The other one' }, BOB);
      const { key } = await report();
      await app
        .as(BOB)
        .post(`/incidents/${key}/transitions`, {
          to: 'merged',
          mergedInto: other.key,
          reason: 'It is the same',
        })
        .expect(200);
      await app.notices.first(3);
      const notice = sentTo(ADA)[sentTo(ADA).length - 1];
      expect(notice.payload).toMatchObject({
        title: 'Your report was joined with another report',
        description: REPORT.title,
      });
      expect(JSON.stringify(notice)).not.toMatch(
        new RegExp(`The other one|${other.key}|${other.id}`),
      );
    });
  });
});
