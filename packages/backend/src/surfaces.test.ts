import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import securityIncidentsPlugin from 'backstage-plugin-security-incidents-backend';
import { incidentRestrictedReadPermission } from 'backstage-plugin-security-incidents-common';
import request from 'supertest';
import { inMemoryDatabase } from './demo/__testUtils__/inMemoryDatabase';

jest.setTimeout(120_000);

/*
 * Where an incident could leave the reach of our rules: everything that the platform offers to tell others. The plugin runs
 * with observers for all of it, goes through the life of a restricted and of a TLP:RED incident, and each surface is told
 * exactly what is said here. A surface that is used one day fails this test until it is said here too.
 */

/** Each package of ours that runs in a backend, and what it could tell. */
const PACKAGES = {
  'backstage-plugin-security-incidents-backend': 'is observed below',
  'backstage-plugin-catalog-backend-module-response-plans':
    'gives the catalog plans; it reads no incident',
  'backstage-plugin-scaffolder-backend-module-security-incidents':
    'returns the key of what the caller reported; it reads no incident',
  'backstage-plugin-search-backend-module-security-incidents':
    'indexes incidents that are neither restricted nor TLP:RED, and their finished reviews; search.test.ts says so',
};

const ADA = 'user:default/ada';
const BOB = 'user:default/bob';
const CLEO = 'user:default/cleo';
const MALLORY = 'user:default/mallory';
const SERVICE = 'component:default/payments-api';
const TEAM = 'group:default/team-payments';
const SECRET = /nightjar|payments/i;

const ACTIONS = [
  'list-incidents',
  'get-incident',
  'list-response-plans',
  'list-my-work',
  'report-concern',
  'record-step',
  'change-task',
];

/** The events of an incident whose content must stay: one for each version. */
const events = (incidentId: string, versions: number) =>
  Array.from({ length: versions }, (_, index) => ({
    topic: 'security-incidents',
    eventPayload: { schemaVersion: 1, incidentId, version: index + 1 },
  }));

const entity = (kind: string, name: string, owner?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: {},
  relations: owner ? [{ type: 'ownedBy', targetRef: owner }] : [],
});

/** Everything that was told, by surface. */
function observers() {
  const told = {
    actions: [] as unknown[],
    events: [] as unknown[],
    search: [] as unknown[],
    notifications: [] as unknown[],
    signals: [] as unknown[],
    audit: [] as unknown[],
    logs: [] as unknown[],
  };
  const logger = mockServices.logger.mock();
  for (const level of ['error', 'warn', 'info', 'debug'] as const) {
    logger[level].mockImplementation((message, meta) => {
      // What an error says is logged too, and is not in its JSON.
      told.logs.push([message, meta, String(meta)]);
    });
  }
  logger.child.mockReturnValue(logger);
  const searchObserver = createBackendPlugin({
    pluginId: 'search',
    register(env) {
      env.registerExtensionPoint(searchIndexRegistryExtensionPoint, {
        addCollator: collator => told.search.push(collator),
        addDecorator: decorator => told.search.push(decorator),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const features = [
    logger.factory,
    searchObserver,
    createServiceFactory({
      service: actionsRegistryServiceRef,
      deps: {},
      factory: () => ({ register: ({ name }) => told.actions.push(name) }),
    }),
    mockServices.events.mock({
      publish: async event => {
        told.events.push(event);
      },
      subscribe: async subscription => {
        told.events.push(subscription);
      },
    }).factory,
    createServiceFactory({
      service: notificationService,
      deps: {},
      factory: () => ({
        send: async notice => {
          told.notifications.push(notice);
        },
      }),
    }),
    createServiceFactory({
      service: signalsServiceRef,
      deps: {},
      factory: () => ({
        publish: async signal => {
          told.signals.push(signal);
        },
      }),
    }),
    mockServices.auditor.mock({
      createEvent: async ({ eventId, meta }) => ({
        success: async () => {
          told.audit.push({ eventId, meta });
        },
        fail: async () => {
          told.audit.push({ eventId, meta, failed: true });
        },
      }),
    }).factory,
  ];
  return { told, features };
}

async function startObserved() {
  const { told, features } = observers();
  const backend = await startTestBackend({
    features: [
      ...features,
      securityIncidentsPlugin,
      inMemoryDatabase,
      catalogServiceMock.factory({
        entities: [
          entity('Component', 'payments-api', TEAM),
          entity('Component', 'ledger'),
          entity('Group', 'team-payments'),
          ...['ada', 'bob', 'cleo'].map(name => entity('User', name)),
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
          permission: { enabled: true },
        },
      }),
      mockServices.permissions.mock({
        authorizeConditional: async queries =>
          queries.map(({ permission }) => ({
            result:
              permission.name === incidentRestrictedReadPermission.name
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
      }).factory,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        // Nothing is done by the clock: what is told is told by what people do.
        factory: () => mockServices.scheduler(),
      }),
    ],
  });
  const call = async (
    user: string,
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    body?: object,
    status = 200,
  ) => {
    const answer = await request(backend.server)
      [method](`/api/security-incidents${path}`)
      .set('authorization', mockCredentials.user.header(user))
      .send(body);
    expect({ path, status: answer.status, body: answer.body }).toMatchObject({
      path,
      status,
    });
    return answer.body;
  };
  return { told, call, stop: () => backend.stop() };
}

type Call = Awaited<ReturnType<typeof startObserved>>['call'];

/** What happens to an incident in its life, with the secret in everything that people write. */
async function live(call: Call, report: object) {
  const { id, key } = await call(
    ADA,
    'post',
    '/incidents',
    {
      title: 'Nightjar',
      summary: 'Nightjar was read',
      codename: 'Nightjar',
      severity: 'critical',
      classification: { class: 'fraud' },
      affected: [{ entityRef: SERVICE, impactNote: 'Nightjar stands still' }],
      ...report,
    },
    201,
  );
  const at = `/incidents/${id}`;
  await call(ADA, 'put', `${at}/roles/incident-commander`, {
    principalRef: BOB,
  });
  await call(ADA, 'post', `${at}/members`, { principalRef: TEAM });
  await call(ADA, 'patch', at, { title: 'Nightjar again' });
  const step = { kind: 'analysis', text: 'Nightjar is in the log' };
  await call(BOB, 'post', `${at}/steps`, step, 201);
  await call(ADA, 'post', `${at}/affected`, {
    entityRef: 'component:default/ledger',
  });
  await call(BOB, 'post', `${at}/plan-runs`, { noPlanReason: 'Nightjar' }, 201);
  await call(BOB, 'post', `${at}/transitions`, { to: 'triage' });
  await call(
    ADA,
    'post',
    `${at}/escalations`,
    { reason: 'Nightjar waits for Cleo', to: [BOB] },
    201,
  );
  await call(BOB, 'post', `${at}/major`, {
    decision: 'declare',
    reason: 'Nightjar is everywhere',
  });
  for (const path of ['', '/steps', '/timeline', '/escalations']) {
    await call(BOB, 'get', `${at}${path}`);
  }
  return { id: String(id), key: String(key) };
}

/** What everybody concerned gets of a confidential incident: that there is something, and nothing of it. */
function update(
  id: string,
  user: string,
  text: 'It asks something of you' | 'Something changed',
) {
  const isReporter = user === ADA;
  return {
    recipients: { type: 'entity', entityRef: [user] },
    payload: {
      title: 'You have an update on a security incident',
      description: `${text}. Open it to read what.`,
      icon: 'security-incidents',
      link: `/security-incidents/${isReporter ? 'my-reports/' : ''}${id}`,
      severity: 'normal',
      topic: 'Restricted',
      scope: `incident:${id}`,
    },
  };
}

/** Starts, lives and ends; ending waits for what is still to be told. */
async function toldOf(report: object, more?: (call: Call, id: string) => any) {
  const { told, call, stop } = await startObserved();
  const incident = await live(call, report);
  await more?.(call, incident.id);
  await stop();
  return { told, ...incident };
}

it('lists every package of ours that runs in a backend', () => {
  const folder = join(__dirname, '../../../plugins');
  const names = readdirSync(folder)
    .map(name =>
      JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')),
    )
    .filter(({ backstage }) => backstage.role.startsWith('backend-'))
    .map(({ name }) => name);
  expect(names.sort()).toEqual(Object.keys(PACKAGES).sort());
});

describe('what leaves the plugin', () => {
  it('of a restricted incident is an id to its people', async () => {
    const { told, id, key } = await toldOf(
      { visibility: 'restricted' },
      async (call, incident) => {
        const reason = 'Nightjar: on call and nobody answers';
        await call(CLEO, 'post', `/incidents/${incident}/break-glass`, {
          reason,
        });
        await call(MALLORY, 'get', `/incidents/${incident}`, undefined, 404);
      },
    );
    const signal = (version: number, ...users: string[]) => ({
      channel: 'security-incidents',
      recipients: { type: 'user', entityRef: users },
      message: { incidentId: id, version },
    });
    expect(told).toEqual({
      // Registered at the start; each call has the permissions of its caller.
      actions: ACTIONS,
      events: events(id, 11),
      search: [],
      notifications: [
        update(id, BOB, 'It asks something of you'),
        update(id, ADA, 'Something changed'),
        // What Ada asked for, and that somebody broke the glass.
        update(id, BOB, 'It asks something of you'),
        update(id, BOB, 'Something changed'),
      ],
      signals: [
        signal(1, ADA),
        ...[2, 3, 4, 5, 6, 7, 8, 9, 10].map(version =>
          signal(version, ADA, BOB),
        ),
        signal(11, ADA, BOB, CLEO),
      ],
      audit: expect.any(Array),
      logs: expect.any(Array),
    });
    expect(JSON.stringify(told)).not.toMatch(SECRET);
    // Neither does a mail that is sent on tell which incident it is about.
    expect(JSON.stringify(told.notifications)).not.toContain(key);
    expect(JSON.stringify(told.signals)).not.toContain(key);
    expect(JSON.stringify(told.events)).not.toContain(key);
    for (const event of told.audit) {
      expect(event).toEqual({
        eventId: expect.stringMatching(/^incident-/),
        meta: expect.objectContaining({ actionType: expect.any(String) }),
        ...('failed' in (event as object) && { failed: true }),
      });
    }
  });

  it('of a TLP:RED incident that is open is an id, and that there is an update', async () => {
    const { told, id, key } = await toldOf({ tlp: 'RED' });
    expect(told).toEqual({
      // Registered at the start; each call has the permissions of its caller.
      actions: ACTIONS,
      events: events(id, 10),
      search: [],
      notifications: [
        // Nobody is reachable behind the team that it may be a major one for.
        update(id, BOB, 'It asks something of you'),
        update(id, ADA, 'Something changed'),
        // What Ada asked for.
        update(id, BOB, 'It asks something of you'),
      ],
      signals: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(version => ({
        channel: 'security-incidents',
        recipients: { type: 'broadcast' },
        message: { incidentId: id, version },
      })),
      audit: expect.any(Array),
      logs: expect.any(Array),
    });
    expect(JSON.stringify({ ...told, notifications: [] })).not.toMatch(SECRET);
    expect(JSON.stringify(told.notifications)).not.toMatch(/nightjar/i);
    expect(JSON.stringify(told.notifications)).not.toContain(key);
  });
});
