import type { Entity } from '@backstage/catalog-model';
import { ENGINES } from '../__testUtils__/harness';
import {
  ABOVE,
  CAROL,
  DAN,
  ladderPlan,
  levelsWorld,
  type LevelsWorld,
  OWNERS,
} from '../__testUtils__/levelsWorld';
import { LEAK } from '../__testUtils__/plans';

jest.setTimeout(120_000);

const GHOSTS = 'group:default/ghosts';
const HOLLOW = 'group:default/hollow';
const PAIR = 'group:default/pair';

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

const GROUPS = [
  // Its only member does not exist.
  group('ghosts', [['hasMember', 'user:default/nobody']]),
  // Its only child group is empty.
  group('hollow', [['parentOf', 'group:default/empty']]),
  group('empty', []),
  group('pair', [
    ['hasMember', CAROL],
    ['hasMember', 'user:default/paul'],
  ]),
];

describe.each(ENGINES)('who is reachable on %s', engine => {
  let world: LevelsWorld;
  afterEach(() => world.knex.destroy());
  /** The recipients of each notification. Those of one run are sent in any order. */
  const sentTo = () =>
    world.notices.all
      .map(
        ({ recipients }) => 'entityRef' in recipients && recipients.entityRef,
      )
      .sort();

  it('nobody is recorded as notified behind a group without reachable people', async () => {
    world = await levelsWorld(engine, {
      catalog: [
        ...GROUPS,
        ladderPlan([
          {
            when: 'sla.contain.breached',
            notify: [{ ref: GHOSTS }, { ref: HOLLOW }],
          },
        ]),
      ],
    });
    const { id } = await world.report();
    await world.service.planRuns.applyPlan(
      id,
      { planRef: LEAK },
      world.context,
    );
    world.at('10:01');
    await world.tick();
    expect((await world.escalations(id))[0].to).toEqual([
      { ref: GHOSTS, told: false, why: `${GHOSTS} has no members` },
      { ref: HOLLOW, told: false, why: `${HOLLOW} has no members` },
    ]);
    expect(world.notices.all).toEqual([]);
  });

  it('two steps that become due together notify each person once', async () => {
    world = await levelsWorld(engine, {
      catalog: [
        ...GROUPS,
        ladderPlan([
          { when: 'sla.acknowledge.breached', notify: [{ ref: OWNERS }] },
          {
            when: 'sla.contain.breached',
            notify: [{ ref: DAN }, { ref: PAIR }],
          },
        ]),
      ],
    });
    const { id } = await world.report();
    await world.service.planRuns.applyPlan(
      id,
      { planRef: LEAK },
      world.context,
    );
    world.at('10:01');
    expect(await world.tick()).toBe(2);
    const why = 'was notified of another step at the same time';
    expect((await world.escalations(id)).map(({ to }) => to)).toEqual([
      [{ ref: OWNERS, told: true }],
      [
        { ref: DAN, told: false, why },
        { ref: PAIR, told: false, why },
        { ref: 'user:default/paul', told: true },
      ],
    ]);
    expect(sentTo()).toEqual([[CAROL, DAN], ['user:default/paul']]);
  });

  it('a group above the owners stands for its own members, not for other teams', async () => {
    world = await levelsWorld(engine);
    const { id } = await world.report();
    world.at('10:01');
    await world.tick();
    expect((await world.told(id)).pop()).toEqual(['owner', [ABOVE]]);
    expect(sentTo()).toEqual([[CAROL, DAN], ['user:default/erin']]);
  });
});
