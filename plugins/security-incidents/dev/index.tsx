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
  EvidenceClient,
  ObligationsClient,
  ReportsClient,
  ReviewsClient,
  SecurityIncidentsClient,
} from 'backstage-plugin-security-incidents-common';
import ReactDOM from 'react-dom/client';
import securityIncidentsPlugin, { securityIncidentsApiRef } from '../src';
import {
  detectionsApiRef,
  evidenceApiRef,
  obligationsApiRef,
  reportsApiRef,
  reviewsApiRef,
} from '../src/api';
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

const securityIncidentsModule = createFrontendModule({
  pluginId: 'security-incidents',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: securityIncidentsApiRef,
          deps: {},
          factory: () => new SecurityIncidentsClient(backend),
        }),
    }),
    ApiBlueprint.make({
      name: 'reports',
      params: define =>
        define({
          api: reportsApiRef,
          deps: {},
          factory: () => new ReportsClient(backend),
        }),
    }),
    ApiBlueprint.make({
      name: 'evidence',
      params: define =>
        define({
          api: evidenceApiRef,
          deps: {},
          factory: () => new EvidenceClient(backend),
        }),
    }),
    ApiBlueprint.make({
      name: 'obligations',
      params: define =>
        define({
          api: obligationsApiRef,
          deps: {},
          factory: () => new ObligationsClient(backend),
        }),
    }),
    ApiBlueprint.make({
      name: 'reviews',
      params: define =>
        define({
          api: reviewsApiRef,
          deps: {},
          factory: () => new ReviewsClient(backend),
        }),
    }),
    ApiBlueprint.make({
      name: 'detections',
      params: define =>
        define({
          api: detectionsApiRef,
          deps: {},
          factory: () => new DetectionsClient(backend),
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
