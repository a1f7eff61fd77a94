import type { PlanEscalation } from 'backstage-plugin-security-incidents-common';
import { ADA, BOB, ENGINES } from '../__testUtils__/harness';
import {
  ABOVE,
  CAROL,
  DAN,
  levelsWorld,
  type LevelsWorld,
  onLadder,
  OWNERS,
} from '../__testUtils__/levelsWorld';

jest.setTimeout(120_000);

const LEADS = 'group:default/security-leads';
const SAM = 'user:default/sam';

describe.each(ENGINES)('escalation notifications on %s', engine => {
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

  describe('are sent', () => {
    it('as one notification that says what is due, which step it is and when the next follows', async () => {
      await start();
      const { id, key } = await world.report();
      world.at('09:01');
      await world.tick();
      const [{ id: escalation }] = await world.escalations(id);
      expect(world.notices.all).toEqual([
        {
          recipients: { type: 'entity', entityRef: [CAROL, DAN] },
          payload: {
            title: `Escalated to you: ${key}`,
            description:
              'Acknowledge, due Wed 25 Nov 09:00 UTC. Step 1 of 2. Answer by Wed 25 Nov 10:00 UTC.',
            link: `/security-incidents/${key}`,
            severity: 'critical',
            topic: 'Escalated',
            scope: `escalation:${escalation}`,
          },
        },
      ]);
    });

    it('with the place of a step in the ladder of the plan', async () => {
      await planned(
        {
          after: 'PT10M',
          from: 'recorded',
          unless: 'acknowledged',
          notify: [{ ref: LEADS }],
        },
        { when: 'sla.contain.breached', notify: [{ ref: LEADS }] },
      );
      world.at('08:11');
      await world.tick();
      world.at('10:01');
      await world.tick();
      expect(
        world.notices.all.map(({ payload }) => payload.description),
      ).toEqual([
        expect.stringMatching(
          /^10 minutes .*, unless acknowledged\. Step 1 of 2\. Answer by Wed 25 Nov 10:00 UTC\.$/,
        ),
        'Contain, due Wed 25 Nov 10:00 UTC. Step 2 of 2.',
      ]);
    });

    it('not while their topic is switched off, and the record says so', async () => {
      await start({ disabledTopics: ['Escalated'] });
      const { id } = await world.report();
      world.at('09:01');
      await world.tick();
      expect(world.notices.all).toEqual([]);
      const [escalation] = await world.escalations(id);
      expect(escalation.to).toEqual([
        {
          ref: OWNERS,
          told: false,
          why: 'notifications of the topic Escalated are switched off',
        },
      ]);
      expect(escalation.deliveredAt).toBeUndefined();
    });

    it('after a restart between commit and delivery', async () => {
      await start();
      const { id } = await world.report();
      world.at('09:01');
      expect(await world.service.tasks.escalation.fireDueRules()).toBe(1);
      expect((await world.escalations(id))[0].deliveredAt).toBeUndefined();
      world.at('09:05');
      const restarted = await world.restart();
      expect(await world.tick(restarted)).toBe(0);
      expect(world.notices.all).toHaveLength(1);
      expect((await world.escalations(id))[0].deliveredAt).toBe(
        '2026-11-25T09:05:00.000Z',
      );
    });

    it('again, replacing the first one, when the process died before it saved the delivery', async () => {
      await start();
      const { id } = await world.report();
      world.at('09:01');
      await world.tick();
      await world.knex('escalations').update({
        delivered_at: null,
        next_attempt_at: '2026-11-25T09:02:00.000Z',
      });
      world.at('09:01');
      await world.tick();
      expect(world.notices.all).toHaveLength(1);
      world.at('09:03');
      await world.tick();
      const scopes = world.notices.all.map(({ payload }) => payload.scope);
      expect(scopes).toHaveLength(2);
      expect(new Set(scopes).size).toBe(1);
      expect((await world.escalations(id))[0].deliveredAt).toBeDefined();
    });

    it('not after the incident is over', async () => {
      await start();
      const { id } = await world.report();
      world.at('09:01');
      await world.service.tasks.escalation.fireDueRules();
      await world.move(id, 'dismissed', {
        reason: 'Nothing',
        resolution: { code: 'benign', summary: 'Nothing' },
      });
      await world.service.deliveries.deliver();
      expect(world.notices.all).toEqual([]);
      expect((await world.escalations(id))[0].to).toEqual([
        {
          ref: OWNERS,
          told: false,
          why: 'it was over before they could be told',
        },
      ]);
    });

    it('only after seeding when history is seeded', async () => {
      await start({ quietUntil: new Date('2026-11-25T12:00:00.000Z') });
      const { id } = await world.report({ severity: 'critical' });
      world.at('11:59');
      expect(await world.tick()).toBe(0);
      expect(world.notices.all).toEqual([]);
      world.at('12:01');
      // Acknowledged and contained too late, and the parent group for the first of them.
      expect(await world.tick()).toBe(3);
      const [proposed, ...fired] = await world.escalations(id);
      expect(fired).toHaveLength(3);
      // The history says that people were notified of the proposal then, as its timeline does.
      expect(proposed).toMatchObject({
        kind: 'major',
        to: [{ ref: OWNERS, told: true }],
        deliveredAt: proposed.firedAt,
      });
      expect(
        world.notices.all.map(({ payload }) => payload.description),
      ).not.toContain(proposed.reason);
    });

    it('again after a failure, up to a limit', async () => {
      await start();
      const { id } = await world.report();
      world.at('09:01');
      world.notices.setDown(true);
      await world.tick();
      const first = await world.escalations(id);
      expect(first[0].deliveredAt).toBeUndefined();
      expect(first[0].failedBecause).toBeUndefined();
      expect(world.problems).toEqual([
        `An escalation of incident ${id} was recorded, but its recipients could not be notified; delivery will be retried`,
      ]);
      world.notices.setDown(false);
      world.pass(1);
      await world.tick();
      expect((await world.escalations(id))[0].deliveredAt).toBe(
        '2026-11-25T09:02:00.000Z',
      );

      const other = await world.report();
      world.pass(61);
      world.notices.setDown(true);
      for (let minute = 0; minute < 240; minute += 1) {
        world.pass(1);
        await world.service.deliveries.deliver();
      }
      await world.tick();
      world.problems.splice(0);
      for (let minute = 0; minute < 300; minute += 1) {
        world.pass(1);
        await world.service.deliveries.deliver();
      }
      expect(world.problems.pop()).toMatch(/this was the last attempt$/);
      const [failed] = await world.escalations(other.id);
      expect(failed).toMatchObject({
        failedBecause: 'Notifications do not answer',
        to: [{ ref: OWNERS, told: false, why: 'could not be delivered' }],
      });
    });
  });

  describe('of a restricted incident', () => {
    it('go only to readers and contain nothing of it', async () => {
      await start();
      const { id, key } = await world.report({ visibility: 'restricted' });
      await world.service.access.addMember(
        id,
        { principalRef: CAROL },
        world.context,
      );
      await world.give(id, 'assignee', BOB);
      world.at('10:01');
      expect(await world.tick()).toBe(2);
      expect((await world.escalations(id)).map(({ to }) => to)).toEqual([
        [
          { ref: BOB, told: true },
          { ref: OWNERS, told: false, why: 'may not read it' },
          { ref: CAROL, told: true },
        ],
        [{ ref: ABOVE, told: false, why: 'may not read it' }],
      ]);
      expect(world.notices.all).toHaveLength(1);
      const [{ recipients, payload }] = world.notices.all;
      expect(recipients).toEqual({ type: 'entity', entityRef: [BOB, CAROL] });
      expect(payload).toEqual({
        title: 'You have an update on a security incident',
        link: `/security-incidents/${id}`,
        description: 'It asks something of you. Open it to read what.',
        severity: 'normal',
        icon: 'security-incidents',
        topic: 'Restricted',
        scope: `incident:${id}`,
      });
      expect(JSON.stringify(payload)).not.toContain(key);
    });

    it('go to the members of a member group one by one', async () => {
      await start();
      const { id } = await world.report({ visibility: 'restricted' });
      await world.service.access.addMember(
        id,
        { principalRef: OWNERS },
        world.context,
      );
      world.at('09:01');
      await world.tick();
      expect(await world.told(id)).toEqual([['clock', [OWNERS]]]);
      // Child groups are not members, but the notifications backend would include them.
      expect(world.notices.all.map(({ recipients }) => recipients)).toEqual([
        { type: 'entity', entityRef: [CAROL, DAN] },
      ]);
    });

    it('record that nobody was reached when a group is empty', async () => {
      await start();
      const { id } = await world.report({ visibility: 'restricted' });
      await world.service.access.addMember(
        id,
        { principalRef: OWNERS },
        world.context,
      );
      world.at('09:01');
      await world.service.tasks.escalation.fireDueRules();
      world.catalog.setEntities([]);
      await world.service.deliveries.deliver();
      expect(world.notices.all).toEqual([]);
      expect(await world.escalations(id)).toMatchObject([
        {
          to: [{ ref: OWNERS, told: false, why: `${OWNERS} has no members` }],
        },
      ]);
    });

    it('go only to those who may still read it at delivery', async () => {
      await start();
      const { id } = await world.report();
      world.at('09:01');
      await world.service.tasks.escalation.fireDueRules();
      await world.service.access.addMember(
        id,
        { principalRef: DAN },
        world.context,
      );
      await world.update(id, { visibility: 'restricted' });
      await world.service.deliveries.deliver();
      expect(world.notices.all.map(({ recipients }) => recipients)).toEqual([
        { type: 'entity', entityRef: [DAN] },
      ]);
      const [{ to }] = await world.escalations(id);
      expect(to).toEqual([
        { ref: OWNERS, told: false, why: 'may not read it' },
        { ref: DAN, told: true },
      ]);
    });

    it.each([
      ['open', 'RED', true],
      ['open', 'AMBER+STRICT', false],
    ] as const)(
      'an %s one that is TLP:%s is kept as quiet: %s',
      async (visibility, tlp, isQuiet) => {
        await start();
        const { key } = await world.report({
          visibility,
          tlp,
          severity: 'high',
        });
        world.at('09:01');
        await world.tick();
        const [{ payload, recipients }] = world.notices.all;
        expect(recipients).toMatchObject({ entityRef: [CAROL, DAN] });
        expect(payload.title).toBe(
          isQuiet
            ? 'You have an update on a security incident'
            : `Escalated to you: ${key}`,
        );
        expect(JSON.stringify(payload).includes(key)).toBe(!isQuiet);
        expect(payload.topic).toBe(isQuiet ? 'Restricted' : 'Escalated');
        expect(JSON.stringify(payload).includes('UTC')).toBe(!isQuiet);
      },
    );
  });

  it('of an exercise are marked as such and go only to its members', async () => {
    await start();
    const { id, key } = await world.report({ mode: 'exercise' });
    await world.give(id, 'assignee', BOB);
    world.at('09:01');
    await world.tick();
    expect((await world.escalations(id))[0].to).toEqual([
      { ref: BOB, told: true },
      {
        ref: OWNERS,
        told: false,
        why: 'an exercise tells nobody outside its members',
      },
    ]);
    expect(world.notices.all).toMatchObject([
      {
        recipients: { entityRef: [BOB] },
        payload: { title: `Exercise: Escalated to you: ${key}` },
      },
    ]);
  });

  describe('of manual escalations', () => {
    const escalate = (id: string, fields: object = {}, by = BOB) =>
      world.service.serviceLevels.escalate(
        id,
        { reason: 'Nobody answers', ...fields },
        world.as(by),
      );

    it('go to the named recipients, but not to the requester', async () => {
      await start();
      const { id } = await world.report();
      const { value } = await escalate(id, { to: [CAROL, BOB, LEADS] });
      expect(value).toMatchObject({
        kind: 'manual',
        reason: 'Nobody answers',
        by: BOB,
        to: [
          { ref: CAROL, told: true },
          { ref: LEADS, told: true },
          { ref: BOB, told: false, why: 'asked for it' },
        ],
      });
      await world.tick();
      expect(world.notices.all).toMatchObject([
        {
          recipients: { entityRef: [CAROL, SAM] },
          payload: {
            description: expect.stringMatching(/^Nobody answers\. By bob\. /),
          },
        },
      ]);
      expect(await world.actions(id)).toEqual([
        'incident.recorded',
        'escalation.requested',
      ]);
    });

    it('go to the recipients of the next rule, which still fires', async () => {
      const id = await planned({
        when: 'sla.contain.breached',
        notify: [{ ref: LEADS }],
      });
      const before = await world.service.serviceLevels.listEscalations(
        id,
        world.context,
      );
      expect(before.next).toEqual({
        at: '2026-11-25T10:00:00.000Z',
        reason: 'Contain within 2 hours since it was recorded',
        to: [{ ref: LEADS, told: true }],
      });
      const { value } = await escalate(id);
      expect(value.to).toEqual([{ ref: LEADS, told: true }]);
      world.at('10:01');
      expect(await world.tick()).toBe(1);
      expect(
        (await world.service.serviceLevels.listEscalations(id, world.context))
          .next,
      ).toBeUndefined();
    });

    it('go to the owners and their parent groups when there is no next rule', async () => {
      await start();
      const { id } = await world.report({ severity: 'informational' });
      const { value } = await escalate(id);
      expect(value.to).toEqual([
        { ref: OWNERS, told: true },
        { ref: ABOVE, told: true },
      ]);
    });

    it('are rejected for unknown recipients and frozen incidents', async () => {
      await start();
      const { id } = await world.report();
      await expect(
        escalate(id, { to: [CAROL, 'user:default/nobody'] }),
      ).rejects.toThrow(/^to\[1\]: user:default\/nobody is not in the catalog/);
      await world.move(id, 'dismissed', {
        reason: 'Nothing',
        resolution: { code: 'benign', summary: 'Nothing' },
      });
      await expect(escalate(id)).rejects.toThrow(/takes no changes/);
    });

    it('are sent once for one idempotency key', async () => {
      await start();
      const { id } = await world.report();
      const again = () =>
        world.service.serviceLevels.escalate(
          id,
          { reason: 'Nobody answers' },
          world.as(ADA, { idempotencyKey: 'once' }),
        );
      const [first, second] = [await again(), await again()];
      expect([first.replayed, second.replayed]).toEqual([false, true]);
      expect(second.value).toEqual(first.value);
      expect(await world.escalations(id)).toHaveLength(1);
    });
  });
});
