import { ENGINES } from '../__testUtils__/harness';
import {
  CAROL,
  type LevelsWorld,
  levelsWorld,
} from '../__testUtils__/levelsWorld';

jest.setTimeout(120_000);

const LEVELS = {
  high: {
    acknowledge: 'PT30M',
    contain: 'PT2H',
    resolve: 'PT8H',
    updateEvery: 'PT4H',
  },
};
const FACTS = {
  urgency: 'high',
  classification: { class: 'fraud' },
  affected: [
    {
      entityRef: 'component:default/payments-api',
      compromise: 'not-compromised',
    },
  ],
};
const RESOLUTION = {
  resolution: { code: 'contained', summary: 'Blocked' },
};

describe.each(ENGINES)('clocks on %s of an incident that', engine => {
  let world: LevelsWorld;

  beforeEach(async () => {
    world = await levelsWorld(engine, {
      securityIncidents: { serviceLevels: LEVELS },
    });
  });

  const clocks = async (id: string) => {
    const { serviceLevels } = await world.get(id);
    return Object.fromEntries(
      (serviceLevels?.clocks ?? []).map(({ clock, state, dueAt, words }) => [
        clock,
        `${state}, due ${dueAt.slice(11, 16)}, ${words.split(' since ')[1]}`,
      ]),
    );
  };

  it('is restored after it was dismissed tell nobody of an acknowledgement that is not owed any more', async () => {
    const { id } = await world.report();
    world.at('08:05');
    await world.move(id, 'dismissed', { reason: 'A test' });
    await world.give(id, 'assignee', CAROL);
    world.at('09:00');
    await world.move(id, 'triage', { reason: 'It is real' });
    expect((await world.get(id)).acknowledgedAt).toBe(
      '2026-11-25T09:00:00.000Z',
    );
    await world.tick();
    expect(await world.escalations(id)).toEqual([]);
    expect((await world.clock(id, 'acknowledge'))?.stoppedAt).toBe(
      '2026-11-25T09:00:00.000Z',
    );
    // What is still owed counts on from the same start.
    expect((await world.clock(id, 'contain'))?.dueAt).toBe(
      '2026-11-25T10:00:00.000Z',
    );
  });

  it('is re-opened say what is owed from then on, each once', async () => {
    const { id } = await world.report(FACTS);
    await world.give(id, 'incident-commander', CAROL);
    await world.move(id, 'triage');
    await world.move(id, 'containment');
    world.at('12:30');
    // Containment was late.
    await world.tick();
    const told = (await world.escalations(id)).length;
    expect(told).toBeGreaterThan(0);
    await world.step(id, { kind: 'containment', text: 'Blocked' });
    await world.move(id, 'resolved', { reason: 'Nothing left', ...RESOLUTION });
    expect(await clocks(id)).toEqual({
      acknowledge: 'met, due 08:30, it was recorded',
      contain: 'breached, due 10:00, it was recorded',
      resolve: 'met, due 16:00, it was recorded',
    });

    world.at('14:00');
    await world.move(id, 'containment', { reason: 'Seen again' });
    expect(await clocks(id)).toEqual({
      acknowledge: 'met, due 08:30, it was recorded',
      contain: 'running, due 16:00, it was re-opened',
      resolve: 'running, due 22:00, it was re-opened',
      updateEvery: 'running, due 18:00, it was re-opened',
    });
    await world.tick();
    expect(await world.escalations(id)).toHaveLength(told);

    world.at('16:01');
    await world.tick();
    const escalations = await world.escalations(id);
    expect(escalations).toHaveLength(told + 1);
    expect(escalations.map(({ reason }) => reason)).toContain(
      'Contain within 2 hours since it was re-opened: overdue since 2026-11-25 16:00 UTC',
    );
    await world.move(id, 'eradication');
    await world.move(id, 'recovery');
    world.at('17:00');
    await world.move(id, 'resolved', RESOLUTION);
    await world.move(id, 'closed');
    expect(await clocks(id)).toEqual({
      acknowledge: 'met, due 08:30, it was recorded',
      contain: 'breached, due 16:00, it was re-opened',
      resolve: 'met, due 22:00, it was re-opened',
    });
    // The timestamps are those of the first time.
    expect(await world.get(id)).toMatchObject({
      containedAt: '2026-11-25T12:30:00.000Z',
      resolvedAt: '2026-11-25T12:30:00.000Z',
    });

    world.at('20:00');
    await world.move(id, 'triage', { reason: 'Once more' });
    expect(await clocks(id)).toMatchObject({
      contain: 'running, due 22:00, it was re-opened',
    });
  });
});
