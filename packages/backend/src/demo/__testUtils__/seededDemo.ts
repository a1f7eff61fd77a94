import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createSeedingServices,
  type SeedingServices,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import type { Knex } from 'knex';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { catalogIsReady } from '../catalogIsReady';
import { stories as allStories } from '../history';
import { seedHistory } from '../seedHistory';
import type { SeedOptions } from '../stage';
import { processedDemoCatalog } from './demoCatalog';

/** The settings of the demo. */
function readConfig() {
  const file = resolve(__dirname, '../../../../../app-config.yaml');
  return new ConfigReader(parse(readFileSync(file, 'utf8')));
}

/** The catalog of the demo. */
export async function createDemoCatalog(): Promise<SeedOptions['catalog']> {
  return catalogServiceMock({
    entities: await processedDemoCatalog(services =>
      catalogIsReady(allStories, services),
    ),
  });
}

/** What reads the seeded stories. */
export interface SeededDemo {
  service: SeedingServices;
  context: ReturnType<typeof withoutAuthorization>;
  items: Awaited<ReturnType<SeedingServices['incidents']['list']>>['items'];
}

/** Writes stories as the demo does, and returns the services that read them. */
export async function seedDemo({
  knex,
  catalog,
  stories = allStories,
  now = new Date(),
  openedAt = now,
  ...settings
}: {
  knex: Knex;
  catalog: SeedOptions['catalog'];
  stories?: typeof allStories;
  /** The present of the stories. */
  now?: Date;
  /** The time of the services that read them. */
  openedAt?: Date;
} & Pick<SeedOptions, 'plans'>): Promise<SeededDemo> {
  const auth = mockServices.auth();
  const options = {
    auth,
    catalog,
    config: readConfig(),
    database: mockServices.database({ knex, migrations: { skip: false } }),
    userInfo: mockServices.userInfo(),
  };
  await seedHistory(stories, { ...options, ...settings }, now);
  const service = await createSeedingServices({
    ...options,
    clock: () => openedAt,
  });
  const credentials = await auth.getOwnServiceCredentials();
  const context = withoutAuthorization({ credentials });
  const { items } = await service.incidents.list(
    { limit: 200, mode: ['real', 'exercise'] },
    context,
  );
  return { service, context, items };
}
