import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { IconBundleBlueprint } from '@backstage/plugin-app-react';
import { RiShieldFlashLine } from '@remixicon/react';

/** The icon of notifications about security incidents. The platform's own for normal severity is a tick, which reads as done. */
export const notificationIconModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    IconBundleBlueprint.make({
      name: 'security-incidents',
      params: { icons: { 'security-incidents': <RiShieldFlashLine /> } },
    }),
  ],
});
