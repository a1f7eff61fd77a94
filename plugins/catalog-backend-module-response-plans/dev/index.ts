/**
 * The catalog with the module, with the twelve plans as drafts: `yarn start` in this package; it listens on `PORT`,
 * 7007 unless set, keeps its data in memory and lets everybody in as a mock user.
 */
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';

const port = Number(process.env.PORT ?? 7007);
const backend = createBackend();

backend.add(
  mockServices.rootConfig.factory({
    data: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: {
        baseUrl: `http://localhost:${port}`,
        listen: { host: '127.0.0.1', port },
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      securityIncidents: { responsePlans: { defaults: {} } },
    },
  }),
);
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(mockServices.userInfo.factory());
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('../src'));

backend.start();
