import { BOB, ENGINES } from '../__testUtils__/harness';
import {
  CAROL,
  DAN,
  ladderPlan,
  levelsWorld,
  type LevelsWorld,
} from '../__testUtils__/levelsWorld';
import { LEAK } from '../__testUtils__/plans';

jest.setTimeout(120_000);

describe.each(ENGINES)('notifications of due times on %s', engine => {
  let world: LevelsWorld;
  const start = async (options: Parameters<typeof levelsWorld>[1] = {}) => {
    world = await levelsWorld(engine, {
      catalog: [
        ladderPlan([
          { when: 'sla.resolve.breached', notify: [{ ref: CAROL }] },
        ]),
      ],
      notifiesOfChanges: true,
      ...options,
    });
  };
  afterEach(() => world.knex.destroy());
  const report = async (fields: object = {}) => {
    const incident = await world.report(fields);
    await world.service.planRuns.applyPlan(
      incident.id,
      { planRef: LEAK },
      world.context,
    );
    return incident;
  };
  const run = async () => {
    for (const replica of world.replicas) await replica.tasks.notices?.run();
  };
  const dueOf = (topic: string) =>
    world.changes.filter(
      ({ payload }) =>
        payload.topic === topic && payload.scope?.endsWith(':acknowledge'),
    );

  it('go to the holder of a clock, once when it is at risk and once when it is overdue', async () => {
    await start({ replicas: 2 });
    const { id, key, title } = await report();
    world.at('08:22');
    await run();
    expect(dueOf('Due soon')).toEqual([]);
    world.at('08:23');
    await Promise.all([run(), run()]);
    await run();
    expect(dueOf('Due soon')).toEqual([
      {
        people: [CAROL, DAN],
        payload: {
          title: `At risk: acknowledge ${key} by Wed 25 Nov 08:30 UTC`,
          description: `${title}. Acknowledge within 30 minutes since it was recorded.`,
          link: `/security-incidents/${key}`,
          severity: 'high',
          topic: 'Due soon',
          scope: `due:${id}:acknowledge`,
        },
      },
    ]);
    world.at('08:31');
    await run();
    await (await world.restart()).tasks.notices?.run();
    expect(dueOf('Due soon')).toHaveLength(1);
    expect(dueOf('Overdue').map(({ payload }) => payload)).toEqual([
      {
        title: 'Overdue since Wed 25 Nov 08:30 UTC: acknowledge',
        description: `${key}. team-payments has it.`,
        link: `/security-incidents/${key}`,
        severity: 'high',
        topic: 'Overdue',
        scope: `due:${id}:acknowledge`,
      },
    ]);
  });

  it.each([
    [[], 0],
    [['Escalated'], 1],
  ] as const)(
    'say that a clock is overdue where no escalation does, with the topics %j switched off',
    async (disabledTopics, count) => {
      // Without a ladder an escalation says it.
      await start({ catalog: [], disabledTopics });
      await world.report();
      world.at('09:01');
      await run();
      await world.tick();
      expect(dueOf('Overdue')).toHaveLength(count);
      expect(world.notices.all).toHaveLength(1 - count);
    },
  );

  it('are not sent for what was settled in time, and say only the later of two', async () => {
    await start();
    const { id } = await report();
    await world.give(id, 'assignee', BOB);
    await world.move(id, 'triage');
    const late = await report();
    world.at('08:31');
    await run();
    expect(dueOf('Due soon')).toEqual([]);
    expect(dueOf('Overdue').map(({ payload }) => payload.scope)).toEqual([
      `due:${late.id}:acknowledge`,
    ]);
  });

  it('carry nothing of a restricted incident, and go to its members only', async () => {
    await start();
    const { id, key } = await report({ visibility: 'restricted' });
    await world.give(id, 'assignee', BOB);
    world.at('08:23');
    await run();
    const sent = world.changes.filter(({ people }) => people.includes(BOB));
    expect(sent.length).toBeGreaterThan(0);
    for (const { payload } of world.changes) {
      expect(payload.title).toBe('You have an update on a security incident');
      expect(payload.severity).toBe('normal');
      expect(JSON.stringify(payload)).not.toContain(key);
    }
    expect(world.changes.flatMap(({ people }) => people)).not.toContain(CAROL);
  });
});
