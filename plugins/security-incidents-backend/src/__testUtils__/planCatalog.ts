import type { Entity } from '@backstage/catalog-model';
import type { ResponsePlanSpec } from 'backstage-plugin-security-incidents-common';

/*
 * A catalog in which each service has another gap: `payments-api` lacks a role, `cards-v1` and `cards-db` lack nothing,
 * `ledger` lacks its owner, `brochure` a plan in force, `legacy` an owner and a plan.
 */

const DAY_MS = 86_400_000;

/** `2026-11-25` for 0; plans are judged as of today. */
export const dayIn = (days: number) =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

export function entity(
  kind: string,
  name: string,
  relations: Array<[type: string, target: string]>,
  more: { metadata?: object; spec?: object } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', ...more.metadata },
    spec: { ...more.spec } as Entity['spec'],
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

const tier = (value: string) => ({
  annotations: { 'security-incidents/tier': value },
});
const IN_CARDS: [string, string] = ['partOf', 'system:default/cards'];
const PAYMENTS: [string, string] = ['ownedBy', 'group:default/team-payments'];

/** A plan of version 1.0.0 that was reviewed and tested in time and is assigned to the service's owner. */
export function plan(
  name: string,
  spec: Partial<ResponsePlanSpec> = {},
  metadata: object = {},
): Entity {
  return {
    apiVersion: 'security-incidents/v1alpha1',
    kind: 'ResponsePlan',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'security-incidents/last-tested': dayIn(-30),
        'backstage.io/source-location': `url:https://git.example.com/plans/${name}.yaml`,
      },
      ...metadata,
    },
    spec: {
      owner: 'group:default/security-operations',
      lifecycle: 'approved',
      version: '1.0.0',
      approval: { by: 'user:default/sam', at: dayIn(-60) },
      review: { interval: 'P12M', testInterval: 'P12M' },
      triggers: {},
      roles: [
        {
          id: 'service-owner',
          title: 'Service owner',
          required: true,
          assign: [{ ownerOf: 'affected' }],
        },
      ],
      phases: [
        {
          id: 'assess',
          maps: 'triage',
          tasks: [{ id: 'confirm', title: 'Confirm and scope' }],
        },
      ],
      ...spec,
    } as Entity['spec'],
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/security-operations' },
    ],
  };
}

export const LEAK = plan(
  'leaked-credential',
  {
    version: '2.1.0',
    triggers: {
      classifications: ['rsit:information-content-security/data-leak'],
      severities: ['medium', 'high', 'critical'],
    },
    appliesTo: { entities: ['component:default/payments-api'] },
    roles: [
      {
        id: 'commander',
        title: 'Incident commander',
        required: true,
        assign: [
          { ref: 'group:default/nobody-yet' },
          { ref: 'group:default/security-operations' },
        ],
        deputy: { ref: 'user:default/sam' },
      },
      {
        id: 'service-owner',
        title: 'Service owner',
        required: true,
        responsibilities: ['Rotates the credential'],
        assign: [{ ownerOf: 'affected' }],
      },
      {
        id: 'privacy',
        title: 'Privacy counsel',
        assign: [{ ref: 'group:default/privacy' }, { ref: 'user:default/pat' }],
      },
      { id: 'scribe', title: 'Scribe' },
    ],
  },
  { title: 'Leaked credential' },
);

export const CARDS = plan(
  'cards',
  {
    appliesTo: { selectors: [{ systems: ['system:default/cards'] }] },
    triggers: { classifications: ['rsit:availability', 'rsit:fraud'] },
  },
  { title: 'Cards' },
);

export const RETIRED = plan(
  'defacement',
  {
    lifecycle: 'retired',
    appliesTo: { entities: ['component:default/brochure'] },
  },
  { title: 'Web defacement' },
);

/** The readiness gap of every service where no source of detections is connected. */
export const NOT_WATCHED = {
  code: 'not-watched',
  message: 'No source of detections finds it',
};

export const PLAN_CATALOG: Entity[] = [
  entity('Component', 'payments-api', [PAYMENTS, IN_CARDS], {
    metadata: { title: 'Payments', ...tier('1') },
    spec: { type: 'service', lifecycle: 'production' },
  }),
  entity('Component', 'ledger', [
    ['ownedBy', 'group:default/team-gone'],
    IN_CARDS,
  ]),
  entity('Component', 'brochure', [PAYMENTS], { metadata: tier('3') }),
  entity('Component', 'legacy', [], { metadata: tier('2') }),
  entity('API', 'cards-v1', [PAYMENTS, IN_CARDS]),
  entity('Resource', 'cards-db', [PAYMENTS, IN_CARDS], {
    metadata: { title: '=HYPERLINK("https://evil.example.com")' },
  }),
  entity('System', 'cards', [['partOf', 'domain:default/payments']]),
  entity('Domain', 'payments', []),
  entity('Group', 'engineering', []),
  entity('Group', 'team-payments', [
    ['childOf', 'group:default/engineering'],
    ['hasMember', 'user:default/carol'],
  ]),
  entity('Group', 'security', [
    ['parentOf', 'group:default/security-operations'],
  ]),
  entity('Group', 'security-operations', [
    ['childOf', 'group:default/security'],
    ['hasMember', 'user:default/sam'],
  ]),
  entity('Group', 'privacy', [['hasMember', 'user:default/pat']]),
  entity('User', 'carol', []),
  entity('User', 'sam', []),
  LEAK,
  CARDS,
  RETIRED,
];
