import {
  hashEntry,
  type Incident,
  type TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { leakPlan, setPlans } from '../__testUtils__/plans';

jest.setTimeout(120_000);

const SECRET = 'component:default/payments-api';
const LEDGER = 'component:default/ledger';
const NAMED = /payments-api|team-payments|payments stand still/;

describe.each(ENGINES)(
  'a service that is hidden from a reader on %s',
  engine => {
    let app: TestApp;
    let incident: Incident;
    let people = 0;
    const somebody = (...hidden: string[]) => {
      people += 1;
      const guest = `user:default/guest${people}`;
      app.hide(guest, ...hidden);
      return guest;
    };
    const guest = () => somebody(SECRET);
    const read = async (user: string, path = '') => {
      const { body, text } = await app
        .as(user)
        .get(`/incidents/${incident.id}${path}`)
        .expect(200);
      return { body, text: text as string };
    };
    const step = (user: string, entityRefs: string[], more: object = {}) =>
      app.as(user).post(`/incidents/${incident.id}/steps`, {
        kind: 'analysis',
        text: 'Looked at the logs',
        entityRefs,
        ...more,
      });

    beforeAll(async () => {
      app = await startApp(engine);
      await setPlans(app, [leakPlan()]);
      const { body } = await app.as(ADA).post('/incidents', {
        ...REPORT,
        severity: 'high',
        urgency: 'high',
        classification: { class: 'information-content-security' },
        affected: [
          { entityRef: SECRET, impactNote: 'payments stand still' },
          { entityRef: LEDGER },
        ],
      });
      incident = body;
      const at = `/incidents/${incident.id}`;
      await app
        .as(ADA)
        .put(`${at}/roles/incident-commander`, { principalRef: BOB })
        .expect(200);
      await step(ADA, [SECRET, LEDGER]).expect(201);
      for (const to of ['triage', 'containment']) {
        await app.as(BOB).post(`${at}/transitions`, { to }).expect(200);
      }
    });
    afterEach(() => app.setCatalogDown(false));
    afterAll(() => app.stop());

    it('is counted in the record without its name and owner', async () => {
      const { body, text } = await read(guest());
      expect(body.affected).toEqual([
        expect.objectContaining({ entityRef: LEDGER }),
        { withheld: true, role: 'affected', compromise: 'unknown' },
      ]);
      expect(body.priorityInputs.riskFactors).toEqual([{ id: 'tier-1' }]);
      const { blockedBy } = body.transitions.find(
        ({ to }: { to: string }) => to === 'resolved',
      );
      expect(blockedBy).toContainEqual(
        expect.objectContaining({
          guard: 'services-decided',
          message: `Decide whether ${LEDGER}, a service that you may not see in the catalog were compromised`,
          entityRefs: [LEDGER],
        }),
      );
      expect(text).not.toMatch(NAMED);
      expect((await read(ADA)).body.affected).toHaveLength(2);
    });

    it('is not named in lists, and filtering by it finds nothing', async () => {
      const user = guest();
      const { body, text } = await app.as(user).get('/incidents').expect(200);
      expect(body.items[0].affected).toMatchObject([
        { entityRef: LEDGER },
        { withheld: true },
      ]);
      expect(text).not.toMatch(NAMED);
      expect(app.catalogCallsOf(user)).toEqual([[SECRET, LEDGER]]);

      const listOf = async (query: string) =>
        (await app.as(user).get(`/incidents?${query}`).expect(200)).body;
      expect(await listOf(`entityRef=${SECRET}`)).toEqual(
        await listOf('entityRef=component:default/never-was'),
      );
      const both = await listOf(`entityRef=${SECRET}&entityRef=${LEDGER}`);
      expect(both).toMatchObject({ totalItems: 1 });
      expect(both).toEqual(await listOf(`entityRef=${LEDGER}`));
      const volumeOf = async (ref: string) =>
        (await app.as(user).get(`/reports/volume?entityRef=${ref}`)).body.total;
      expect(await volumeOf(SECRET)).toBe(0);
      expect(await volumeOf(LEDGER)).toBe(1);
      // Visibility is cached for each service.
      expect(app.catalogCallsOf(user)).toEqual([
        [SECRET, LEDGER],
        ['component:default/never-was'],
      ]);
    });

    it('is not named in the overview of another service', async () => {
      const user = guest();
      app.belong(user, 'group:default/team-ledger');
      const { body, text } = await app
        .as(user)
        .get('/entities/component/default/ledger/overview')
        .expect(200);
      expect(body.openIncidents[0].affected).toMatchObject([
        { entityRef: LEDGER },
        { withheld: true },
      ]);
      expect(JSON.stringify(body.openIncidents)).not.toMatch(NAMED);
      expect(JSON.stringify(body.nextActions)).not.toMatch(NAMED);
      expect(text).toContain(incident.key);
      // In any order: one call for the filters, one for other services of the incidents, and one for the plans of the service.
      expect(app.catalogCallsOf(user).map(String).sort()).toEqual([
        LEDGER,
        LEDGER,
        SECRET,
      ]);
    });

    it('is not named in steps, plans and the timeline, whose hashes stay', async () => {
      const user = guest();
      const steps = await read(user, '/steps');
      expect(steps.body.items[0]).toMatchObject({
        entityRefs: [LEDGER],
        withheldEntities: 1,
      });
      const plans = await read(user, '/plan-runs');
      expect(plans.body.runs).toMatchObject([
        { reason: 'It covers a service that you may not see in the catalog.' },
      ]);
      expect(plans.text).not.toContain('payments-api');

      const all: TimelineEntry[] = (await read(ADA, '/timeline')).body.items;
      const { body, text } = await read(user, '/timeline');
      const entries: TimelineEntry[] = body.items;
      expect(text).not.toMatch(/payments-api|payments stand still/);
      expect(entries.map(({ hash }) => hash)).toEqual(
        all.map(({ hash }) => hash),
      );
      for (const entry of entries) expect(hashEntry(entry)).toBe(entry.hash);
      expect(
        entries.filter(({ withheld }) => withheld).map(({ action }) => action),
      ).toEqual(['incident.recorded', 'step.recorded', 'plan.applied']);
      expect(all.some(({ withheld }) => withheld)).toBe(false);
      expect(body.totalItems).toBe(all.length);
    });

    it('cannot be changed by callers who may not see it', async () => {
      const user = guest();
      const at = `/incidents/${incident.id}`;
      const refused = async (entityRef: string) => {
        const answers = [
          await app.as(user).post(`${at}/affected`, { entityRef }),
          await app
            .as(user)
            .delete(`${at}/affected`, { entityRef, reason: 'x' }),
          await step(user, [entityRef]),
          await app.as(user).post(`${at}/transitions`, {
            to: 'resolved',
            reason: 'Done',
            resolution: { code: 'contained', summary: 'Done' },
          }),
        ];
        return answers.map(({ status, body }) => ({
          status,
          message: String(body.error.message).split(entityRef).join('?'),
        }));
      };
      const hidden = await refused(SECRET);
      expect(hidden.map(({ status }) => status)).toEqual([400, 404, 400, 409]);
      expect(hidden).toEqual(await refused('component:default/never-was'));
      expect(hidden[3].message).not.toMatch(NAMED);

      const [original] = (await read(ADA, '/steps')).body.items;
      const { body } = await step(user, [LEDGER], { supersedes: original.id });
      expect(body).toMatchObject({ entityRefs: [LEDGER], withheldEntities: 1 });
      const [, correction] = (await read(ADA, '/steps')).body.items;
      expect(correction.entityRefs).toEqual([LEDGER, SECRET]);
    });

    it('is named to members of the incident and to other plugins', async () => {
      const member = guest();
      const before = await read(member);
      expect(before.text).not.toMatch(NAMED);
      await app
        .as(ADA)
        .post(`/incidents/${incident.id}/members`, { principalRef: member })
        .expect(200);
      const refs = [
        expect.objectContaining({ entityRef: SECRET }),
        expect.objectContaining({ entityRef: LEDGER }),
      ];
      expect((await read(member)).body.affected).toEqual(refs);
      expect((await read(member, '/timeline')).text).toContain(SECRET);
      expect((await read(member, '/steps')).text).toContain(SECRET);
      const { body } = await app.as(member).get('/incidents');
      expect(body.items[0].affected).toEqual(refs);
      const service = await app.asService().get(`/incidents/${incident.id}`);
      expect(service.body.affected).toEqual(refs);
    });

    it('is named while the catalog is unavailable', async () => {
      const user = guest();
      app.setCatalogDown(true);
      expect((await read(user)).body.affected).toHaveLength(2);
      expect((await read(user)).text).toContain(SECRET);
      app.setCatalogDown(false);
      expect((await read(user)).text).not.toContain(SECRET);
    });
  },
);
