import { identityApiRef } from '@backstage/core-plugin-api';
import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import {
  mockApis,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, within } from '@testing-library/react';
import {
  DetectionsClient,
  EvidenceClient,
  ReviewsClient,
  ObligationsClient,
  ReportsClient,
  SecurityIncidentsClient,
} from 'backstage-plugin-security-incidents-common';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import securityIncidentsPlugin, {
  detectionsApiRef,
  evidenceApiRef,
  reviewsApiRef,
  obligationsApiRef,
  reportsApiRef,
  IncidentCardBlueprint,
  securityIncidentsApiRef,
  useIncident,
} from '..';
import {
  answer,
  BASE,
  failure,
} from '../components/IncidentPage/__testUtils__/incidentPage';
import { testIncident } from '../components/IncidentPage/testIncident';

const server = setupServer();
registerMswTestHooks(server);

function InsuranceCard() {
  const { incident } = useIncident();
  return (
    <section aria-label="Insurance">{`Policy for ${incident.key}`}</section>
  );
}

/** A plugin of an adopter, which knows only what the package exports. */
const insurancePlugin = createFrontendPlugin({
  pluginId: 'insurance',
  extensions: [
    IncidentCardBlueprint.make({
      params: {
        area: 'knowing',
        order: 15,
        loader: async () => <InsuranceCard />,
      },
    }),
  ],
});

type ExtensionConfig = Record<string, boolean | { config: object }>;

function openPage(extensions: ExtensionConfig[] = []) {
  answer(server, testIncident());
  // What the tabs of the header count.
  server.use(
    ...['incidents', 'my/work', 'detections', 'reviews/counts'].map(path =>
      http.get(`${BASE}/${path}`, () =>
        failure(403, 'NotAllowedError', 'Not for you'),
      ),
    ),
  );
  renderTestApp({
    features: [securityIncidentsPlugin, insurancePlugin],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: ['/security-incidents/SEC-2026-0042'],
    apis: [
      [catalogApiRef, catalogApiMock()],
      [identityApiRef, mockApis.identity()],
      [permissionApiRef, mockApis.permission()],
      [
        reportsApiRef,
        new ReportsClient({ discoveryApi: { getBaseUrl: async () => BASE } }),
      ],
      [
        detectionsApiRef,
        new DetectionsClient({
          discoveryApi: { getBaseUrl: async () => BASE },
        }),
      ],
      [
        evidenceApiRef,
        new EvidenceClient({
          discoveryApi: { getBaseUrl: async () => BASE },
        }),
      ],
      [
        reviewsApiRef,
        new ReviewsClient({
          discoveryApi: { getBaseUrl: async () => BASE },
        }),
      ],
      [
        obligationsApiRef,
        new ObligationsClient({
          discoveryApi: { getBaseUrl: async () => BASE },
        }),
      ],
      [
        securityIncidentsApiRef,
        new SecurityIncidentsClient({
          discoveryApi: { getBaseUrl: async () => BASE },
        }),
      ],
    ] as never,
    config: { app: { extensions } },
  });
}

/** Labels of the cards in the column of a card, from top to bottom. */
const getColumn = (card: HTMLElement) =>
  within(card.parentElement!)
    .getAllByLabelText(/./, { selector: 'section, article' })
    .map(element => element.getAttribute('aria-label'));

describe('IncidentCardBlueprint', () => {
  it('puts a card of another plugin among those of the incident page', async () => {
    openPage();
    const card = await screen.findByLabelText('Insurance');
    expect(card).toHaveTextContent('Policy for SEC-2026-0042');
    await screen.findByLabelText('Affected services');
    const column = getColumn(card);
    expect(column.slice(0, 3)).toEqual([
      'Facts',
      'Insurance',
      'Affected services',
    ]);
  });

  it('lets the configuration of an app move a card, and leave one out', async () => {
    openPage([
      { 'incident-card:insurance': { config: { area: 'doing', order: 5 } } },
      { 'incident-card:security-incidents/people': false },
    ]);
    const card = await screen.findByLabelText('Insurance');
    await screen.findByLabelText('Next step');
    expect(getColumn(card).slice(0, 2)).toEqual(['Insurance', 'Next step']);
    await screen.findByLabelText('Affected services');
    expect(screen.queryByLabelText('People and roles')).toBeNull();
  });

  it('refuses a place that there is not', () => {
    for (const config of [{ area: 'below' }, { order: 'first' }]) {
      expect(() =>
        openPage([{ 'incident-card:insurance': { config } }]),
      ).toThrow(/must be (one of wide, doing, knowing, history|a number)/);
    }
  });
});
