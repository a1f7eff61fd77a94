/**
 * The plugin in an app of its own, with mock data and without a backend: `yarn start` in this package.
 */
import '@backstage/cli/asset-types';
// This is an app, which brings the styles itself.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { ConfigReader } from '@backstage/config';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  type ApiRef,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import ReactDOM from 'react-dom/client';
import securityIncidentsPlugin from '../src';
import { apiFactories } from '../src/api/factories';
import { BASE_URL, mockFetch } from './backend';
import { entities } from './entities';

const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: catalogApiRef,
          deps: {},
          factory: () => new InMemoryCatalogClient({ entities }),
        }),
    }),
  ],
});

/** Where clients send their calls. */
const backend = {
  discoveryApi: { getBaseUrl: async () => BASE_URL },
  fetchApi: { fetch: mockFetch },
};

/** The clients of the plugin, which call the mock data. */
const securityIncidentsModule = createFrontendModule({
  pluginId: 'security-incidents',
  extensions: Object.entries(apiFactories).map(([name, made]) => {
    const factory = made.factory as (deps: typeof backend) => object;
    return ApiBlueprint.make({
      name: name === 'incidents' ? undefined : name,
      params: define =>
        define({
          api: made.api as ApiRef<object>,
          deps: {},
          factory: () => factory(backend),
        }),
    });
  }),
});

const app = createApp({
  features: [
    catalogPlugin,
    catalogModule,
    securityIncidentsPlugin,
    securityIncidentsModule,
  ],
  advanced: {
    // The repository's configuration is that of the demo, which has a backend.
    configLoader: async () => ({
      config: new ConfigReader({
        app: {
          title: 'Security incidents',
          baseUrl: window.location.origin,
          extensions: [
            // Without a sign-in page everybody is the guest.
            { 'sign-in-page:app': false },
            { 'page:catalog': { config: { path: '/' } } },
          ],
        },
        backend: { baseUrl: window.location.origin },
      }),
    }),
  },
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
