import { ENGINES } from '../__testUtils__/harness';
import { levelsWorld, type LevelsWorld } from '../__testUtils__/levelsWorld';

jest.setTimeout(120_000);

const THREE_DAYS = 3 * 24 * 60;

describe.each(ENGINES)('when the clock jumps three days on %s', engine => {
  let world: LevelsWorld;
  const ids: string[] = [];

  /** How many escalations of each incident were recorded, in the order of the reports. */
  const countFired = async () => {
    const rows = await world
      .knex('incidents')
      .leftJoin('escalations', 'escalations.incident_seq', 'incidents.seq')
      .groupBy('incidents.seq')
      .orderBy('incidents.seq')
      .count({ fired: 'escalations.id' });
    return rows.map(({ fired }) => Number(fired));
  };

  beforeAll(async () => {
    world = await levelsWorld(engine);
    for (let count = 0; count < 70; count += 1) {
      ids.push((await world.report()).id);
      world.pass(1);
    }
    world.pass(THREE_DAYS);
  });
  afterAll(() => world.knex.destroy());

  it('a run fires 100 rules, the longest overdue first, and logs once how many incidents wait', async () => {
    expect(await world.service.tasks.escalation.fireDueRules()).toBe(100);
    const perIncident = (await countFired())[0];
    const checked = 100 / perIncident;
    expect(await countFired()).toEqual(
      ids.map((_id, index) => (index < checked ? perIncident : 0)),
    );
    expect(world.warnings).toEqual([
      `${
        70 - checked
      } incidents are overdue for a check of their service levels; each run fires about 100 rules, the longest overdue first`,
    ]);
  });

  it('the next runs fire the rest without another warning', async () => {
    let fired = 0;
    do {
      fired = await world.service.tasks.escalation.fireDueRules();
      expect(fired).toBeLessThanOrEqual(100);
    } while (fired > 0);
    expect(new Set(await countFired()).size).toBe(1);
    expect(world.warnings).toHaveLength(1);
  });

  it('a run sends 100 notifications, and the next ones send the rest', async () => {
    world.warnings.splice(0);
    const sent: number[] = [];
    do {
      const before = world.notices.all.length;
      await world.service.deliveries.deliver();
      sent.push(world.notices.all.length - before);
    } while (sent.at(-1) !== 0);
    expect(sent[0]).toBe(100);
    expect(Math.max(...sent)).toBe(100);
    // Each person is notified once of the steps of an incident that are due together.
    const notified = world.notices.all.map(({ payload, recipients }) =>
      JSON.stringify([payload.link, recipients]),
    );
    expect(new Set(notified).size).toBe(notified.length);
    expect(
      new Set(world.notices.all.map(({ payload }) => payload.link)).size,
    ).toBe(ids.length);
    expect(world.warnings).toEqual([
      `${
        world.notices.all.length - 100
      } escalations wait for their notification; each run sends 100, the oldest first`,
    ]);
  });

  it('the records verify', async () => {
    const { status } = await world.service.incidents.verify(
      ids[0],
      world.context,
    );
    expect(status).toBe('ok');
  });
});
