import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import searchPlugin from '@backstage/plugin-search-backend';
import searchModule from 'backstage-plugin-search-backend-module-security-incidents';
import securityIncidentsPlugin from 'backstage-plugin-security-incidents-backend';
import {
  INCIDENT_SEARCH_TYPE,
  incidentReadPermission,
  REVIEW_SEARCH_TYPE,
} from 'backstage-plugin-security-incidents-common';
import request from 'supertest';
import { inMemoryDatabase } from './demo/__testUtils__/inMemoryDatabase';

jest.setTimeout(120_000);

/*
 * The search backend of the platform with our module and the plugin in one process: what people find of incidents and of their
 * reviews.
 */

const ADA = 'user:default/ada';
const BOB = 'user:default/bob';
/** Each result is decided for her. */
const EVE = 'user:default/eve';
/** May read no incidents. */
const MALLORY = 'user:default/mallory';
const FOUND_WITHIN_MS = 30_000;
const SERVICE = 'component:default/payments-api';
const TASKS = [
  'search_index_security_incidents',
  'search_index_security_incident-reviews',
];

const entity = (kind: string, name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: {},
});

/** Decides about reading incidents as the platform's policy would for a person. */
function mockPermissions(hidden: ReadonlySet<string>) {
  return mockServices.permissions.mock({
    authorizeConditional: async (queries, options) =>
      queries.map(({ permission }) => {
        const caller = JSON.stringify(options);
        if (permission.name !== incidentReadPermission.name) {
          return { result: AuthorizeResult.ALLOW };
        }
        if (caller.includes(MALLORY)) return { result: AuthorizeResult.DENY };
        if (!caller.includes(EVE)) return { result: AuthorizeResult.ALLOW };
        return {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'security-incidents',
          resourceType: 'security-incident',
          conditions: {
            resourceType: 'security-incident',
            rule: 'IS_OPEN',
            params: {},
          },
        };
      }),
    authorize: async queries =>
      queries.map(query => ({
        result:
          'resourceRef' in query && hidden.has(String(query.resourceRef))
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
  }).factory;
}

async function startSearch() {
  const scheduler = mockServices.scheduler();
  const events = mockServices.events();
  const hidden = new Set<string>();
  const backend = await startTestBackend({
    features: [
      securityIncidentsPlugin,
      searchPlugin,
      searchModule,
      inMemoryDatabase,
      catalogServiceMock.factory({
        entities: [
          entity('Component', 'payments-api'),
          ...['ada', 'bob', 'eve'].map(name => entity('User', name)),
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
          permission: { enabled: true },
          search: {
            collators: { securityIncidents: { refreshInterval: '1s' } },
          },
        },
      }),
      mockPermissions(hidden),
      // One for all plugins, as in a real backend.
      mockServices.events.mock({
        publish: event => events.publish(event),
        subscribe: subscription => events.subscribe(subscription),
      }).factory,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        // Nothing is done by the clock.
        factory: () => scheduler,
      }),
    ],
  });
  const call = async (
    user: string,
    method: 'get' | 'post' | 'put' | 'patch',
    path: string,
    body?: object,
  ) => {
    const answer = await request(backend.server)
      [method](`/api/security-incidents${path}`)
      .set('authorization', mockCredentials.user.header(user))
      .send(body);
    const { ok, body: said } = answer;
    expect({ path, ok, problem: said.error?.message }).toEqual({
      path,
      ok: true,
    });
    return answer.body;
  };
  const find = async (user: string, term: string) => {
    const { body } = await request(backend.server)
      .get('/api/search/query')
      .query({ term })
      .set('authorization', mockCredentials.user.header(user))
      .expect(200);
    return (body.results as Array<{ type: string; document: any }>)
      .map(({ type, document }) => `${type} ${document.location}`)
      .sort();
  };
  const index = async () => {
    for (const id of TASKS) await scheduler.triggerTask(id);
  };
  /** Indexes until a search finds what is expected, and returns what it finds at last. */
  const findUntil = async (term: string, expected: string[], again = index) => {
    const end = Date.now() + FOUND_WITHIN_MS;
    let found = await find(ADA, term);
    while (
      JSON.stringify(found) !== JSON.stringify(expected) &&
      Date.now() < end
    ) {
      await again();
      found = await find(ADA, term);
    }
    return found;
  };
  return { backend, hidden, call, find, index, findUntil };
}

type Search = Awaited<ReturnType<typeof startSearch>>;

/** The change itself starts a run. */
const waitForChange = async () => {};

/** Reports an incident, resolves it and completes its review. */
async function review(call: Search['call'], report: object, word: string) {
  const { id, key } = await call(ADA, 'post', '/incidents', {
    title: 'Token in a build log',
    severity: 'low',
    urgency: 'low',
    classification: { class: 'fraud' },
    affected: [{ entityRef: SERVICE }],
    ...report,
  });
  const at = `/incidents/${id}`;
  await call(ADA, 'put', `${at}/roles/incident-commander`, {
    principalRef: BOB,
  });
  await call(BOB, 'post', `${at}/plan-runs`, { noPlanReason: 'None fits' });
  await call(BOB, 'post', `${at}/transitions`, { to: 'triage' });
  await call(BOB, 'post', `${at}/affected`, {
    entityRef: SERVICE,
    compromise: 'not-compromised',
  });
  await call(BOB, 'post', `${at}/transitions`, {
    to: 'resolved',
    reason: 'Contained before it was reported',
    resolution: { code: 'contained', summary: 'Revoked.' },
  });
  await call(BOB, 'put', `${at}/review`, {
    summary: `The ${word} was readable in a public log`,
    rootCauses: [{ category: 'process', text: 'Nobody rotates tokens' }],
    lessons: 'Mask secrets in logs',
    attendees: [ADA, BOB],
  });
  return {
    id: String(id),
    at,
    incident: `${INCIDENT_SEARCH_TYPE} /security-incidents/${key}`,
    review: `${REVIEW_SEARCH_TYPE} /security-incidents/${key}/review`,
  };
}

describe('search', () => {
  let search: Search;

  beforeAll(async () => {
    search = await startSearch();
    await search.index();
  });
  afterAll(() => search.backend.stop());

  it('does not find the last incident of the index once it is restricted', async () => {
    const { call, findUntil } = search;
    const { id, key } = await call(ADA, 'post', '/incidents', {
      title: 'The godwit was sold',
      affected: [{ entityRef: SERVICE }],
    });
    expect(
      await findUntil('godwit', [
        `${INCIDENT_SEARCH_TYPE} /security-incidents/${key}`,
      ]),
    ).toEqual([`${INCIDENT_SEARCH_TYPE} /security-incidents/${key}`]);
    await call(ADA, 'patch', `/incidents/${id}`, { visibility: 'restricted' });
    expect(await findUntil('godwit', [])).toEqual([]);
  });

  it('finds an incident that was reported, by its new title when that is changed', async () => {
    const { call, findUntil } = search;
    const { id, key } = await call(ADA, 'post', '/incidents', {
      title: 'The curlew was sold',
      affected: [{ entityRef: SERVICE }],
    });
    const found = `${INCIDENT_SEARCH_TYPE} /security-incidents/${key}`;
    expect(await findUntil('curlew', [found], waitForChange)).toEqual([found]);
    await call(ADA, 'patch', `/incidents/${id}`, {
      title: 'The knot was sold',
    });
    expect(await findUntil('knot', [found], waitForChange)).toEqual([found]);
  });

  it('finds a review once it is completed, for people who may read its incident', async () => {
    const { call, find, index, findUntil, hidden } = search;
    const found = await review(call, {}, 'turnstone');
    await index();
    expect(await find(ADA, 'turnstone')).toEqual([]);

    await call(BOB, 'post', `${found.at}/review/complete`, {});
    expect(await findUntil('turnstone', [found.review], waitForChange)).toEqual(
      [found.review],
    );
    expect(await find(EVE, 'turnstone')).toEqual([found.review]);
    expect(await find(MALLORY, 'turnstone')).toEqual([]);
    expect(await findUntil('build', [found.review, found.incident])).toEqual([
      found.review,
      found.incident,
    ]);

    hidden.add(found.id);
    expect(await find(EVE, 'turnstone')).toEqual([]);
    expect(await find(EVE, 'build')).toEqual([]);
    hidden.clear();
  });

  it('does not find it once it is open again', async () => {
    const { call, findUntil } = search;
    const found = await review(call, {}, 'dunlin');
    await call(BOB, 'post', `${found.at}/review/complete`, {});
    expect(await findUntil('dunlin', [found.review])).toEqual([found.review]);
    await call(BOB, 'post', `${found.at}/review/reopen`, {
      reason: 'Another cause',
    });
    expect(await findUntil('dunlin', [])).toEqual([]);
  });

  it('does not find it once it needs an approval, since the incident was re-opened and became major', async () => {
    const { call, findUntil } = search;
    const found = await review(call, {}, 'avocet');
    await call(BOB, 'post', `${found.at}/review/complete`, {});
    expect(await findUntil('avocet', [found.review])).toEqual([found.review]);
    for (const [path, body] of [
      ['transitions', { to: 'containment', reason: 'It came back' }],
      ['major', { decision: 'declare', reason: 'All services are affected' }],
      [
        'transitions',
        {
          to: 'resolved',
          reason: 'Contained again',
          resolution: { code: 'contained', summary: 'Revoked again.' },
        },
      ],
    ] as const) {
      await call(BOB, 'post', `${found.at}/${path}`, body);
    }
    expect(await findUntil('avocet', [], waitForChange)).toEqual([]);
  });

  it('finds nothing of an incident that became restricted or TLP:RED', async () => {
    const { call, findUntil } = search;
    for (const [word, change] of [
      ['plover', { visibility: 'restricted' }],
      ['whimbrel', { tlp: 'RED' }],
    ] as const) {
      const title = `The ${word} was sold`;
      const found = await review(call, { title }, word);
      await call(BOB, 'post', `${found.at}/review/complete`, {});
      expect(await findUntil(word, [found.review, found.incident])).toEqual([
        found.review,
        found.incident,
      ]);
      await call(ADA, 'patch', found.at, change);
      expect(await findUntil(word, [])).toEqual([]);
    }
  });

  it('never finds one of an incident that was restricted or TLP:RED from the start', async () => {
    const { call, find, findUntil } = search;
    for (const fields of [{ visibility: 'restricted' }, { tlp: 'RED' }]) {
      const title = 'The nightjar was sold';
      const found = await review(call, { title, ...fields }, 'nightjar');
      await call(BOB, 'post', `${found.at}/review/complete`, {});
    }
    const after = await review(call, {}, 'redshank');
    await call(BOB, 'post', `${after.at}/review/complete`, {});
    expect(await findUntil('redshank', [after.review])).toEqual([after.review]);
    for (const user of [ADA, BOB, EVE, MALLORY]) {
      expect(await find(user, 'nightjar')).toEqual([]);
    }
  });
});
