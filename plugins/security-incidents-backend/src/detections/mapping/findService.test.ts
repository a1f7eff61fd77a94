import type { Entity } from '@backstage/catalog-model';
import { findService, type PlacedFinding, toKnownKeys } from './findService';
import { compilePattern } from './patterns';
import { buildServiceKeys, parseSourceLocation } from './serviceKeys';

const service = (
  name: string,
  annotations: Record<string, string> = {},
  owner = 'team-a',
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', annotations },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
});

const MONOREPO = 'url:https://github.com/acme/shop/tree/main';

const KEYS = buildServiceKeys({
  services: [
    service('payments-api', {
      'github.com/project-slug': 'Acme/Payments-API',
      'backstage.io/kubernetes-id': 'payments',
      'backstage.io/kubernetes-namespace': 'prod',
      'pagerduty.com/service-id': 'PIJ90N7',
      'security-incidents/hosts': 'pay-1.example.com, pay-2.example.com',
      'aws.amazon.com/lambda-arn':
        'arn:aws:lambda:eu-west-1:111122223333:function:pay',
    }),
    service('payments-staging', {
      'backstage.io/kubernetes-id': 'payments',
      'backstage.io/kubernetes-namespace': 'staging',
    }),
    service('shop', { 'backstage.io/source-location': `${MONOREPO}/` }),
    service('cart', {
      'github.com/project-slug': 'acme/shop',
      'backstage.io/source-location': `${MONOREPO}/services/cart/`,
    }),
    service('cart-worker', {
      'backstage.io/source-location': `${MONOREPO}/services/cart/worker/`,
    }),
    { ...service('shared'), kind: 'API' },
    service('shared'),
  ],
  around: [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'team-a', namespace: 'default' },
      relations: [{ type: 'childOf', targetRef: 'group:default/engineering' }],
    },
  ],
});

const PATTERN = compilePattern({
  id: 'p',
  name: 'Hosts by name',
  label: 'host',
  pattern: '([a-z-]+)-\\d+\\.internal',
  entityRef: 'component:default/$1',
});

const find = (
  labels: Record<string, string>,
  more: Partial<PlacedFinding> = {},
) =>
  findService({ labels, entityRefs: [], ...more }, toKnownKeys(KEYS), [
    PATTERN,
  ]);

describe('the service of a finding', () => {
  it.each<[string, Record<string, string>, string, string, string]>([
    [
      'an entity ref',
      { entityRef: 'Component:default/Payments-API', repository: 'acme/shop' },
      'payments-api',
      'label',
      'entityRef=Component:default/Payments-API',
    ],
    [
      'a repository',
      { repository: 'acme/payments-api' },
      'payments-api',
      'repository',
      'acme/payments-api',
    ],
    [
      'a file in a monorepo',
      { repository: 'acme/shop', path: 'services/cart/src/a.ts' },
      'cart',
      'repository',
      'acme/shop',
    ],
    [
      'a file in a deeper folder of a monorepo',
      { repository: 'acme/shop', path: 'services/cart/worker/a.ts' },
      'cart-worker',
      'repository',
      'acme/shop',
    ],
    [
      'a file in no folder of a service',
      { repository: 'acme/shop', path: 'services/cartoon/a.ts' },
      'shop',
      'repository',
      'acme/shop',
    ],
    [
      'a Kubernetes id in a namespace',
      { kubernetesId: 'payments', namespace: 'staging' },
      'payments-staging',
      'kubernetes',
      'kubernetesId=payments',
    ],
    [
      'an ARN',
      { arn: 'arn:aws:lambda:eu-west-1:111122223333:function:pay' },
      'payments-api',
      'cloud',
      'arn=arn:aws:lambda:eu-west-1:111122223333:function:pay',
    ],
    [
      'a PagerDuty service',
      { pagerdutyServiceId: 'PIJ90N7' },
      'payments-api',
      'cloud',
      'pagerdutyServiceId=PIJ90N7',
    ],
    [
      'a host with its port',
      { host: 'pay-2.example.com:9100' },
      'payments-api',
      'cloud',
      'host=pay-2.example.com:9100',
    ],
    ['a name', { app: 'cart' }, 'cart', 'label', 'app=cart'],
    [
      'a pattern',
      { host: 'cart-07.internal' },
      'cart',
      'pattern',
      'host=cart-07.internal',
    ],
  ])('is found by %s', (_name, labels, name, way, value) => {
    const found = find(labels);
    expect(found.entityRef).toBe(`component:default/${name}`);
    expect(found.mapping).toMatchObject({ way, value });
  });

  it('is what the source states', () => {
    expect(
      find({ app: 'cart' }, { entityRefs: ['component:default/shop'] }),
    ).toMatchObject({
      entityRef: 'component:default/shop',
      mapping: { way: 'label' },
    });
  });

  it('says which ways were tried, and the pattern that matched', () => {
    expect(find({ repository: 'acme/other', host: 'cart-7.internal' })).toEqual(
      {
        entityRef: 'component:default/cart',
        mapping: {
          way: 'pattern',
          value: 'host=cart-7.internal',
          patternName: 'Hosts by name',
        },
        tried: ['repository', 'cloud'],
        likely: [],
      },
    );
  });

  it('is not guessed between several; they are named as likely', () => {
    expect(find({ app: 'shared' })).toEqual({
      tried: ['label', 'pattern'],
      likely: ['api:default/shared', 'component:default/shared'],
    });
    expect(find({ repository: 'acme/shop' }).likely).toEqual([
      'component:default/shop',
      'component:default/cart',
      'component:default/cart-worker',
    ]);
    expect(find({ kubernetesId: 'payments' }).entityRef).toBeUndefined();
  });

  it('is unknown for a ref that the catalog does not have', () => {
    expect(find({ entityRef: 'component:default/nothing' })).toEqual({
      tried: ['label', 'pattern'],
      likely: [],
    });
  });
});

it('names the owner of each service and the groups above it', () => {
  const owners = KEYS.filter(
    ({ kind, entityRef }) =>
      kind === 'owner' && entityRef === 'component:default/cart',
  );
  expect(owners.map(({ key }) => key)).toEqual([
    'group:default/team-a',
    'group:default/engineering',
  ]);
});

it.each([
  ['url:https://github.com/acme/shop/', 'acme/shop', ''],
  ['url:https://github.com/acme/shop.git', 'acme/shop', ''],
  [`${MONOREPO}/a/b/`, 'acme/shop', 'a/b/'],
  [
    'url:https://github.com/acme/shop/blob/main/catalog-info.yaml',
    'acme/shop',
    'catalog-info.yaml/',
  ],
  ['url:https://gitlab.com/a/b/c/-/tree/main/d', 'a/b/c', 'd/'],
])('reads the location %s', (location, repository, path) => {
  expect(parseSourceLocation(location)).toEqual({ repository, path });
});

it.each(['file:/tmp/x', 'url:https://github.com/', 'nothing', ''])(
  'reads no repository from %s',
  location => {
    expect(parseSourceLocation(location)).toBeUndefined();
  },
);
