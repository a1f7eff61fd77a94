import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogGraphModule } from './modules/catalogGraph';
import { navigationModule } from './modules/navigation';
import { notificationIconModule } from './modules/notificationIcon';
import { signInModule } from './modules/signIn';

export default createApp({
  features: [
    catalogPlugin,
    catalogGraphModule,
    navigationModule,
    notificationIconModule,
    signInModule,
  ],
});
