import { ReportsClient } from 'backstage-plugin-security-incidents-common';
import { lazyClient } from './lazyClient';

describe('lazyClient', () => {
  const answer = { items: [] };

  it('passes calls on to the client, which it creates once', async () => {
    const create = jest.fn(() => ({
      list: async (query: object, limit: number) => ({ query, limit }),
      get: async () => answer,
    }));
    const api = lazyClient(create);
    expect(create).not.toHaveBeenCalled();
    await expect(api.list({ open: true }, 5)).resolves.toEqual({
      query: { open: true },
      limit: 5,
    });
    await expect(api.get()).resolves.toBe(answer);
    expect(create).toHaveBeenCalledTimes(1);
  });

  it('is no promise, and rejects as the client does', async () => {
    const api = lazyClient(() => ({
      fail: async () => {
        throw new Error('No');
      },
    }));
    await expect(Promise.resolve(api)).resolves.toBe(api);
    await expect(api.fail()).rejects.toThrow('No');
  });

  it('calls what is loaded already without loading the client', async () => {
    const create = jest.fn(() => ({
      count: async () => 'loaded late',
      list: async () => answer,
    }));
    class Loaded {
      readonly #count = 3;
      async count() {
        return String(this.#count);
      }
    }
    const api = lazyClient<{
      count(): Promise<string>;
      list(): Promise<typeof answer>;
    }>(create, new Loaded());
    await expect(api.count()).resolves.toBe('3');
    expect(create).not.toHaveBeenCalled();
    await expect(api.list()).resolves.toBe(answer);
    expect(create).toHaveBeenCalledTimes(1);
  });

  it('gives the clients of the package', async () => {
    const api = lazyClient(
      clients =>
        new clients.ReportsClient({
          discoveryApi: { getBaseUrl: async () => 'http://backend.test' },
          fetchApi: { fetch: async () => Response.json({ items: [] }) },
        }),
    ) as Pick<ReportsClient, 'listFrozenReports'>;
    await expect(api.listFrozenReports()).resolves.toEqual({ items: [] });
  });
});
