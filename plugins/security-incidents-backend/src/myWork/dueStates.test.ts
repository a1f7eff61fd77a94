import { ENGINES } from '../__testUtils__/harness';
import { levelsWorld, type LevelsWorld } from '../__testUtils__/levelsWorld';
import { LEAK, leakPlan } from '../__testUtils__/plans';

jest.setTimeout(120_000);

const BOB = 'user:default/bob';

/** A task that is due 40 minutes after the plan was applied, and clocks. */
const plan = leakPlan(({ spec }) => {
  spec.sla = { high: { acknowledge: 'PT30M', contain: 'PT1H' } };
  spec.phases[0].tasks[0].due = { after: 'PT40M', from: 'plan-applied' };
});

describe.each(ENGINES)('how urgent work is on %s', engine => {
  let world: LevelsWorld;

  const statesOf = async (kind: 'task' | 'clock') => {
    const { items } = await world.service.myWork.getMyWork(
      { kind: [kind] },
      world.as(BOB),
    );
    return items.map(({ title, due }) => [title.split(' ')[0], due.state]);
  };

  beforeEach(async () => {
    world = await levelsWorld(engine, { catalog: [plan] });
    const { id } = await world.report();
    await world.give(id, 'incident-commander', BOB);
    await world.service.planRuns.applyPlan(
      id,
      { planRef: LEAK },
      world.context,
    );
  });

  it('is at risk after three quarters of the time, and overdue after all of it', async () => {
    expect(await statesOf('task')).toEqual([['Confirm', 'due']]);
    world.at('08:30');
    expect(await statesOf('task')).toEqual([['Confirm', 'at-risk']]);
    world.at('08:41');
    expect(await statesOf('task')).toEqual([['Confirm', 'overdue']]);
  });

  it('shows the next clock, and the others once they are at risk', async () => {
    expect(await statesOf('clock')).toEqual([['Acknowledge', 'due']]);
    world.at('08:25');
    expect(await statesOf('clock')).toEqual([['Acknowledge', 'at-risk']]);
    world.at('08:46');
    expect(await statesOf('clock')).toEqual([
      ['Acknowledge', 'overdue'],
      ['Contain', 'at-risk'],
    ]);
  });
});
