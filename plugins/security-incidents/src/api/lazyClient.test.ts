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
