import type { Entity } from '@backstage/catalog-model';
import { leakedCredential } from '../src/components/PlanPage/__testUtils__/plan';

function toEntity(
  kind: string,
  name: string,
  title: string,
  more: Pick<Entity, 'spec' | 'relations'> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', uid: `${kind}-${name}`, title },
    spec: {},
    ...more,
  };
}

/** The catalog of the development app: one entity of each kind that has a page of ours, and who is named on them. */
export const entities: Entity[] = [
  toEntity('Component', 'payments-api', 'Payments API', {
    spec: { type: 'service', lifecycle: 'production' },
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/team-payments' },
      { type: 'partOf', targetRef: 'system:default/cards' },
    ],
  }),
  toEntity('System', 'cards', 'Cards', {
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/team-payments' },
      { type: 'hasPart', targetRef: 'component:default/payments-api' },
    ],
  }),
  toEntity('Group', 'team-payments', 'Team Payments'),
  toEntity('Group', 'security-operations', 'Security operations'),
  toEntity('User', 'amara', 'Amara Quistel'),
  toEntity('User', 'ciso', 'Judith Amselin'),
  {
    ...leakedCredential(),
    metadata: {
      ...leakedCredential().metadata,
      uid: 'ResponsePlan-leaked-credential',
      title: 'Leaked credential',
    },
  },
];
