import { createBackendModule } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  incidentClosePermission,
  incidentCreatePermission,
  incidentReadPermission,
  incidentTransitionPermission,
  incidentUpdatePermission,
  securityIncidentsPermissions,
  stepRecordPermission,
} from 'backstage-plugin-security-incidents-common';

const GRANTED = new Set(
  [
    incidentClosePermission,
    incidentCreatePermission,
    incidentReadPermission,
    incidentTransitionPermission,
    incidentUpdatePermission,
    stepRecordPermission,
  ].map(permission => permission.name),
);
const OWN = new Set(
  securityIncidentsPermissions.map(permission => permission.name),
);

/** The viewer reads what is open or theirs, reports and responds, so that an overview offers next actions. */
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
