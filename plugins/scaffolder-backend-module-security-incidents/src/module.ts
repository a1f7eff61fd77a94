import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { incidentsServiceRef } from 'backstage-plugin-security-incidents-node';
import { createPlanAction } from './actions/createPlan';
import { createReportAction } from './actions/reportIncident';

/**
 * Adds the actions `security-incidents:incident:report` and `security-incidents:plan:create` to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleSecurityIncidents = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'security-incidents',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        incidents: incidentsServiceRef,
      },
      async init({ actions, incidents }) {
        actions.addActions(createReportAction(incidents), createPlanAction());
      },
    });
  },
});
