import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { navigation } from './Navigation';

export const navigationModule = createFrontendModule({
  pluginId: 'app',
  extensions: [navigation],
});
