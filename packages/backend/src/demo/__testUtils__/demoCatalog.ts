import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type AuthService,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  type CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import catalogModuleResponsePlans from 'backstage-plugin-catalog-backend-module-response-plans';
import { parse } from 'yaml';
import { inMemoryDatabase } from './inMemoryDatabase';

const ROOT = resolve(__dirname, '../../../../..');

/**
 * What the catalog of the demo says once it has worked through its files and the plans that come with the module: entities
 * with their relations.
 *
 * @param isReady - asked again and again, as the catalog does its work by and by
 */
export async function processedDemoCatalog(
  isReady: (services: {
    auth: AuthService;
    catalog: CatalogService;
  }) => Promise<boolean>,
): Promise<Entity[]> {
  const { catalog: settings, securityIncidents } = parse(
    readFileSync(resolve(ROOT, 'app-config.yaml'), 'utf8'),
  );
  let services: { auth: AuthService; catalog: CatalogService } | undefined;
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          securityIncidents,
          catalog: {
            ...settings,
            processingInterval: { seconds: 1 },
            locations: settings.locations.map(
              (location: { type: string; target: string }) => ({
                ...location,
                target: resolve(ROOT, 'packages/backend', location.target),
              }),
            ),
          },
        },
      }),
      catalogPlugin,
      inMemoryDatabase,
      catalogModuleResponsePlans,
      createBackendPlugin({
        pluginId: 'reader',
        register(env) {
          env.registerInit({
            deps: { auth: coreServices.auth, catalog: catalogServiceRef },
            async init(deps) {
              services = deps;
            },
          });
        },
      }),
    ],
  });
  const { auth, catalog } = services!;
  while (!(await isReady({ auth, catalog }))) await wait(100);
  const { items } = await catalog.getEntities(
    {},
    { credentials: await auth.getOwnServiceCredentials() },
  );
  await backend.stop();
  return items;
}
