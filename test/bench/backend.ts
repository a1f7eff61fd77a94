/*
 * The backend that is measured over HTTP: a stock one with catalog, sign-in, permissions and the plugin, plus one route that
 * does the minimum of any route. It runs as a separate process; see backendProcess.ts.
 */
import { readFileSync } from 'node:fs';
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { incidentReadPermission } from 'backstage-plugin-security-incidents-common';
import Router from 'express-promise-router';
import { demoAuthModule } from '../../packages/backend/src/demo/authModule';
import { benchPolicyModule } from './policyModule';
import { runBare, type Statement } from './service';

/** SQL statements by the path of the call that runs them. */
const statementsByPath = new Map<string, Statement[]>(
  Object.entries(
    JSON.parse(readFileSync(process.env.BENCH_STATEMENTS!, 'utf8')),
  ),
);

/** `GET /bare?path=...`: authentication, one permission decision and the bare SQL of a call, nothing else. */
const bareRoute = createBackendModule({
  pluginId: 'security-incidents',
  moduleId: 'bench',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
      },
      async init({ database, httpAuth, httpRouter, permissions }) {
        const db = await database.getClient();
        const router = Router();
        router.get('/bare', async (request, response) => {
          const statements = statementsByPath.get(String(request.query.path));
          if (!statements) throw new InputError('path: is not measured');
          const credentials = await httpAuth.credentials(request);
          await permissions.authorizeConditional(
            [{ permission: incidentReadPermission }],
            { credentials },
          );
          response.json({ rows: await runBare(db, statements) });
        });
        router.get('/bare/cpu', (_request, response) => {
          const { user, system } = process.cpuUsage();
          response.json({ cpuMs: (user + system) / 1000 });
        });
        httpRouter.use(router);
      },
    });
  },
});

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('backstage-plugin-security-incidents-backend'));
backend.add(demoAuthModule);
backend.add(benchPolicyModule);
backend.add(bareRoute);
backend.start();
