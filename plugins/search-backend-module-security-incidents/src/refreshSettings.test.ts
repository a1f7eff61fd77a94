import { mockServices } from '@backstage/backend-test-utils';
import { readRefreshIntervalMs } from './refreshSettings';

const read = (refreshInterval?: unknown) =>
  readRefreshIntervalMs(
    mockServices.rootConfig({
      data: {
        search: {
          collators: {
            securityIncidents: refreshInterval
              ? { refreshInterval: refreshInterval as string }
              : {},
          },
        },
      },
    }),
  );

describe('refreshInterval', () => {
  it('is 15 seconds, or what is set', () => {
    expect(read()).toBe(15_000);
    expect(read('2m')).toBe(120_000);
    expect(read({ hours: 1 })).toBe(3_600_000);
  });

  it.each(['500ms', { seconds: 0 }, { seconds: -15 }, 'PT61M'])(
    'is not %j',
    interval => {
      expect(() => read(interval)).toThrow(
        'search.collators.securityIncidents.refreshInterval: must be between one second and one hour',
      );
    },
  );
});
