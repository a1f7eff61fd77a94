import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { identityApiRef } from '@backstage/core-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SecurityIncidentsClient } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { securityIncidentsApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { IncidentsPage } from './IncidentsPage';

const BASE = 'http://backend.test/api/security-incidents';
const server = setupServer();
registerMswTestHooks(server);

let asked: string[] = [];

function renderPage(at = '/list') {
  asked = [];
  server.use(
    http.get(`${BASE}/incidents`, ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ items: [], totalItems: 0, pageInfo: {} });
    }),
  );
  renderInTestApp(<IncidentsPage />, {
    initialRouteEntries: [at],
    mountedRoutes: {
      '/security-incidents': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
    apis: [
      [catalogApiRef, catalogApiMock()],
      [
        identityApiRef,
        mockApis.identity({
          userEntityRef: 'user:default/ada',
          ownershipEntityRefs: [
            'user:default/ada',
            'group:default/team-payments',
          ],
        }),
      ],
      [
        securityIncidentsApiRef,
        new SecurityIncidentsClient({
          discoveryApi: { getBaseUrl: async () => BASE },
        }),
      ],
    ],
  });
}

describe('the list of incidents', () => {
  it('asks for what the address says', async () => {
    renderPage(
      '/list?severity=high&severity=critical&view=teams&orderBy=severity:desc&q=key',
    );
    expect(
      await screen.findByText('No incident matches these filters'),
    ).toBeInTheDocument();
    expect(asked[asked.length - 1]).toBe(
      '?q=key&open=true&severity=high&severity=critical&orderBy=severity%3Adesc&owner=group%3Adefault%2Fteam-payments',
    );
  });

  it('shows what is mine, and clears', async () => {
    renderPage();
    expect(await screen.findByText('Nothing is open')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Mine' }));
    await waitFor(() =>
      expect(asked[asked.length - 1]).toBe(
        '?open=true&involved=user%3Adefault%2Fada',
      ),
    );
    const [clear] = await screen.findAllByRole('button', {
      name: 'Clear filters',
    });
    await userEvent.click(clear);
    await waitFor(() => expect(asked[asked.length - 1]).toBe('?open=true'));
  });

  it('includes what is over when asked', async () => {
    renderPage();
    await screen.findByText('Nothing is open');
    await userEvent.click(screen.getByRole('switch', { name: 'Open only' }));
    await waitFor(() => expect(asked[asked.length - 1]).toBe(''));
    expect(await screen.findByText('No incident yet')).toBeInTheDocument();
  });
});
