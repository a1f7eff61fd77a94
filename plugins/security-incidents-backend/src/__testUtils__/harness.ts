import {
  type BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  type SignalPayload,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { NOTICE_TOPICS } from '../notices/topics';
import { securityIncidentsPlugin } from '../plugin';
import { catalogOf } from './catalog';
import { ENTITIES } from './company';
import { DATABASES } from './databases';
import {
  type AuditedEvent,
  auditorMock,
  loggerMock,
  notificationsMock,
  schedulerMock,
  signalsMock,
} from './mocks';
import { peopleMock } from './people';
import { assertReadModelMatches } from './readModel';
import { type Caller, createSenders } from './senders';

export * from './company';
export * from './databases';
export type { Caller } from './senders';

const TOPICS_OF_CHANGES = NOTICE_TOPICS.filter(
  topic => !['Escalated', 'Verification', 'Detections'].includes(topic),
);

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
  const catalog = catalogOf(
    options.entities ?? [...ENTITIES, ...(options.catalog ?? [])],
  );
  const people = peopleMock();
  const scheduler = schedulerMock();
  const signals = signalsMock();
  const notices = notificationsMock();
  const logger = loggerMock();
  const audit: AuditedEvent[] = [];
  const features: BackendFeature[] = [
    logger.service.factory,
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
        permission: { enabled: options.permissionsEnabled ?? true },
        securityIncidents: {
          ...(options.readDecisionCacheSeconds && {
            readDecisionCacheTtl: { seconds: options.readDecisionCacheSeconds },
          }),
          // The first start reads the catalog repeatedly; tests do not wait between reads.
          firstCatalogReadsEvery: { seconds: 0 },
          // Only tests of reviews close incidents that need one.
          reviews: { fromSeverity: 'none' },
          // Nobody is notified of changes, except in tests that set their own topics.
          notifications: { disabledTopics: TOPICS_OF_CHANGES },
          ...options.settings,
        },
      },
    }),
    ...people.features,
    catalog.service.factory,
    createServiceFactory({
      service: coreServices.scheduler,
      deps: {},
      factory: () => scheduler.service,
    }),
  ];
  const backend = await startTestBackend({ features });
  const runTask = (id: string) => scheduler.service.triggerTask(id);
  return {
    knex,
    signals,
    notices,
    audit,
    errors: logger.errors,
    warnings: logger.warnings,
    logged: logger.logged,
    ...createSenders(backend.server),
    catalog,
    setCatalogDown: catalog.setDown,
    setCatalogHanging: catalog.setHanging,
    setCatalog: entities => catalog.setEntities([...ENTITIES, ...entities]),
    refreshPlans: () => runTask('refresh-response-plans'),
    runTask,
    escalate: () => runTask('escalate'),
    verifyRecords: () => runTask('verify-records'),
    taskFailures: scheduler.failures,
    hide: (user, ...refs) => {
      catalog.hide(user, ...refs);
      people.restrictCatalog(user);
    },
    catalogCallsOf: catalog.callsOf,
    deny: people.deny,
    decisionsOf: people.decisionsOf,
    setPermissions: people.setPermissions,
    decide: people.decide,
    belong: people.belong,
    stop: async () => {
      await assertReadModelMatches(knex);
      await backend.stop();
    },
  };
}
