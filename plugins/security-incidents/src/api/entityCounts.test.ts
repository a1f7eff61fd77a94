import type { EntityCounts } from 'backstage-plugin-security-incidents-common';
import { EntityCountsLoader } from './entityCounts';

const toCounts = (entityRef: string): EntityCounts => ({
  entityRef,
  open: 1,
  bySeverity: {
    critical: 0,
    high: 1,
    medium: 0,
    low: 0,
    informational: 0,
    undecided: 0,
  },
  total: 2,
});

describe('EntityCountsLoader', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const answer = async (refs: string[]) => ({ items: refs.map(toCounts) });

  it('asks for all rows of a table at once, and not again for half a minute', async () => {
    const getEntityCounts = jest.fn(answer);
    const loader = new EntityCountsLoader({ getEntityCounts });
    const refs = ['component:default/a', 'component:default/b'];
    const rows = Promise.all([...refs, refs[0]].map(ref => loader.load(ref)));
    await jest.advanceTimersByTimeAsync(20);
    expect((await rows).map(({ entityRef }) => entityRef)).toEqual([
      ...refs,
      refs[0],
    ]);
    await loader.load(refs[0]);
    expect(getEntityCounts.mock.calls).toEqual([[refs]]);

    await jest.advanceTimersByTimeAsync(30_000);
    const again = loader.load(refs[0]);
    await jest.advanceTimersByTimeAsync(20);
    await again;
    expect(getEntityCounts).toHaveBeenLastCalledWith([refs[0]]);
  });

  it('asks in parts that the API takes', async () => {
    const getEntityCounts = jest.fn(answer);
    const loader = new EntityCountsLoader({ getEntityCounts });
    const rows = Promise.all(
      Array.from({ length: 250 }, (_, at) =>
        loader.load(`component:default/service-${at}`),
      ),
    );
    await jest.advanceTimersByTimeAsync(20);
    expect(await rows).toHaveLength(250);
    expect(getEntityCounts.mock.calls.map(([refs]) => refs.length)).toEqual([
      200, 50,
    ]);
  });

  it('tells each row of a failure, and asks again the next time', async () => {
    const getEntityCounts = jest
      .fn(answer)
      .mockRejectedValueOnce(new Error('Not now'));
    const loader = new EntityCountsLoader({ getEntityCounts });
    const failed = loader.load('component:default/a').catch(error => error);
    await jest.advanceTimersByTimeAsync(20);
    expect(await failed).toEqual(new Error('Not now'));
    const next = loader.load('component:default/a');
    await jest.advanceTimersByTimeAsync(20);
    expect(await next).toMatchObject({ open: 1 });
  });
});
