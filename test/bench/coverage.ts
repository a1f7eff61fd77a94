/*
 * Compares the coverage of 5,000 services with its bare SQL, on PostgreSQL and SQLite: as a page of JSON and as a CSV of all
 * services. Both arms serialize their result.
 */
import { ConfigReader } from '@backstage/config';
import Knex from 'knex';
import { buffer } from 'node:stream/consumers';
import type {
  CoverageQuery,
  PlanGap,
} from 'backstage-plugin-security-incidents-common';
import { DefaultPlansService } from '../../plugins/security-incidents-backend/src/responsePlans/DefaultPlansService';
import { KnownPlans } from '../../plugins/security-incidents-backend/src/responsePlans/KnownPlans';
import { ServiceWatches } from '../../plugins/security-incidents-backend/src/detections/sourceHealth/ServiceWatches';
import { DatabaseServiceWatches } from '../../plugins/security-incidents-backend/src/detections/store/DatabaseServiceWatches';
import { readDetectionSources } from '../../plugins/security-incidents-backend/src/detections/settings';
import { shippedSources } from '../../plugins/security-incidents-backend/src/detections/sources';
import { DatabasePlansStore } from '../../plugins/security-incidents-backend/src/responsePlans/store/DatabasePlansStore';
import { withoutAuthorization } from '../../plugins/security-incidents-backend/src/seeding';
import type { KnownService } from '../../plugins/security-incidents-backend/src/responsePlans/store/PlansStore';
import {
  manyPlans,
  manyServices,
} from '../../plugins/security-incidents-backend/src/__testUtils__/fillPlans';
import { runBare, recordStatements, startService } from './service';
import { compare, type Effort } from './measure';
import { judge, type Result } from './report';

const SERVICES = 5_000;
export const AT = '2026-11-25T00:00:00.000Z';
/** The call that has a limit. */
const PAGE_CALL = 'a page';
/** The largest page of the API. */
const PAGE: CoverageQuery = { limit: 200 };

/** The repositories of nine of ten services. */
export const SERVICE_NAMES = manyServices(SERVICES)
  .filter((_, index) => index % 10 !== 0)
  .map(({ entityRef }) => ({
    kind: 'repository' as const,
    key: `acme/${entityRef}`,
    entityRef,
    path: '',
  }));

/** The readiness gaps of each service, as the index stores them. */
function gapsOf(service: KnownService): PlanGap[] {
  const { hasOwner, planRef, rolesResolved, rolesTotal } = service;
  return [
    ...(hasOwner
      ? []
      : [{ code: 'owner-missing' as const, message: 'It has no owner' }]),
    ...(planRef
      ? []
      : [
          {
            code: 'no-plan' as const,
            message: 'None of the 40 approved plans covers it',
          },
        ]),
    ...(rolesResolved < rolesTotal
      ? [
          {
            code: 'role-unresolved' as const,
            message:
              'Privacy counsel resolves to nobody: group:default/privacy has no members',
            planRef,
          },
        ]
      : []),
  ];
}

const credentials = {
  $$type: '@backstage/BackstageCredentials' as const,
  principal: { type: 'user' as const, userEntityRef: 'user:default/viewer' },
};
const context = withoutAuthorization({ credentials });

function createWatches(db: Knex.Knex) {
  const config = new ConfigReader({
    securityIncidents: {
      detections: Object.fromEntries(
        shippedSources
          .filter(({ readOptions }) => readOptions === undefined)
          .map(({ type }) => [type, { secrets: ['bench'] }]),
      ),
    },
  });
  return new ServiceWatches({
    sources: readDetectionSources(config, shippedSources),
    store: new DatabaseServiceWatches(db),
    clock: () => new Date(AT),
  });
}

/** Twelve sources, of which GitHub finds nine of ten services. */
async function fillWatches(db: Knex.Knex) {
  await createWatches(db).rebuild(SERVICE_NAMES);
  await db('detection_rejections').insert({
    source_id: 'github',
    minute: AT,
    reason: 'ignored',
    total: 1,
    last_at: AT,
  });
}

/** The plans service and its calls, and who watches a service, on a database with {@link fillCoverage}. */
export async function openCoverage(db: Knex.Knex) {
  const store = await DatabasePlansStore.create({ getClient: async () => db });
  const watches = createWatches(db);
  const service = new DefaultPlansService({
    store,
    known: new KnownPlans(store),
    visible: { list: async () => undefined } as never,
    directory: { addGroupsBelow: async refs => [...refs] },
    watches,
    clock: () => new Date(AT),
  });
  return {
    watches,
    calls: {
      [PAGE_CALL]: async () =>
        JSON.stringify(await service.getCoverage(PAGE, context)),
      'the CSV': async () => {
        const file = await service.exportCoverage({}, 'csv', context);
        return buffer(file.content);
      },
    },
  };
}

/** Writes 5,000 services and 40 plans. */
export async function fillCoverage(db: Knex.Knex) {
  // Runs the migrations.
  await startService(db);
  const store = await DatabasePlansStore.create({ getClient: async () => db });
  await store.save(
    {
      plans: manyPlans(),
      services: manyServices(SERVICES).map(service => ({
        ...service,
        gaps: gapsOf(service),
      })),
    },
    'first',
    AT,
  );
  await fillWatches(db);
}

/** Measures each call on an empty database, and closes it. */
export async function measureCoverage(
  db: Knex.Knex,
  engine: string,
  effort: Effort,
): Promise<Result[]> {
  try {
    return await measureOn(db, engine, effort);
  } finally {
    await db.destroy();
  }
}

async function measureOn(
  db: Knex.Knex,
  engine: string,
  effort: Effort,
): Promise<Result[]> {
  await fillCoverage(db);
  const { calls } = await openCoverage(db);
  const results: Result[] = [];
  for (const [call, ask] of Object.entries(calls)) {
    // Warms the caches that are filled once per catalog version.
    await ask();
    const statements = await recordStatements(db, ask);
    const measured = await compare(
      { product: ask, yardstick: () => runBare(db, statements) },
      effort,
    );
    results.push(
      judge(
        'coverage',
        { name: engine, call, isLimited: call === PAGE_CALL },
        effort.clients,
        measured,
      ),
    );
  }
  return results;
}

/** SQLite in memory with one connection, as in the plugin. */
export function openSqlite(): Knex.Knex {
  return Knex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
}
