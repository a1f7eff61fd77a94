import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => (await import('./SignInPage')).SignInPage,
  },
});

/** DEMO ONLY: a sign-in page that asks for no password. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage],
});
