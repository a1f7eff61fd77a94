import { compilePattern } from './patterns';
import { ServiceMapper } from './ServiceMapper';

it('reads no patterns while a transaction holds the only connection', async () => {
  const getPatterns = jest.fn(() => new Promise<never>(() => {}));
  const mapper = new ServiceMapper({ getPatterns });
  const pattern = compilePattern({
    id: 'hosts',
    name: 'Hosts of payments',
    label: 'host',
    pattern: 'pay-.*',
    entityRef: 'component:default/payments-api',
  });
  const readKeys = jest.fn(async (keys: readonly string[]) =>
    keys.map(key => ({
      kind: 'ref' as const,
      key,
      entityRef: key,
      path: '',
    })),
  );
  const placed = await mapper.place(
    [{ labels: { host: 'pay-1' }, entityRefs: [] }],
    readKeys,
    [pattern],
  );
  expect(placed).toMatchObject([
    { entityRef: 'component:default/payments-api' },
  ]);
  expect(getPatterns).not.toHaveBeenCalled();
});
