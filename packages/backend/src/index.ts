import { createBackend } from '@backstage/backend-defaults';
import { demoAuthModule } from './demo/authModule';
import { demoHistoryModule } from './demo/historyModule';
import { demoPermissionModule } from './demo/permissionModule';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('backstage-plugin-security-incidents-backend'));
backend.add(import('backstage-plugin-catalog-backend-module-response-plans'));
backend.add(
  import('backstage-plugin-scaffolder-backend-module-security-incidents'),
);
backend.add(
  import('backstage-plugin-search-backend-module-security-incidents'),
);

// The demo: sign-in without passwords, an example policy, and a history to look at.
backend.add(demoAuthModule);
backend.add(demoPermissionModule);
backend.add(demoHistoryModule);

backend.start();
