import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type EntityOverview,
  SecurityIncidentsClient,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { securityIncidentsApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { EntityCard } from './EntityCard';

const BASE = 'http://backend.test/api/security-incidents';
const OVERVIEW = `${BASE}/entities/component/default/payments-api/overview`;
const server = setupServer();
registerMswTestHooks(server);

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments-api', namespace: 'default' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-payments' }],
};

const none: EntityOverview = {
  entityRef: 'component:default/payments-api',
  open: {
    total: 0,
    bySeverity: {
      critical: 0,
      high: 0,
      medium: 0,
      low: 0,
      informational: 0,
      undecided: 0,
    },
  },
  total: 0,
  openIncidents: [],
  nextActions: [],
  rollUp: [],
  mayReport: true,
};

function renderCard(shown: object = entity) {
  renderInTestApp(
    <EntityProvider entity={shown as typeof entity}>
      <EntityCard />
    </EntityProvider>,
    {
      mountedRoutes: {
        '/security-incidents': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      apis: [
        [
          securityIncidentsApiRef,
          new SecurityIncidentsClient({
            discoveryApi: { getBaseUrl: async () => BASE },
          }),
        ],
      ],
    },
  );
}

describe('the entity card', () => {
  it('shows what is open and what the reader must do next, with one call', async () => {
    let calls = 0;
    server.use(
      http.get(OVERVIEW, () => {
        calls += 1;
        return HttpResponse.json({
          ...none,
          open: {
            total: 2,
            bySeverity: { ...none.open.bySeverity, high: 1, undecided: 1 },
          },
          total: 7,
          nextActions: [
            {
              incidentId: 'id',
              incidentKey: 'SEC-2026-0046',
              incidentTitle: 'Live gateway key',
              text: 'Record a containment step',
              because: 'owner',
              towards: 'eradication',
            },
          ],
        } satisfies EntityOverview);
      }),
    );
    renderCard();
    expect(await screen.findByText('2 open')).toBeInTheDocument();
    expect(screen.getByText('1 high')).toBeInTheDocument();
    expect(screen.getByText('1 undecided')).toBeInTheDocument();
    expect(screen.getByText('Record a containment step')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open SEC-2026-0046' }),
    ).toHaveAttribute('href', '/security-incidents/SEC-2026-0046');
    expect(
      screen.getByRole('link', { name: 'All 7 incidents' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/security-incidents',
    );
    expect(calls).toBe(1);
  });

  it('helps with nothing open, and names a missing owner', async () => {
    server.use(http.get(OVERVIEW, () => HttpResponse.json(none)));
    renderCard({ ...entity, relations: [] });
    expect(await screen.findByText('None open')).toBeInTheDocument();
    expect(screen.getByText(/Owner missing/)).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Report a concern' }),
    ).toBeInTheDocument();
  });

  it('says that unknown is not none, keeps reporting, and tries again', async () => {
    server.use(
      http.get(OVERVIEW, () => HttpResponse.json({}, { status: 503 }), {
        once: true,
      }),
      http.get(OVERVIEW, () => HttpResponse.json(none)),
    );
    renderCard();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Open incidents unknown right now');
    expect(
      screen.getByRole('button', { name: 'Report a concern' }),
    ).toBeInTheDocument();
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByText('None open')).toBeInTheDocument();
  });

  it('names the missing right', async () => {
    server.use(
      http.get(OVERVIEW, () =>
        HttpResponse.json(
          {
            error: {
              name: 'NotAllowedError',
              message: 'You do not have the right to read incidents',
            },
            response: { statusCode: 403 },
          },
          { status: 403 },
        ),
      ),
    );
    renderCard();
    expect(
      await screen.findByText('You may not read incidents'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it('leads from each number to its rows, also for the parts of a system', async () => {
    const high = { ...none.open.bySeverity, high: 1 };
    server.use(
      http.get(OVERVIEW, () =>
        HttpResponse.json({
          ...none,
          open: { total: 1, bySeverity: high },
          total: 3,
          rollUp: [
            {
              entityRef: 'component:default/ledger',
              open: 1,
              bySeverity: high,
              total: 2,
            },
          ],
        } satisfies EntityOverview),
      ),
    );
    renderCard();
    const tab = '/catalog/default/component/payments-api/security-incidents';
    expect(await screen.findByRole('link', { name: '1 open' })).toHaveAttribute(
      'href',
      `${tab}?open=true`,
    );
    expect(screen.getByRole('link', { name: '1 high' })).toHaveAttribute(
      'href',
      `${tab}?open=true&severity=high`,
    );
    expect(screen.getByRole('link', { name: '1 high, open' })).toHaveAttribute(
      'href',
      '/catalog/default/component/ledger/security-incidents?open=true&severity=high',
    );
    expect(screen.getByRole('link', { name: '2 in all' })).toHaveAttribute(
      'href',
      '/catalog/default/component/ledger/security-incidents',
    );
  });
});
