import type { Entity } from '@backstage/catalog-model';
import { catalogOf } from './catalog';

export const ADA = 'user:default/ada';
export const BOB = 'user:default/bob';

/** A service of the system Cards. */
export function component(
  name: string,
  owner: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/${owner}` },
      { type: 'partOf', targetRef: 'system:default/cards' },
    ],
  };
}

export const ENTITIES: Entity[] = [
  component('payments-api', 'team-payments', {
    'security-incidents/tier': '1',
  }),
  component('ledger', 'team-ledger'),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name: 'cards', namespace: 'default' },
    spec: { owner: 'team-payments', domain: 'payments' },
    relations: [{ type: 'partOf', targetRef: 'domain:default/payments' }],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Domain',
    metadata: { name: 'payments', namespace: 'default' },
    spec: { owner: 'engineering' },
  },
  ...['team-payments', 'team-ledger'].map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: [
      { type: 'childOf', targetRef: 'group:default/engineering' },
      ...(name === 'team-payments'
        ? [
            { type: 'hasMember', targetRef: 'user:default/carol' },
            { type: 'hasMember', targetRef: 'user:default/dan' },
          ]
        : []),
    ],
  })),
];

/** The entities of the test company. */
export const companyCatalog = (more: Entity[] = []) =>
  catalogOf([...ENTITIES, ...more]).service;

export const REPORT = {
  title: 'Deploy token in a public build log',
  summary: 'The token was readable for eight hours.',
  affected: [{ entityRef: 'component:default/payments-api' }],
};
