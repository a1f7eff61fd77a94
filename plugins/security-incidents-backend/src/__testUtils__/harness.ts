import {
  type BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  type SignalPayload,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { inspect } from 'node:util';
import request from 'supertest';
import { NOTICE_TOPICS } from '../notices/topics';
import { securityIncidentsPlugin } from '../plugin';
import {
  type AuditedEvent,
  auditorMock,
  notificationsMock,
  signalsMock,
} from './mocks';
import { parseZipAnswer } from './bundles';
import { catalogOf } from './catalog';
import { assertReadModelMatches } from './readModel';
import { assertDeclaredAnswer } from './routes';

export const DATABASES = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18'],
});

export const ENGINES = DATABASES.eachSupportedId();

const TOPICS_OF_CHANGES = NOTICE_TOPICS.filter(
  topic => !['Escalated', 'Verification', 'Detections'].includes(topic),
);

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

/** A conditional decision: the catalog shows some entities. */
const SOME_ENTITIES: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    rule: 'HAS_LABEL',
    resourceType: 'catalog-entity',
    params: { label: 'public' },
  },
};

export interface Caller {
  get(path: string): request.Test;
  head(path: string): request.Test;
  post(path: string, body?: object): request.Test;
  patch(path: string, body?: object): request.Test;
  put(path: string, body?: object): request.Test;
  delete(path: string, body?: object): request.Test;
  none(path: string): request.Test;
}

export interface TestApp {
  knex: Knex;
  /** The signals that were sent. */
  signals: {
    all: SignalPayload[];
    /** Waits until an incident has this number of signals. */
    of(incidentId: string, count: number): Promise<SignalPayload[]>;
    /** Waits until the signals are as wanted. */
    next(
      isThere: (signals: readonly SignalPayload[]) => boolean,
    ): Promise<void>;
    setDown(down: boolean): void;
    setHanging(hanging: boolean): void;
  };
  /** The notifications that were sent. */
  notices: {
    all: NotificationSendOptions[];
    /** Waits until there is this number of notifications. */
    first(count: number): Promise<NotificationSendOptions[]>;
    /** Resolves when a notification could not be sent. */
    nextRefusal(): Promise<void>;
    setDown(down: boolean): void;
    setState(state: 'installed' | 'missing' | 'hanging'): void;
  };
  /** The audit events and how each ended. */
  audit: AuditedEvent[];
  /** Logged errors. */
  errors: string[];
  /** Logged warnings. */
  warnings: string[];
  /** Logged errors and warnings with all their fields. */
  logged: string[];
  /** Sends a request as a person. */
  as(user: string): Caller;
  /** Sends a request without credentials of Backstage. */
  anonymous: Pick<Caller, 'get' | 'post'>;
  /** Sends a request as another plugin. */
  asService(): Pick<Caller, 'get' | 'post'>;
  /** Makes the catalog unavailable, or available again. */
  setCatalogDown(down: boolean): void;
  /** Makes catalog calls hang until it is reset. */
  setCatalogHanging(hanging: boolean): void;
  /** Hides catalog entities from a person by a conditional policy. */
  hide(user: string, ...entityRefs: string[]): void;
  /** The refs that a person requested from the catalog, by call. */
  catalogCallsOf(user: string): string[][];
  catalog: Pick<ReturnType<typeof catalogOf>, 'setEntities' | 'hide' | 'asked'>;
  /** Sets the catalog's entities besides {@link ENTITIES}. */
  setCatalog(entities: Entity[]): void;
  /** Runs the scheduled refresh of response plans. */
  refreshPlans(): Promise<void>;
  /** Runs a scheduled task. */
  runTask(id: string): Promise<void>;
  /** Runs the scheduled escalation. */
  escalate(): Promise<void>;
  /** Runs the scheduled verification. */
  verifyRecords(): Promise<void>;
  /** Errors that scheduled tasks threw. */
  taskFailures: unknown[];
  /** Denies permissions to a person. */
  deny(user: string, ...names: string[]): void;
  /** The number of permission requests for a person. */
  decisionsOf(user: string): number;
  /** Makes the permission framework answer, fail or hang. */
  setPermissions(state: 'answer' | 'fail' | 'hang'): void;
  /** Sets the policy's decision about one permission of a person. */
  decide(user: string, name: string, decision: PolicyDecision): void;
  /** Sets the groups of a person. */
  belong(user: string, ...groups: string[]): void;
  stop(): Promise<void>;
}

/** The plugin in a real backend on a fresh database. */
export async function startApp(
  engine: TestDatabaseId,
  options: {
    permissionsEnabled?: boolean;
    entities?: Entity[];
    /** Catalog entities besides {@link ENTITIES}. */
    catalog?: Entity[];
    /** 0 unless given, because tests change permissions between requests. */
    readDecisionCacheSeconds?: number;
    /** More settings under `securityIncidents`. */
    settings?: JsonObject;
    /** Other modules and plugins to start. */
    features?: BackendFeature[];
    /** The database of another app, of which this one is a replica; a new one unless given. */
    database?: Knex;
  } = {},
): Promise<TestApp> {
  const knex = options.database ?? (await DATABASES.init(engine));
  const decisions = new Map<string, PolicyDecision>();
  const groups = new Map<string, string[]>();
  const enabled = options.permissionsEnabled ?? true;
  const catalog = catalogOf(
    options.entities ?? [...ENTITIES, ...(options.catalog ?? [])],
  );
  const scheduler = mockServices.scheduler();
  const taskFailures: unknown[] = [];
  const schedule = scheduler.scheduleTask.bind(scheduler);
  scheduler.scheduleTask = task =>
    schedule({
      ...task,
      fn: async signal => {
        try {
          await task.fn(signal);
        } catch (error) {
          taskFailures.push(error);
        }
      },
    });
  const askedOf: string[] = [];
  let permissionState: 'answer' | 'fail' | 'hang' = 'answer';
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async (queries, { credentials }) => {
      const { userEntityRef } = credentials.principal as {
        userEntityRef: string;
      };
      askedOf.push(userEntityRef);
      if (permissionState === 'hang') await new Promise(() => {});
      if (permissionState === 'fail') {
        throw new TypeError('fetch failed', {
          cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }),
        });
      }
      return queries.map(
        query =>
          decisions.get(`${userEntityRef} ${query.permission.name}`) ?? {
            result: AuthorizeResult.ALLOW,
          },
      );
    },
  });
  const signals = signalsMock();
  const notices = notificationsMock();
  const audit: AuditedEvent[] = [];
  const errors: string[] = [];
  const warnings: string[] = [];
  const logged: string[] = [];
  const logger = mockServices.logger.mock({
    error: (message, details) => {
      errors.push(message);
      logged.push(inspect([message, details]));
    },
    warn: (message, details) => {
      warnings.push(message);
      logged.push(inspect([message, details]));
    },
  });
  logger.child.mockReturnValue(logger);
  const features: BackendFeature[] = [
    logger.factory,
    createServiceFactory({
      service: signalsServiceRef,
      deps: {},
      factory: () => signals.service,
    }),
    createServiceFactory({
      service: notificationService,
      deps: {},
      factory: () => notices.service,
    }),
    auditorMock(audit).factory,
    securityIncidentsPlugin,
    ...(options.features ?? []),
    mockServices.database.factory({ knex }),
    mockServices.rootConfig.factory({
      data: {
        permission: { enabled },
        securityIncidents: {
          ...(options.readDecisionCacheSeconds && {
            readDecisionCacheTtl: { seconds: options.readDecisionCacheSeconds },
          }),
          // The first start reads the catalog repeatedly; tests do not wait between reads.
          firstCatalogReadsEvery: { seconds: 0 },
          // Only tests of reviews close incidents that need one.
          reviews: { fromSeverity: 'none' },
          // Of changes, nobody is notified but in tests of that, which set their own topics.
          notifications: { disabledTopics: TOPICS_OF_CHANGES },
          ...options.settings,
        },
      },
    }),
    mockServices.userInfo.mock({
      getUserInfo: async credentials => {
        const { userEntityRef } = credentials.principal as {
          userEntityRef: string;
        };
        return {
          userEntityRef,
          ownershipEntityRefs: [
            userEntityRef,
            ...(groups.get(userEntityRef) ?? []),
          ],
        };
      },
    }).factory,
    permissions.factory,
    catalog.service.factory,
    createServiceFactory({
      service: coreServices.scheduler,
      deps: {},
      factory: () => scheduler,
    }),
  ];
  const backend = await startTestBackend({ features });
  const { server } = backend;

  const send = (
    method: 'get' | 'head' | 'post' | 'patch' | 'put' | 'delete',
    authorization: string,
    path: string,
    body?: object,
  ) => {
    const test = request(server)
      [method](`/api/security-incidents${path}`)
      .set('authorization', authorization)
      .expect(answer => assertDeclaredAnswer(method, path, answer));
    if (/\/bundle(\?|$)/.test(path)) {
      test.buffer(true).parse(parseZipAnswer as never);
    }
    return body ? test.send(body) : test;
  };
  return {
    knex,
    signals,
    notices,
    audit,
    errors,
    as: user => {
      const header = mockCredentials.user.header(user);
      return {
        get: path => send('get', header, path),
        head: path => send('head', header, path),
        post: (path, body) => send('post', header, path, body),
        patch: (path, body) => send('patch', header, path, body),
        put: (path, body) => send('put', header, path, body),
        delete: (path, body) => send('delete', header, path, body),
        none: path => send('get', mockCredentials.none.header(), path),
      };
    },
    anonymous: {
      get: path => send('get', mockCredentials.none.header(), path),
      post: (path, body) =>
        send('post', mockCredentials.none.header(), path, body),
    },
    asService: () => {
      const header = mockCredentials.service.header();
      return {
        get: path => send('get', header, path),
        post: (path, body) => send('post', header, path, body),
      };
    },
    warnings,
    logged,
    catalog,
    setCatalogDown: catalog.setDown,
    setCatalogHanging: catalog.setHanging,
    setCatalog: entities => catalog.setEntities([...ENTITIES, ...entities]),
    refreshPlans: () => scheduler.triggerTask('refresh-response-plans'),
    runTask: id => scheduler.triggerTask(id),
    escalate: () => scheduler.triggerTask('escalate'),
    verifyRecords: () => scheduler.triggerTask('verify-records'),
    taskFailures,
    hide: (user, ...refs) => {
      catalog.hide(user, ...refs);
      decisions.set(`${user} catalog.entity.read`, SOME_ENTITIES);
    },
    catalogCallsOf: catalog.callsOf,
    deny: (user, ...names) => {
      for (const name of names) {
        decisions.set(`${user} ${name}`, { result: AuthorizeResult.DENY });
      }
    },
    decisionsOf: user => askedOf.filter(asked => asked === user).length,
    setPermissions: state => {
      permissionState = state;
    },
    decide: (user, name, decision) => {
      decisions.set(`${user} ${name}`, decision);
    },
    belong: (user, ...refs) => {
      groups.set(user, refs);
    },
    stop: async () => {
      await assertReadModelMatches(knex);
      await backend.stop();
    },
  };
}

export const REPORT = {
  title: 'Deploy token in a public build log',
  summary: 'The token was readable for eight hours.',
  affected: [{ entityRef: 'component:default/payments-api' }],
};
