import { mockServices } from '@backstage/backend-test-utils';
import { readPagePath } from './pagePath';

const read = (data: object) =>
  readPagePath(mockServices.rootConfig({ data: data as never }));
const at = (path: string) => ({
  'page:security-incidents': { config: { path } },
});

describe('readPagePath', () => {
  it.each([
    [{}, '/security-incidents'],
    [
      { app: { extensions: ['page:security-incidents'] } },
      '/security-incidents',
    ],
    [
      { app: { extensions: [{ 'page:security-incidents': true }] } },
      '/security-incidents',
    ],
    [{ app: { extensions: ['page:catalog', at('/sec')] } }, '/sec'],
    [
      { app: { extensions: [at('/first'), at('sec/incidents/')] } },
      '/sec/incidents',
    ],
    [
      {
        app: { extensions: [at('/sec')] },
        securityIncidents: { pagePath: '/safe/' },
      },
      '/safe',
    ],
  ])('of %j is %s', (data, path) => {
    expect(read(data)).toBe(path);
  });

  it.each(['security', '//elsewhere.test', 'https://elsewhere.test'])(
    'refuses %s',
    pagePath => {
      expect(() => read({ securityIncidents: { pagePath } })).toThrow(
        'securityIncidents.pagePath: must be a path of the app, such as /security-incidents',
      );
    },
  );
});
