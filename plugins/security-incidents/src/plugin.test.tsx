import type { Entity } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/core-plugin-api';
import {
  coreExtensionData,
  type ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import {
  createExtensionTester,
  mockApis,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  renderInTestApp as renderInLegacyApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  DetectionsClient,
  EvidenceClient,
  ReviewsClient,
  ObligationsClient,
  ReportsClient,
  type EntityOverview,
  SecurityIncidentsClient,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router-dom';
import {
  BASE,
  emptyOverview,
  summary,
  TestBackend,
} from './__testUtils__/backend';
import { readiness } from './__testUtils__/plans';
import {
  detectionsApiRef,
  evidenceApiRef,
  reviewsApiRef,
  obligationsApiRef,
  reportsApiRef,
  securityIncidentsApiRef,
} from './api';
import {
  EntitySecurityIncidentsCard,
  EntitySecurityIncidentsContent,
  SecurityIncidentsPage,
} from './legacy';
import { securityIncidentsPlugin } from './plugin';
import { rootRouteRef } from './routes';

const server = setupServer();
registerMswTestHooks(server);

let backend: TestBackend;
beforeEach(() => {
  backend = new TestBackend(server);
  backend.items = [summary()];
  backend.listen();
});

const platform = [
  [catalogApiRef, catalogApiMock()],
  [identityApiRef, mockApis.identity()],
  [permissionApiRef, mockApis.permission()],
] as const;

// Made in each test: the client takes the fetch of the moment, which the mocked backend has to have replaced by then.
const withClient = () =>
  [
    ...platform,
    [
      securityIncidentsApiRef,
      new SecurityIncidentsClient({
        discoveryApi: { getBaseUrl: async () => BASE },
      }),
    ],
    [
      reportsApiRef,
      new ReportsClient({ discoveryApi: { getBaseUrl: async () => BASE } }),
    ],
    [
      detectionsApiRef,
      new DetectionsClient({ discoveryApi: { getBaseUrl: async () => BASE } }),
    ],
    [
      evidenceApiRef,
      new EvidenceClient({ discoveryApi: { getBaseUrl: async () => BASE } }),
    ],
    [
      reviewsApiRef,
      new ReviewsClient({ discoveryApi: { getBaseUrl: async () => BASE } }),
    ],
    [
      obligationsApiRef,
      new ObligationsClient({ discoveryApi: { getBaseUrl: async () => BASE } }),
    ],
  ] as never;

const entityOf = (kind: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'payments-api', namespace: 'default' },
});

const card = securityIncidentsPlugin.getExtension(
  'entity-card:security-incidents/overview',
);
const tab = securityIncidentsPlugin.getExtension(
  'entity-content:security-incidents',
);

/** The page of payments-api in an app whose extensions are configured. */
function renderEntityPage(
  extensions: Array<Record<string, false | { config: { path: string } }>>,
) {
  server.use(
    http.get(`${BASE}/entities/:kind/:namespace/:name/overview`, () =>
      HttpResponse.json({
        ...emptyOverview,
        total: 3,
        readiness: readiness(),
        planKinds: [
          {
            planRef: 'responseplan:default/leaked-credential',
            title: 'Leaked credential',
            classes: ['vulnerable'],
          },
        ],
      } satisfies EntityOverview),
    ),
  );
  renderTestApp({
    features: [securityIncidentsPlugin],
    extensions: [createTestEntityPage({ entity: entityOf('Component') })],
    initialRouteEntries: ['/catalog/default/component/payments-api'],
    apis: withClient(),
    config: {
      app: {
        extensions: [
          {
            'page:test/test-entity': {
              config: { path: '/catalog/:namespace/:kind/:name' },
            },
          },
          ...extensions,
        ],
      },
    },
  });
}

/** The page of an entity with one of our extensions on it. */
function renderOn(kind: string, extension: ExtensionDefinition<any>) {
  return renderTestApp({
    extensions: [createTestEntityPage({ entity: entityOf(kind) }), extension],
    mountedRoutes: { '/security-incidents': rootRouteRef },
    apis: withClient(),
  });
}

describe('the plugin in an app', () => {
  it('shows incidents in these places and in no other', () => {
    // Each asks the backend on behalf of its reader, which the leak matrix covers. What is added, such as a widget of a home
    // page or a row of a search, has to be said here and there.
    const { extensions } = securityIncidentsPlugin as unknown as {
      extensions: Array<{ id: string }>;
    };
    expect(extensions.map(({ id }) => id).sort()).toEqual([
      'api:security-incidents',
      'api:security-incidents/detections',
      'api:security-incidents/evidence',
      'api:security-incidents/imports',
      'api:security-incidents/obligations',
      'api:security-incidents/proof',
      'api:security-incidents/reports',
      'api:security-incidents/reviews',
      'catalog-filter:security-incidents/open-incidents',
      'entity-card:security-incidents/overview',
      'entity-content:security-incidents',
      'entity-content:security-incidents/response-plan',
      'entity-context-menu-item:security-incidents/report-concern',
      'entity-icon-link:security-incidents/open-incidents',
      'home-page-widget:security-incidents/my-incidents',
      'home-page-widget:security-incidents/my-tasks',
      'home-page-widget:security-incidents/teams-risk',
      'incident-card:security-incidents/affected',
      'incident-card:security-incidents/completeness',
      'incident-card:security-incidents/composer',
      'incident-card:security-incidents/detections',
      'incident-card:security-incidents/escalation',
      'incident-card:security-incidents/facts',
      'incident-card:security-incidents/lifecycle',
      'incident-card:security-incidents/major',
      'incident-card:security-incidents/members',
      'incident-card:security-incidents/next-step',
      'incident-card:security-incidents/people',
      'incident-card:security-incidents/plan',
      'incident-card:security-incidents/timeline',
      'page:security-incidents',
      'search-filter-result-type:security-incidents',
      'search-filter-result-type:security-incidents/reviews',
      'search-result-list-item:security-incidents',
      'search-result-list-item:security-incidents/reviews',
    ]);
  });

  it('stays mounted, with its focus, when a filter changes the address', async () => {
    renderTestApp({
      features: [securityIncidentsPlugin],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/security-incidents'],
      apis: [...platform] as never,
      config: { backend: { baseUrl: 'http://backend.test' } },
    });
    await screen.findByText(/Deploy token for payments-api/);
    const main = screen.getByRole('main');
    const open = screen.getByRole('switch', { name: 'Open only' });
    expect(open).toBeChecked();
    await userEvent.click(open);
    await waitFor(() =>
      expect(
        screen.getByRole('switch', { name: 'Open only' }),
      ).not.toBeChecked(),
    );
    expect(screen.getByRole('main')).toBe(main);
    expect(open).toHaveFocus();
  });

  it('says on its tabs what is open and what is due', async () => {
    backend.others = 8;
    backend.due = 120;
    renderTestApp({
      features: [securityIncidentsPlugin],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/security-incidents'],
      apis: withClient(),
    });
    await screen.findByText(/Deploy token for payments-api/);
    await screen.findByRole('tab', { name: 'Incidents 8' });
    await screen.findByRole('tab', { name: 'My work 99+' });
    expect(screen.getByRole('tab', { name: 'Plans' })).toBeInTheDocument();
  });

  it('says nothing on its tabs while that is unknown', async () => {
    server.use(
      http.get(`${BASE}/my/work`, () =>
        HttpResponse.json({ error: { message: 'No' } }, { status: 403 }),
      ),
    );
    renderTestApp({
      features: [securityIncidentsPlugin],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/security-incidents'],
      apis: withClient(),
    });
    await screen.findByText(/Deploy token for payments-api/);
    expect(screen.getByRole('tab', { name: 'My work' })).toBeInTheDocument();
    expect(screen.queryByRole('tab', { name: /^My work \d/ })).toBeNull();
  });

  it('leads from an incident back to the list with its filters', async () => {
    server.use(
      http.get(`${BASE}/incidents/:key`, () =>
        HttpResponse.json({ error: { message: 'No' } }, { status: 404 }),
      ),
    );
    renderTestApp({
      features: [securityIncidentsPlugin],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/security-incidents?severity=high&q=token'],
      apis: withClient(),
    });
    await userEvent.click(
      await screen.findByRole('link', {
        name: /^Deploy token for payments-api/,
      }),
    );
    const back = () =>
      screen
        .getAllByRole('link', { name: 'Security incidents' })
        .map(link => link.getAttribute('href'));
    await waitFor(() =>
      expect(back()).toContain('/security-incidents?severity=high&q=token'),
    );
  });

  it('has its list at /security-incidents, with its own client', async () => {
    renderTestApp({
      features: [securityIncidentsPlugin],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/security-incidents'],
      apis: [...platform] as never,
      config: { backend: { baseUrl: 'http://backend.test' } },
    });
    expect(
      await screen.findByText(/Deploy token for payments-api/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Security incidents' }),
    ).toBeInTheDocument();
  });

  it('has its page where an app wants it', () => {
    const page = securityIncidentsPlugin.getExtension(
      'page:security-incidents',
    );
    expect(createExtensionTester(page).get(coreExtensionData.routePath)).toBe(
      '/security-incidents',
    );
    expect(
      createExtensionTester(page, { config: { path: '/incidents' } }).get(
        coreExtensionData.routePath,
      ),
    ).toBe('/incidents');
  });

  describe('in development', () => {
    const environment = process.env as { NODE_ENV?: string };
    const before = environment.NODE_ENV;
    let warn: jest.SpyInstance;

    beforeEach(() => {
      environment.NODE_ENV = 'development';
      warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    });
    afterEach(() => {
      environment.NODE_ENV = before;
      warn.mockRestore();
    });

    const implicitRouterWarnings = () =>
      warn.mock.calls
        .map(([message]) => String(message))
        .filter(message => message.includes('uses implicit React Router'));

    it('uses no React Router on the pages of other plugins', async () => {
      renderEntityPage([]);
      await screen.findByRole('link', { name: 'All 3 incidents' });
      await screen.findByText('Nothing is open on payments-api');
      expect(implicitRouterWarnings()).toEqual([]);
    });

    it('brings its own React Router to its page', async () => {
      renderTestApp({
        features: [securityIncidentsPlugin],
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
        initialRouteEntries: ['/security-incidents'],
        apis: withClient(),
      });
      await screen.findByText(/Deploy token for payments-api/);
      expect(implicitRouterWarnings()).toEqual([]);
    });
  });

  it('links to its tabs at the paths that the app gives them', async () => {
    renderEntityPage([
      {
        'entity-content:security-incidents': {
          config: { path: '/security' },
        },
      },
      {
        'entity-content:security-incidents/response-plan': {
          config: { path: '/playbook' },
        },
      },
    ]);
    expect(
      await screen.findByRole('link', { name: 'All 3 incidents' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/security',
    );
    expect(
      screen.getByRole('link', { name: 'Leaked credential' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/responseplan/leaked-credential/playbook',
    );
  });

  it('links to its list and to the page of a plan where an app has no tabs', async () => {
    renderEntityPage([
      { 'entity-content:security-incidents': false },
      { 'entity-content:security-incidents/response-plan': false },
    ]);
    expect(
      await screen.findByRole('link', { name: 'All 3 incidents' }),
    ).toHaveAttribute(
      'href',
      '/security-incidents?service=component%3Adefault%2Fpayments-api&open=false',
    );
    expect(
      screen.getByRole('link', { name: 'Leaked credential' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/responseplan/leaked-credential',
    );
  });

  it.each(['Component', 'API', 'Resource', 'System', 'Domain', 'Group'])(
    'shows its card on the page of a %s',
    async kind => {
      renderOn(kind, card);
      expect(await screen.findByText('None open')).toBeInTheDocument();
    },
  );

  it.each(['Component', 'API', 'Resource', 'System', 'Domain', 'Group'])(
    'shows its tab on the page of a %s',
    async kind => {
      renderOn(kind, tab);
      expect(
        await screen.findByText('Nothing is open on payments-api'),
      ).toBeInTheDocument();
    },
  );

  it.each(['User', 'Location', 'Template'])(
    'shows neither card nor tab on the page of a %s',
    async kind => {
      const { unmount } = renderOn(kind, card);
      expect(await screen.findByTestId('empty-entity-page')).toBeVisible();
      unmount();
      renderOn(kind, tab);
      expect(await screen.findByTestId('empty-entity-page')).toBeVisible();
    },
  );
});

describe('the plugin in an app of the old frontend system', () => {
  const mountedRoutes = {
    '/security-incidents': rootRouteRef,
    '/catalog/:namespace/:kind/:name': entityRouteRef,
  };

  it('has its page', async () => {
    await renderInLegacyApp(
      <TestApiProvider apis={withClient()}>
        <Routes>
          <Route path="/*" element={<SecurityIncidentsPage />} />
        </Routes>
      </TestApiProvider>,
      { mountedRoutes },
    );
    expect(
      await screen.findByText(/Deploy token for payments-api/),
    ).toBeInTheDocument();
  });

  it('has its card and its tab', async () => {
    await renderInLegacyApp(
      <TestApiProvider apis={withClient()}>
        <EntityProvider entity={entityOf('Component')}>
          <EntitySecurityIncidentsCard />
          <EntitySecurityIncidentsContent />
        </EntityProvider>
      </TestApiProvider>,
      { mountedRoutes },
    );
    expect(await screen.findByText('None open')).toBeInTheDocument();
    expect(
      await screen.findByText('Nothing is open on payments-api'),
    ).toBeInTheDocument();
  });
});
