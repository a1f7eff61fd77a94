import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  incidentBreakGlassPermission,
  incidentRestrictedReadPermission,
  incidentRestrictPermission,
} from 'backstage-plugin-security-incidents-common';
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

/** Neither a member nor allowed by a policy to read it. */
const CAROL = 'user:default/carol';
const NEEDS_RESTRICT = /security-incidents\.incident\.restrict/;
const TRIAGED = {
  severity: 'high',
  urgency: 'high',
  classification: { class: 'information-content-security' },
};

describe.each(ENGINES)(
  'becoming a reader of a restricted incident on %s',
  engine => {
    let app: TestApp;
    let id: string;
    const path = (part: string) => `/incidents/${id}${part}`;

    beforeAll(async () => {
      app = await startApp(engine, { catalog: [leakPlan()] });
      await app.refreshPlans();
      for (const user of [ADA, BOB, CAROL]) {
        app.deny(user, incidentRestrictedReadPermission.name);
      }
      // Bob may change the incident, but not who reads it.
      app.deny(BOB, incidentRestrictPermission.name);
    });
    afterAll(() => app.stop());

    beforeEach(async () => {
      const { body } = await app
        .as(ADA)
        .post('/incidents', { ...REPORT, ...TRIAGED, visibility: 'restricted' })
        .expect(201);
      id = body.id;
      await app
        .as(ADA)
        .put(path('/roles/assignee'), { principalRef: BOB })
        .expect(200);
    });

    const mayCarolRead = async () =>
      (await app.as(CAROL).get(path(''))).status === 200;

    async function applyPlan(): Promise<string> {
      await app.as(BOB).post(path('/plan-runs'), { planRef: LEAK }).expect(201);
      const { body } = await app.as(BOB).get(path('/plan-runs')).expect(200);
      return body.runs[0].phases[0].tasks[0].id;
    }

    it.each<[string, () => Promise<unknown>]>([
      [
        'a task that is assigned to them',
        async () => {
          const taskId = await applyPlan();
          return app
            .as(BOB)
            .patch(path(`/tasks/${taskId}`), { assigneeRef: CAROL })
            .expect(200);
        },
      ],
      ['a role that a plan gives to them', applyPlan],
      [
        'a step that mentions them',
        () =>
          app
            .as(BOB)
            .post(path('/steps'), {
              kind: 'communication',
              text: `Asked ${CAROL}`,
            })
            .expect(201),
      ],
      [
        'an escalation to them',
        () =>
          app
            .as(BOB)
            .post(path('/escalations'), { reason: 'Help', to: [CAROL] })
            .expect(201),
      ],
      [
        'a service of theirs that is linked',
        () =>
          app
            .as(BOB)
            .post(path('/affected'), { entityRef: 'component:default/ledger' })
            .expect(200),
      ],
      [
        'an incident of theirs that is merged into it',
        async () => {
          const { body } = await app.as(CAROL).post('/incidents', REPORT);
          return app
            .as(BOB)
            .post(`/incidents/${body.id}/transitions`, {
              to: 'merged',
              mergedInto: id,
              reason: 'The same finding',
            })
            .expect(200);
        },
      ],
    ])('takes more than %s', async (_name, work) => {
      await work();
      expect(await mayCarolRead()).toBe(false);
    });

    it('needs the permission to restrict for a role, except for members', async () => {
      const role = () =>
        app.as(BOB).put(path('/roles/scribe'), { principalRef: CAROL });
      const refused = await role();
      expect([refused.status, refused.body.error.message]).toEqual([
        403,
        expect.stringMatching(NEEDS_RESTRICT),
      ]);
      expect(await mayCarolRead()).toBe(false);
      await app
        .as(ADA)
        .post(path('/members'), { principalRef: CAROL })
        .expect(200);
      await role().expect(200);
    });

    it('needs the permission to restrict for a membership', async () => {
      const refused = await app
        .as(BOB)
        .post(path('/members'), { principalRef: CAROL });
      expect([refused.status, refused.body.error.message]).toEqual([
        403,
        expect.stringMatching(NEEDS_RESTRICT),
      ]);
      expect(await mayCarolRead()).toBe(false);
    });

    it('does not let callers who broke the glass add others', async () => {
      app.deny(CAROL, incidentRestrictPermission.name);
      await app
        .as(CAROL)
        .post(path('/break-glass'), {
          reason: 'On call, and nobody else answers',
        })
        .expect(200);
      const refused = await app
        .as(CAROL)
        .put(path('/roles/scribe'), { principalRef: 'user:default/dan' });
      expect([refused.status, refused.body.error.message]).toEqual([
        403,
        expect.stringMatching(NEEDS_RESTRICT),
      ]);
      await app
        .as(CAROL)
        .put(path('/roles/deputy'), { principalRef: CAROL })
        .expect(200);
    });

    it('else needs the permission to break the glass', async () => {
      app.deny(CAROL, incidentBreakGlassPermission.name);
      await app
        .as(CAROL)
        .post(path('/break-glass'), {
          reason: 'On call, and nobody else answers',
        })
        .expect(404);
      expect(await mayCarolRead()).toBe(false);
    });

    it('goes through one function, except for the reporter and the responders on duty', () => {
      const src = resolve(__dirname, '..');
      const writers = readdirSync(src, { recursive: true, encoding: 'utf8' })
        .filter(
          file => file.endsWith('.ts') && !/test\.ts$|\/store\//.test(file),
        )
        .filter(file =>
          readFileSync(join(src, file), 'utf8').includes('.saveMember('),
        );
      expect(writers.sort()).toEqual([
        // Only at the report, with the groups of the configuration.
        'access/admitResponders.ts',
        'access/makeMember.ts',
        'incidents/creation.ts',
      ]);
    });
  },
);
