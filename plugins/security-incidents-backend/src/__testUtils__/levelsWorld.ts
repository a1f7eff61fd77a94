import {
  mockCredentials,
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import {
  createIncidentSchema,
  type Escalation,
  type Incident,
  type IncidentRole,
  type IncidentStatus,
  type PlanEscalation,
  recordStepSchema,
  transitionSchema,
  updateIncidentSchema,
} from 'backstage-plugin-security-incidents-common';
import { deliverEscalation } from '../integrations/escalationChannels';
import { IncidentNotifications } from '../integrations/notifications/IncidentNotifications';
import { toPayload } from '../integrations/notifications/wording';
import type { IncidentNotice } from '../notices/IncidentNotice';
import type { NoticeTopic } from '../notices/topics';
import {
  createSeedingServices,
  type SeedingServices,
  withoutAuthorization,
} from '../seeding';
import { catalogOf } from './catalog';
import { ADA, DATABASES, ENTITIES, REPORT } from './harness';
import { notificationsMock } from './mocks';
import { LEAK, leakPlan } from './plans';

export const CAROL = 'user:default/carol';
export const DAN = 'user:default/dan';
export const OWNERS = 'group:default/team-payments';
export const ABOVE = 'group:default/engineering';

function group(name: string, ...members: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: members.map(targetRef => ({ type: 'hasMember', targetRef })),
  };
}

/** A plan with clocks for high incidents, and a ladder. */
export function ladderPlan(escalation: PlanEscalation[]): Entity {
  return leakPlan(plan => {
    plan.spec.sla = { high: { acknowledge: 'PT30M', contain: 'PT2H' } };
    plan.spec.escalation = escalation;
  });
}

const minutes = (count: number) => count * 60_000;

/** The service on a clock that tests set, with any number of replicas and recorded notifications. */
export async function levelsWorld(
  engine: TestDatabaseId,
  options: {
    securityIncidents?: JsonObject;
    catalog?: Entity[];
    start?: string;
    replicas?: number;
    quietUntil?: Date;
    /** Whether people are notified of changes and due times. */
    notifiesOfChanges?: boolean;
    /** Topics that nobody is notified of. */
    disabledTopics?: readonly NoticeTopic[];
  } = {},
) {
  let now = new Date(options.start ?? '2026-11-25T08:00:00.000Z');
  const knex = await DATABASES.init(engine);
  const company = [
    ...ENTITIES,
    group('engineering', 'user:default/erin'),
    group('security-leads', 'user:default/sam'),
  ];
  const catalog = catalogOf([...company, ...(options.catalog ?? [])]);
  const notices = notificationsMock();
  const problems: string[] = [];
  const changes: Array<{
    people: readonly string[];
    payload: ReturnType<typeof toPayload>;
  }> = [];
  const warnings: string[] = [];
  const logger = mockServices.logger.mock({
    warn: message => warnings.push(message),
  });
  const start = async (): Promise<SeedingServices> => {
    const notifications = new IncidentNotifications({
      notifications: notices.service,
      disabledTopics: new Set(options.disabledTopics),
    });
    return createSeedingServices({
      auth: mockServices.auth(),
      catalog: catalog.service,
      clock: () => now,
      quietUntil: options.quietUntil,
      config: mockServices.rootConfig({
        data: {
          securityIncidents: {
            firstCatalogReadsEvery: { seconds: 0 },
            // Incidents close without a review here.
            reviews: { fromSeverity: 'none' },
            ...options.securityIncidents,
          },
        },
      }),
      database: mockServices.database({ knex }),
      userInfo: mockServices.userInfo(),
      ...(options.notifiesOfChanges && {
        sendNotice: async (notice: IncidentNotice) => {
          changes.push({ people: notice.people, payload: toPayload(notice) });
          return undefined;
        },
      }),
      escalates: !options.disabledTopics?.includes('Escalated'),
      notifyOfEscalation: notice =>
        deliverEscalation(notice, { notifications, channels: [] }),
      logger,
      onProblem: message => problems.push(message),
    });
  };
  const replicas: SeedingServices[] = [];
  for (let count = 0; count < (options.replicas ?? 1); count += 1) {
    replicas.push(await start());
  }
  const [service] = replicas;
  const refreshPlans = () =>
    service.tasks.planRefresh.run(new AbortController().signal);
  if (options.catalog) await refreshPlans();
  const as = (user: string, fields: { idempotencyKey?: string } = {}) =>
    withoutAuthorization({
      credentials: mockCredentials.user(user),
      ...fields,
    });
  const own = withoutAuthorization({ credentials: mockCredentials.service() });
  const context = as(ADA);

  const world = {
    knex,
    service,
    replicas,
    as,
    own,
    context,
    notices,
    problems,
    /** What people were notified of besides escalations. */
    changes,
    warnings,
    catalog,
    /** Sets the catalog's entities besides the company's, and refreshes the plan index. */
    async setCatalog(entities: Entity[]) {
      catalog.setEntities([...company, ...entities]);
      await refreshPlans();
    },
    at: (time: string) => {
      now = new Date(`2026-11-25T${time}:00.000Z`);
    },
    pass: (count: number) => {
      now = new Date(now.getTime() + minutes(count));
    },
    /** Runs the scheduled task. */
    async tick(by: SeedingServices = service): Promise<number> {
      const fired = await by.tasks.escalation.fireDueRules();
      await by.deliveries.deliver();
      return fired;
    },
    async report(fields: object = {}): Promise<Incident> {
      const { value } = await service.incidents.create(
        createIncidentSchema.parse({ ...REPORT, severity: 'high', ...fields }),
        context,
      );
      return value;
    },
    async update(id: string, fields: object): Promise<Incident> {
      return service.incidents.update(
        id,
        updateIncidentSchema.parse(fields),
        context,
      );
    },
    async give(id: string, role: IncidentRole, principalRef: string) {
      await service.access.assignRole(id, role, { principalRef }, context);
    },
    async move(id: string, to: IncidentStatus, fields: object = {}) {
      return service.incidents.transition(
        id,
        transitionSchema.parse({ to, ...fields }),
        context,
      );
    },
    async step(id: string, fields: object) {
      const { value } = await service.incidents.recordStep(
        id,
        recordStepSchema.parse({
          kind: 'communication',
          text: 'Told them',
          ...fields,
        }),
        context,
      );
      return value;
    },
    get: (id: string): Promise<Incident> => service.incidents.get(id, context),
    async escalations(id: string): Promise<Escalation[]> {
      return (await service.serviceLevels.listEscalations(id, context)).items;
    },
    /** Returns the kind and recipients of each escalation. */
    async told(id: string) {
      return (await world.escalations(id)).map(({ kind, to }) => [
        kind,
        to.map(({ ref, told }) => `${told ? '' : 'not '}${ref}`),
      ]);
    },
    async clock(id: string, name: string) {
      const { serviceLevels } = await world.get(id);
      return serviceLevels?.clocks.find(({ clock }) => clock === name);
    },
    async actions(id: string): Promise<string[]> {
      const { items } = await service.incidents.getTimeline(id, {}, context);
      return items.map(({ action }) => action);
    },
    /** Starts a second replica on the same database. */
    restart: start,
  };
  return world;
}

export type LevelsWorld = Awaited<ReturnType<typeof levelsWorld>>;

/** An incident whose plan has this ladder, applied when it was reported. */
export async function onLadder(
  engine: TestDatabaseId,
  ...steps: PlanEscalation[]
) {
  const world = await levelsWorld(engine, { catalog: [ladderPlan(steps)] });
  const { id } = await world.report();
  await world.service.planRuns.applyPlan(id, { planRef: LEAK }, world.context);
  return { world, id };
}
