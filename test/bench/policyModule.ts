import { createBackendModule } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  incidentCreatePermission,
  incidentReadPermission,
  securityIncidentsPermissions,
} from 'backstage-plugin-security-incidents-common';

const GRANTED = new Set([
  incidentCreatePermission.name,
  incidentReadPermission.name,
]);
const OWN = new Set(
  securityIncidentsPermissions.map(permission => permission.name),
);

/** The viewer reads what is open or theirs, reports, and has no other permission of the plugin. */
export const benchPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'bench-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission: { name } }) => ({
            result:
              GRANTED.has(name) || !OWN.has(name)
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          }),
        });
      },
    });
  },
});
