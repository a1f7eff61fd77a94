import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  catalogProcessingExtensionPoint,
  type CatalogProcessor,
  type EntityProvider,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  checkResponsePlan,
  isKnownClassification,
  RSIT_CLASSES,
  type ResponsePlan,
} from 'backstage-plugin-security-incidents-common';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { groupsNamedBy } from './defaults/fillIn';
import { readDefaultPlans } from './defaults/readDefaultPlans';
import catalogModuleResponsePlans from './index';

const FOLDER = resolve(__dirname, '../plans');
const PLANS = [
  'account-takeover',
  'data-leak',
  'denial-of-service',
  'exploited-vulnerability',
  'exposed-storage',
  'insider',
  'leaked-credential',
  'lost-device',
  'malware-ransomware',
  'phishing',
  'supplier-breach',
  'web-defacement',
];

/** What the module gives to a catalog under a configuration. */
async function start(securityIncidents: object) {
  const processors: CatalogProcessor[] = [];
  const providers: EntityProvider[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        catalogProcessingExtensionPoint,
        {
          addProcessor: (...added: any[]) => processors.push(...added.flat()),
          addEntityProvider: (...added: any[]) =>
            providers.push(...added.flat()),
        } as any,
      ],
    ],
    features: [
      catalogModuleResponsePlans,
      mockServices.rootConfig.factory({ data: { securityIncidents } }),
    ],
  });
  await backend.stop();
  return { processors, providers };
}

async function defaultPlans(defaults: object): Promise<ResponsePlan[]> {
  const { providers } = await start({ responsePlans: { defaults } });
  const applyMutation = jest.fn(async () => {});
  await providers[0].connect({
    applyMutation,
  } as unknown as EntityProviderConnection);
  const [[mutation]] = applyMutation.mock.calls as any;
  expect(mutation.type).toBe('full');
  return mutation.entities.map(({ entity }: any) => entity);
}

describe('the catalog module', () => {
  it('teaches the kind, and brings no plans unless asked', async () => {
    const { processors, providers } = await start({});
    expect(processors.map(one => one.getProcessorName())).toEqual([
      'ResponsePlanProcessor',
    ]);
    expect(providers).toEqual([]);
  });

  it('brings its plans as drafts while nobody has approved them', async () => {
    const plans = await defaultPlans({ groups: {} });
    expect(plans.map(({ metadata }) => metadata.name)).toEqual(PLANS);
    for (const { metadata, spec } of plans) {
      expect(spec.lifecycle).toBe('draft');
      expect(metadata.annotations).toEqual({
        'backstage.io/managed-by-location': `response-plan-defaults:${metadata.name}`,
        'backstage.io/managed-by-origin-location': `response-plan-defaults:${metadata.name}`,
      });
    }
  });

  it('fills in the people, contacts and approval of the organisation', async () => {
    const plans = await defaultPlans({
      approval: { by: 'user:default/ciso', at: '2026-05-04' },
      groups: {
        'incident-response': 'group:default/security-operations',
        security: 'group:acme/product-security',
        executives: 'user:default/coo',
      },
      contacts: [{ name: 'National CSIRT', url: 'https://csirt.example' }],
      exclude: ['insider'],
    });
    expect(plans.map(({ metadata }) => metadata.name)).toEqual(
      PLANS.filter(name => name !== 'insider'),
    );
    const { spec } = plans.find(
      ({ metadata }) => metadata.name === 'leaked-credential',
    )!;
    expect(spec).toMatchObject({
      owner: 'group:acme/product-security',
      lifecycle: 'approved',
      approval: { by: 'user:default/ciso', at: '2026-05-04' },
    });
    expect(spec.roles[0].assign).toEqual([
      { ref: 'group:default/security-operations' },
    ]);
    expect(spec.escalation![2].notify).toEqual([{ ref: 'user:default/coo' }]);
    expect(
      spec.contacts!.find(({ name }) => name === 'National CSIRT'),
    ).toMatchObject({ kind: 'authority', url: 'https://csirt.example' });
    expect(groupsNamedBy(plans)).not.toContain('incident-response');
  });

  it.each([
    [
      { groups: { security_leads: 'group:default/a' } },
      'groups names security_leads',
    ],
    [{ contacts: [{ name: 'Oracle' }] }, 'contacts names Oracle'],
    [{ exclude: ['leaked-credentials'] }, 'exclude names leaked-credentials'],
    [
      { groups: { privacy: 'privacy-team' } },
      'spec.roles[4].assign[0].ref: must be a full entity ref',
    ],
    [
      { approval: { by: 'user:default/ciso', at: 'in May' } },
      'spec.approval.at: must be a day such as 2026-11-25',
    ],
    [
      { contacts: [{ name: 'National CSIRT', fax: '1' }] },
      'there is no key fax here',
    ],
  ])('does not start with %j', async (defaults, message) => {
    await expect(start({ responsePlans: { defaults } })).rejects.toThrow(
      message,
    );
  });
});

describe('the plans that come with it', () => {
  const plans = readDefaultPlans(FOLDER);

  it('are twelve files, each named as its plan', () => {
    expect(readdirSync(FOLDER)).toEqual(PLANS.map(name => `${name}.yaml`));
    expect(plans.map(({ metadata }) => metadata.name)).toEqual(PLANS);
  });

  it.each(PLANS)('%s has nothing wrong but contacts to fill in', name => {
    const plan = plans.find(({ metadata }) => metadata.name === name)!;
    const { findings } = checkResponsePlan(plan, { now: new Date() });
    expect(
      findings.filter(({ code }) => code !== 'contact-without-means'),
    ).toEqual([]);
  });

  it.each(PLANS)('%s leads from triage to a review', name => {
    const { metadata, spec } = plans.find(one => one.metadata.name === name)!;
    expect(metadata.title).toBeTruthy();
    expect(spec.phases[0].maps).toBe('triage');
    expect(spec.phases[spec.phases.length - 1].maps).toBe('resolved');
    expect(spec.phases.map(({ maps }) => maps)).toContain('containment');
    for (const phase of spec.phases) {
      expect(phase.exitCriteria?.length).toBeGreaterThan(0);
      for (const task of phase.tasks) {
        expect(task).toMatchObject({
          role: expect.any(String),
          due: expect.any(Object),
          instructions: expect.any(String),
        });
      }
    }
    const tasks = spec.phases.flatMap(phase => phase.tasks);
    expect(tasks.filter(({ required }) => required).length).toBeGreaterThan(3);
    expect(tasks.some(({ evidence }) => evidence?.required)).toBe(true);
    expect(Object.keys(spec.sla!)).toEqual([
      'critical',
      'high',
      'medium',
      'low',
    ]);
  });

  it('name no person, and only groups that the README explains', () => {
    expect(JSON.stringify(plans)).not.toContain('user:');
    expect(groupsNamedBy(plans)).toEqual([
      'communications',
      'executives',
      'incident-response',
      'it-support',
      'legal',
      'people',
      'privacy',
      'security',
      'security-leads',
      'suppliers',
    ]);
  });

  it('cover every class of incident but tests', () => {
    const covered = plans.flatMap(
      ({ spec }) => spec.triggers.classifications ?? [],
    );
    expect(covered.every(isKnownClassification)).toBe(true);
    expect(
      RSIT_CLASSES.filter(name => !covered.includes(`rsit:${name}`)),
    ).toEqual(['test']);
  });
});
