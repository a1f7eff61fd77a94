import { TtlCache } from './TtlCache';

describe('a TTL cache', () => {
  let now = 1;
  const cacheOf = (ttlMs: number, max?: number) =>
    new TtlCache<string>({ ttlMs, max, now: () => now });

  it('keeps answers for their time, each for its own key', async () => {
    const cache = cacheOf(1_000);
    const load = jest.fn(async () => 'yes');
    await cache.get('ada', load);
    await cache.get('ada', load);
    await cache.get('bob', load);
    expect(load).toHaveBeenCalledTimes(2);
    now += 1_001;
    await cache.get('ada', load);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('does not care for a system clock that jumps', async () => {
    const cache = new TtlCache<string>({ ttlMs: 60_000 });
    const load = jest.fn(async () => 'yes');
    await cache.get('ada', load);
    const threeDaysMs = 3 * 24 * 60 * 60_000;
    const clock = jest
      .spyOn(Date, 'now')
      .mockReturnValue(Date.now() + threeDaysMs);
    await cache.get('ada', load);
    clock.mockRestore();
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('shares a pending answer', async () => {
    const cache = cacheOf(1_000);
    const load = jest.fn(async () => 'yes');
    await Promise.all([cache.get('ada', load), cache.get('ada', load)]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('keeps no failure, and nothing at all without a time', async () => {
    const failing = cacheOf(1_000);
    const fail = async (): Promise<string> => {
      throw new Error('down');
    };
    await expect(failing.get('ada', fail)).rejects.toThrow('down');
    await expect(failing.get('ada', async () => 'up')).resolves.toBe('up');

    const off = cacheOf(0);
    const load = jest.fn(async () => 'yes');
    await off.get('ada', load);
    await off.get('ada', load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('drops one answer when it is full, not all of them', async () => {
    const cache = cacheOf(1_000, 2);
    const load = jest.fn(async () => 'yes');
    for (const name of ['ada', 'bob', 'cleo']) await cache.get(name, load);
    await cache.get('bob', load);
    expect(load).toHaveBeenCalledTimes(3);
    await cache.get('ada', load);
    expect(load).toHaveBeenCalledTimes(4);
  });
});
