import type { PlanEscalation } from 'backstage-plugin-security-incidents-common';
import { BOB, ENGINES } from '../__testUtils__/harness';
import {
  ABOVE,
  ladderPlan,
  levelsWorld,
  type LevelsWorld,
  onLadder,
  OWNERS,
} from '../__testUtils__/levelsWorld';
import { LEAK } from '../__testUtils__/plans';

jest.setTimeout(120_000);

const LEADS = 'group:default/security-leads';
const SAM = 'user:default/sam';

describe.each(ENGINES)('escalations on %s', engine => {
  let world: LevelsWorld;
  const start = async (options: Parameters<typeof levelsWorld>[1] = {}) => {
    world = await levelsWorld(engine, options);
    return world;
  };
  afterEach(() => world.knex.destroy());

  const planned = async (...steps: PlanEscalation[]) => {
    const made = await onLadder(engine, ...steps);
    world = made.world;
    return made.id;
  };

  describe('without a ladder', () => {
    it('go to the owners, and after the same time again to their parent group', async () => {
      await start();
      const { id } = await world.report();
      world.at('09:00');
      expect(await world.tick()).toBe(0);
      world.at('09:01');
      expect(await world.tick()).toBe(1);
      expect(await world.tick()).toBe(0);
      world.at('10:01');
      expect(await world.tick()).toBe(1);
      const items = await world.escalations(id);
      expect(items).toEqual([
        {
          id: expect.any(String),
          firedAt: '2026-11-25T09:01:00.000Z',
          kind: 'clock',
          reason:
            'Acknowledge within 1 hour since it was recorded: overdue since 2026-11-25 09:00 UTC',
          to: [{ ref: OWNERS, told: true }],
          deliveredAt: '2026-11-25T09:01:00.000Z',
          seq: 2,
        },
        {
          id: expect.any(String),
          firedAt: '2026-11-25T10:01:00.000Z',
          kind: 'owner',
          reason:
            'Acknowledge within 1 hour since it was recorded: overdue since 2026-11-25 09:00 UTC, and that long again',
          to: [{ ref: ABOVE, told: true }],
          deliveredAt: '2026-11-25T10:01:00.000Z',
          seq: 3,
        },
      ]);
      const { items: entries } = await world.service.incidents.getTimeline(
        id,
        {},
        world.context,
      );
      expect(entries[1]).toMatchObject({
        seq: 2,
        action: 'escalation.fired',
        data: {
          escalationId: items[0].id,
          kind: 'clock',
          rule: 'clock:acknowledge',
          reason: items[0].reason,
          to: [{ ref: OWNERS, told: true }],
        },
      });
      expect(
        (await world.service.incidents.verify(id, world.context)).status,
      ).toBe('ok');
    });

    it('also go to the leads', async () => {
      await start();
      const { id } = await world.report();
      await world.give(id, 'assignee', BOB);
      world.at('09:01');
      await world.tick();
      expect(await world.told(id)).toEqual([['clock', [BOB, OWNERS]]]);
    });

    it('do not fire when the incident was acknowledged in time', async () => {
      await start();
      const { id } = await world.report();
      await world.give(id, 'assignee', BOB);
      world.at('08:59');
      await world.move(id, 'triage');
      world.at('12:00');
      expect(await world.tick()).toBe(0);
      expect(await world.told(id)).toEqual([]);
    });

    it('fire once per rule after an outage', async () => {
      await start();
      const { id } = await world.report();
      world.at('23:00');
      expect(await world.tick()).toBe(2);
      expect(await world.told(id)).toEqual([
        ['clock', [OWNERS]],
        ['owner', [ABOVE]],
      ]);
    });

    it('skip incidents without pending rules', async () => {
      await start();
      const { id } = await world.report({ severity: 'informational' });
      const checks = () => world.knex('service_level_checks').select();
      expect(await checks()).toEqual([]);
      await world.update(id, { severity: 'high' });
      expect(await checks()).toHaveLength(1);
      await world.move(id, 'dismissed', {
        reason: 'Nothing',
        resolution: { code: 'benign', summary: 'Nothing' },
      });
      expect(await checks()).toEqual([]);
    });

    it('do not change the version when no rule fires', async () => {
      await start();
      const { id } = await world.report({ severity: 'low' });
      const [before] = await world.knex('service_level_checks').select();
      // Checked once a day, because the configuration may have changed.
      expect(before.check_at).toBe('2026-11-26T08:00:00.000Z');
      world.pass(25 * 60);
      expect(await world.tick()).toBe(0);
      const [after] = await world.knex('service_level_checks').select();
      expect(after.check_at).toBe('2026-11-27T09:00:00.000Z');
      expect((await world.get(id)).version).toBe(1);
    });

    it('wait for the catalog when they need parent groups', async () => {
      await start();
      const { id } = await world.report();
      world.at('10:01');
      world.catalog.setDown(true);
      expect(await world.tick()).toBe(0);
      expect(world.problems).toEqual([
        `The service levels of incident ${id} could not be checked; the next run tries again`,
      ]);
      world.catalog.setDown(false);
      expect(await world.tick()).toBe(2);
    });

    it('stay readable while the catalog is unavailable', async () => {
      await start();
      const { id } = await world.report({ visibility: 'restricted' });
      world.catalog.setDown(true);
      const { items, next } = await world.service.serviceLevels.listEscalations(
        id,
        world.context,
      );
      expect(items).toEqual([]);
      expect(next).toMatchObject({ at: '2026-11-25T09:00:00.000Z' });
      await expect(
        world.service.serviceLevels.escalate(
          id,
          { reason: 'Help' },
          world.context,
        ),
      ).rejects.toThrow(/^The catalog is unavailable/);
    });

    it('continue with other incidents when one fails', async () => {
      await start();
      const broken = await world.report();
      const sound = await world.report();
      await world.knex('incidents').where({ id: broken.id }).update({
        personal_data: 'no JSON',
      });
      world.at('09:01');
      expect(await world.tick()).toBe(1);
      expect(world.problems).toHaveLength(1);
      expect(await world.told(sound.id)).toHaveLength(1);
    });
  });

  describe('with the ladder of a plan', () => {
    it('go to roles, named people and groups, and owners, each once', async () => {
      const id = await planned({
        when: 'sla.acknowledge.breached',
        notify: [
          { role: 'incident-commander' },
          { ref: LEADS },
          { ownerOf: 'affected' },
        ],
      });
      world.at('08:31');
      expect(await world.tick()).toBe(1);
      // The plan gives the role to the team that owns the service.
      expect(await world.told(id)).toEqual([['ladder', [OWNERS, LEADS]]]);
    });

    it('go to the present holder of the role', async () => {
      const id = await planned({
        after: 'PT10M',
        from: 'recorded',
        notify: [{ role: 'incident-commander' }],
      });
      await world.give(id, 'incident-commander', BOB);
      world.at('08:11');
      await world.tick();
      expect(await world.told(id)).toEqual([['ladder', [BOB]]]);
    });

    it('state which recipients are missing and why', async () => {
      const id = await planned({
        after: 'PT10M',
        from: 'recorded',
        notify: [
          { role: 'privacy-counsel' },
          { ref: 'group:default/team-ledger' },
          { ref: 'user:default/nobody' },
        ],
      });
      world.at('08:11');
      await world.tick();
      const [{ to, deliveredAt }] = await world.escalations(id);
      expect(to).toEqual([
        {
          ref: 'role:privacy-counsel',
          told: false,
          why: expect.stringMatching(/^nobody is Privacy counsel: /),
        },
        {
          ref: 'group:default/team-ledger',
          told: false,
          why: 'group:default/team-ledger has no members',
        },
        {
          ref: 'user:default/nobody',
          told: false,
          why: 'user:default/nobody is not in the catalog',
        },
      ]);
      expect(deliveredAt).toBeUndefined();
      expect(world.notices.all).toEqual([]);
    });

    it('fire once when a clock is at risk and again when it is breached', async () => {
      const id = await planned(
        { when: 'sla.contain.at-risk', notify: [{ ref: SAM }] },
        { when: 'sla.contain.breached', notify: [{ ref: LEADS }] },
      );
      world.at('09:30');
      expect(await world.tick()).toBe(0);
      world.at('09:31');
      expect(await world.tick()).toBe(1);
      expect(await world.tick()).toBe(0);
      expect(await world.told(id)).toEqual([['ladder', [SAM]]]);
      expect((await world.escalations(id))[0].reason).toBe(
        'Contain within 2 hours since it was recorded: at risk since 2026-11-25 09:30 UTC, due by 2026-11-25 10:00 UTC',
      );
      world.at('10:01');
      expect(await world.tick()).toBe(1);
      expect(await world.told(id)).toEqual([
        ['ladder', [SAM]],
        ['ladder', [LEADS]],
      ]);
    });

    it('warn once across replicas, and not about met clocks', async () => {
      const step: PlanEscalation = {
        when: 'sla.contain.at-risk',
        notify: [{ ref: SAM }],
      };
      const id = await planned(step);
      world.at('09:31');
      const fired = await Promise.all([world.tick(), world.tick()]);
      expect(fired[0] + fired[1]).toBe(1);
      expect(await world.told(id)).toEqual([['ladder', [SAM]]]);
    });

    it('propose a major incident without declaring it', async () => {
      const id = await planned({
        when: 'sla.contain.breached',
        notify: [{ ref: LEADS }],
        raiseTo: 'major',
      });
      world.at('10:01');
      expect(await world.tick()).toBe(1);
      const { major, isMajor } = await world.get(id);
      expect(isMajor).toBe(false);
      expect(major).toMatchObject({
        state: 'proposed',
        proposedBecause: [
          'Contain within 2 hours since it was recorded: overdue since 2026-11-25 10:00 UTC',
        ],
      });
      expect(await world.actions(id)).toEqual([
        'incident.recorded',
        'plan.applied',
        'escalation.fired',
        'major.proposed',
      ]);
      const [fired] = await world.escalations(id);
      expect(fired.raisedToMajor).toBe(true);
    });

    it('do not fire again after a plan upgrade', async () => {
      const steps: PlanEscalation[] = [
        { after: 'PT10M', from: 'recorded', notify: [{ ref: LEADS }] },
      ];
      const id = await planned(...steps);
      world.at('08:11');
      expect(await world.tick()).toBe(1);
      await world.setCatalog([
        ladderPlan([
          { after: 'PT5M', from: 'recorded', notify: [{ ref: SAM }] },
          ...steps,
        ]),
      ]);
      await world.service.planRuns.applyPlan(
        id,
        { planRef: LEAK, upgrade: true },
        world.context,
      );
      expect(await world.tick()).toBe(1);
      expect(await world.told(id)).toEqual([
        ['ladder', [LEADS]],
        ['ladder', [SAM]],
      ]);
    });
  });

  describe('fire exactly once', () => {
    it('when replicas run at the same time', async () => {
      await start({ replicas: 3 });
      const ids: string[] = [];
      for (let count = 0; count < 5; count += 1) {
        ids.push((await world.report()).id);
      }
      world.at('10:01');
      const fired = await Promise.all(
        world.replicas.map(replica => world.tick(replica)),
      );
      // A replica that came too late may have left some to the next run.
      fired.push(await world.tick());
      expect(fired.reduce((sum, count) => sum + count)).toBe(10);
      for (const id of ids) {
        expect(await world.told(id)).toEqual([
          ['clock', [OWNERS]],
          ['owner', [ABOVE]],
        ]);
        expect(await world.actions(id)).toEqual([
          'incident.recorded',
          'escalation.fired',
          'escalation.fired',
        ]);
        expect(
          (await world.service.incidents.verify(id, world.context)).status,
        ).toBe('ok');
      }
      expect(world.notices.all).toHaveLength(10);
      expect(world.problems).toEqual([]);
    });

    it('while people change the incident', async () => {
      await start({ replicas: 2 });
      const { id } = await world.report();
      world.at('09:01');
      await Promise.all([
        ...world.replicas.map(replica => world.tick(replica)),
        ...['One', 'Two', 'Three'].map(title => world.update(id, { title })),
      ]);
      await world.tick();
      expect(await world.told(id)).toEqual([['clock', [OWNERS]]]);
      expect(world.notices.all).toHaveLength(1);
    });

    it('because the database rejects a rule that fired before', async () => {
      await start();
      const { id } = await world.report();
      world.at('09:01');
      await world.tick();
      const [row] = await world.knex('escalations').select();
      await expect(
        world.knex('escalations').insert({ ...row, id: 'another' }),
      ).rejects.toThrow(/unique/i);
      expect(await world.told(id)).toHaveLength(1);
    });

    it('and stay unchanged except for their delivery', async () => {
      await start();
      await world.report();
      world.at('09:01');
      await world.tick();
      const escalations = () => world.knex('escalations');
      for (const change of [
        { reason: 'Other' },
        { recipients: '[]' },
        { fired_at: '2020-01-01T00:00:00.000Z' },
        { rule_key: 'other' },
      ]) {
        await expect(escalations().update(change)).rejects.toThrow(
          /append-only/,
        );
      }
      await expect(escalations().delete()).rejects.toThrow(/append-only/);
      expect(await escalations().update({ problem: 'None' })).toBe(1);
    });
  });
});
