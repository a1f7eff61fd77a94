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
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  DetectionsClient,
  ReportsClient,
  SecurityIncidentsClient,
} from 'backstage-plugin-security-incidents-common';
import ReactDOM from 'react-dom/client';
import securityIncidentsPlugin, { securityIncidentsApiRef } from '../src';
import { detectionsApiRef, reportsApiRef } from '../src/api';
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

const securityIncidentsModule = createFrontendModule({
  pluginId: 'security-incidents',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: securityIncidentsApiRef,
          deps: {},
          factory: () =>
            new SecurityIncidentsClient({
              discoveryApi: { getBaseUrl: async () => BASE_URL },
              fetchApi: { fetch: mockFetch },
            }),
        }),
    }),
    ApiBlueprint.make({
      name: 'reports',
      params: define =>
        define({
          api: reportsApiRef,
          deps: {},
          factory: () =>
            new ReportsClient({
              discoveryApi: { getBaseUrl: async () => BASE_URL },
              fetchApi: { fetch: mockFetch },
            }),
        }),
    }),
    ApiBlueprint.make({
      name: 'detections',
      params: define =>
        define({
          api: detectionsApiRef,
          deps: {},
          factory: () =>
            new DetectionsClient({
              discoveryApi: { getBaseUrl: async () => BASE_URL },
              fetchApi: { fetch: mockFetch },
            }),
        }),
    }),
  ],
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
