import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { DefaultPlansProvider } from './defaults/DefaultPlansProvider';
import { ResponsePlanProcessor } from './ResponsePlanProcessor';

/**
 * Adds the kind `ResponsePlan` to the catalog, and the default plans if they are configured.
 *
 * @public
 */
export const catalogModuleResponsePlans = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'response-plans',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ catalog, config }) {
        catalog.addProcessor(new ResponsePlanProcessor());
        const defaults = DefaultPlansProvider.fromConfig(config);
        if (defaults) catalog.addEntityProvider(defaults);
      },
    });
  },
});
