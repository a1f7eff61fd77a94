import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogGraphModule } from './modules/catalogGraph';
import { homeModule } from './modules/home';
import { navigationModule } from './modules/navigation';
import { notificationIconModule } from './modules/notificationIcon';
import { signInModule } from './modules/signIn';

export default createApp({
  features: [
    catalogPlugin,
    catalogGraphModule,
    homeModule,
    navigationModule,
    notificationIconModule,
    signInModule,
  ],
});
