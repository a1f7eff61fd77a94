import { setImmediate as immediate } from 'node:timers/promises';
import type { Entity } from '@backstage/catalog-model';
import { BOB, ENGINES, ENTITIES } from '../__testUtils__/harness';
import {
  CAROL,
  DAN,
  levelsWorld,
  type LevelsWorld,
  OWNERS,
} from '../__testUtils__/levelsWorld';

jest.setTimeout(120_000);

const MINUTES_OF_ALL_ATTEMPTS = 240;

function group(
  name: string,
  relations: Array<[type: string, targetRef: string]>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

/** The company with the owning team as it is now, and other groups. */
function companyWith(...groups: Entity[]): Entity[] {
  const names = groups.map(({ metadata }) => metadata.name);
  return [
    ...ENTITIES.filter(({ metadata }) => !names.includes(metadata.name)),
    ...groups,
  ];
}

/** The owning team, with other members. */
const owners = (member: string) =>
  companyWith(group('team-payments', [['hasMember', member]]));

describe.each(ENGINES)('what is recorded of escalations on %s', engine => {
  let world: LevelsWorld;
  const start = async (options: Parameters<typeof levelsWorld>[1] = {}) => {
    world = await levelsWorld(engine, options);
  };
  afterEach(() => world.knex.destroy());

  const fire = async (id: string) => {
    world.at('09:01');
    await world.service.tasks.escalation.fireDueRules();
    return id;
  };
  const addMember = (id: string, principalRef: string) =>
    world.service.access.addMember(id, { principalRef }, world.context);
  const removeMember = (id: string, principalRef: string) =>
    world.service.access.removeMember(id, { principalRef }, world.context);

  /** What the timeline last says of each escalation, and what its card says. */
  const readBoth = async (id: string) => {
    const { items } = await world.service.incidents.getTimeline(
      id,
      {},
      world.context,
    );
    const timeline = new Map<unknown, unknown>();
    for (const entry of items) {
      const data = entry.data as { escalationId?: string; to?: unknown };
      if (data.escalationId) timeline.set(data.escalationId, data.to);
    }
    const card = new Map(
      (await world.escalations(id)).map(item => [item.id, item.to]),
    );
    return { timeline, card };
  };
  /** The timeline and the card say the same, and the record verifies. */
  const expectAgreement = async (id: string) => {
    const { timeline, card } = await readBoth(id);
    expect(timeline.size).toBeGreaterThan(0);
    expect(timeline).toEqual(card);
    expect(
      (await world.service.incidents.verify(id, world.context)).status,
    ).toBe('ok');
  };
  const toOfFirst = async (id: string) => (await world.escalations(id))[0].to;

  it('is one entry when everybody was notified as recorded', async () => {
    await start();
    const id = await fire((await world.report()).id);
    await world.service.deliveries.deliver();
    expect(await world.actions(id)).toEqual([
      'incident.recorded',
      'escalation.fired',
    ]);
    await expectAgreement(id);
  });

  it('leaves out a member who was removed before the delivery', async () => {
    await start();
    const { id } = await world.report({ visibility: 'restricted' });
    await addMember(id, CAROL);
    await addMember(id, DAN);
    await fire(id);
    await removeMember(id, DAN);
    await world.service.deliveries.deliver();
    expect(world.notices.all.map(({ recipients }) => recipients)).toEqual([
      { type: 'entity', entityRef: [CAROL] },
    ]);
    expect(await toOfFirst(id)).toEqual([
      { ref: OWNERS, told: false, why: 'may not read it' },
      { ref: CAROL, told: true },
      { ref: DAN, told: false, why: 'may not read it' },
    ]);
    await expectAgreement(id);
  });

  it('leaves out a member who was removed while the catalog was asked', async () => {
    await start();
    const { id } = await world.report({ visibility: 'restricted' });
    await addMember(id, CAROL);
    await addMember(id, DAN);
    await fire(id);
    const membersNamed = async () =>
      (
        await world
          .knex('incident_members')
          .where({ principal_ref: DAN })
          .select()
      ).length;
    const asked = () => world.catalog.callsOf('').length;
    const before = asked();
    world.catalog.setHanging(true);
    const delivery = world.service.deliveries.deliver();
    while (asked() === before) await immediate();
    const removal = removeMember(id, DAN);
    while ((await membersNamed()) > 0) await immediate();
    world.catalog.setHanging(false);
    await Promise.all([delivery, removal]);
    expect(world.notices.all.map(({ recipients }) => recipients)).toEqual([
      { type: 'entity', entityRef: [CAROL] },
    ]);
    await expectAgreement(id);
  });

  it('leaves out a person who left the catalog before the delivery', async () => {
    await start();
    const { id } = await world.report();
    await world.give(id, 'assignee', 'user:default/nora');
    await fire(id);
    world.catalog.setGone('user:default/nora');
    await world.service.deliveries.deliver();
    expect(await toOfFirst(id)).toEqual([
      {
        ref: 'user:default/nora',
        told: false,
        why: 'user:default/nora is not in the catalog',
      },
      { ref: OWNERS, told: true },
    ]);
    await expectAgreement(id);
  });

  it('names who was notified in place of a group that may no longer read it', async () => {
    await start();
    const { id } = await world.report();
    await fire(id);
    await addMember(id, DAN);
    await world.update(id, { visibility: 'restricted' });
    await world.service.deliveries.deliver();
    expect(await toOfFirst(id)).toEqual([
      { ref: OWNERS, told: false, why: 'may not read it' },
      { ref: DAN, told: true },
    ]);
    expect((await world.actions(id)).pop()).toBe('escalation.corrected');
    await expectAgreement(id);

    // Somebody hides in the database who was not notified.
    await world.knex('escalations').update({ withheld: null });
    const [{ id: escalation }] = await world.escalations(id);
    expect(
      await world.service.incidents.verify(id, world.context),
    ).toMatchObject({
      status: 'record-mismatch',
      mismatches: [
        {
          table: 'escalations',
          row: escalation,
          field: 'withheld',
          kind: 'changed',
        },
      ],
    });
  });

  it('says that it was over, or that the topic is switched off', async () => {
    await start();
    const over = await fire((await world.report()).id);
    await world.move(over, 'dismissed', {
      reason: 'Nothing',
      resolution: { code: 'benign', summary: 'Nothing' },
    });
    await world.service.deliveries.deliver();
    expect(await toOfFirst(over)).toMatchObject([{ told: false }]);
    await expectAgreement(over);
    await world.knex.destroy();

    await start({ disabledTopics: ['Escalated'] });
    const off = await fire((await world.report()).id);
    await world.service.deliveries.deliver();
    expect(await toOfFirst(off)).toMatchObject([{ told: false }]);
    await expectAgreement(off);
  });

  it('says that delivery failed, once it was given up', async () => {
    await start();
    const id = await fire((await world.report()).id);
    world.notices.setDown(true);
    await world.service.deliveries.deliver();
    await expectAgreement(id);
    for (let minute = 0; minute < MINUTES_OF_ALL_ATTEMPTS; minute += 1) {
      world.pass(1);
      await world.service.deliveries.deliver();
    }
    await expectAgreement(id);
    expect(await toOfFirst(id)).toEqual([
      { ref: OWNERS, told: false, why: 'could not be delivered' },
    ]);
    expect(
      (await world.actions(id)).filter(
        action => action === 'escalation.corrected',
      ),
    ).toHaveLength(1);
  });

  it('of a proposed major incident says who is reachable', async () => {
    await start();
    world.catalog.setEntities(owners('user:default/nobody'));
    const { id } = await world.report({ severity: 'critical' });
    const nobody = [
      { ref: OWNERS, told: false, why: `${OWNERS} has no members` },
    ];
    expect(await toOfFirst(id)).toEqual(nobody);
    await world.service.deliveries.deliver();
    expect(world.notices.all).toEqual([]);
    await expectAgreement(id);

    world.catalog.setEntities(owners(CAROL));
    const other = await world.report({ severity: 'critical' });
    await world.service.deliveries.deliver();
    expect(await toOfFirst(other.id)).toEqual([{ ref: OWNERS, told: true }]);
    expect(world.notices.all).toMatchObject([
      {
        recipients: { entityRef: [CAROL] },
        payload: {
          title: `Escalated to you: ${other.key}`,
          description: expect.stringMatching(
            /^Proposed as a major incident: Its severity is critical/,
          ),
        },
      },
    ]);
    await expectAgreement(other.id);
  });

  it('of a proposal counts everybody as reachable while the catalog is unavailable, and looks again at delivery', async () => {
    await start();
    const { id } = await world.report();
    await world.give(id, 'assignee', 'user:default/nora');
    world.catalog.setDown(true);
    await world.update(id, { severity: 'critical' });
    world.catalog.setDown(false);
    world.catalog.setGone('user:default/nora');
    expect(await toOfFirst(id)).toEqual([
      { ref: 'user:default/nora', told: true },
    ]);
    await world.service.deliveries.deliver();
    expect(await toOfFirst(id)).toMatchObject([{ told: false }]);
    await expectAgreement(id);
  });

  it('a parent group without members of its own is not notified through other teams', async () => {
    await start();
    world.catalog.setEntities(
      companyWith(
        group('team-payments', [
          ['hasMember', CAROL],
          ['childOf', 'group:default/engineering'],
        ]),
        group('engineering', [['parentOf', 'group:default/others']]),
        group('others', [['hasMember', 'user:default/olga']]),
      ),
    );
    const { id } = await world.report({ severity: 'informational' });
    const { value } = await world.service.serviceLevels.escalate(
      id,
      { reason: 'Nobody answers' },
      world.as(BOB),
    );
    expect(value.to).toEqual([
      { ref: OWNERS, told: true },
      {
        ref: 'group:default/engineering',
        told: false,
        why: 'group:default/engineering has no members of its own',
      },
    ]);
    await world.service.deliveries.deliver();
    expect(world.notices.all.map(({ recipients }) => recipients)).toEqual([
      { type: 'entity', entityRef: [CAROL] },
    ]);
  });
});
