import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { IncidentSummary } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  counts,
  emptyOverview,
  refusal,
  renderPage,
  summary,
  TestBackend,
} from '../../__testUtils__/backend';
import { TestSignals } from '../../__testUtils__/signals';
import { EntityTab } from './EntityTab';

const server = setupServer();
registerMswTestHooks(server);

const key = summary({ id: '1', key: 'SEC-2026-0001', title: 'Key in a log' });
const parcel = summary({ id: '3', key: 'SEC-2026-0003', title: 'Open parcel' });

let backend: TestBackend;
let signals: TestSignals;
/** What is open now, and how often that was asked. */
let openNow: IncidentSummary[];
let asked: number;
beforeEach(() => {
  backend = new TestBackend(server);
  backend.listen();
  signals = new TestSignals();
  openNow = [key];
  backend.items = [key];
  asked = 0;
  server.use(
    http.get(`${BASE}/entities/:kind/:namespace/:name/overview`, () => {
      asked += 1;
      return HttpResponse.json({
        ...emptyOverview,
        open: {
          total: openNow.length,
          bySeverity: counts({ high: openNow.length }),
        },
        openIncidents: openNow,
      });
    }),
  );
});

async function open() {
  renderPage(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'payments-api', namespace: 'default' },
      }}
    >
      <EntityTab />
    </EntityProvider>,
    { at: '/tab', signals },
  );
  await screen.findByRole('grid', { name: 'Data table' });
  await waitFor(() => expect(asked).toBe(1));
}
const list = () => within(screen.getByRole('grid', { name: 'Data table' }));

describe('the incidents of an entity, while others work on them', () => {
  it('are asked for once for a burst of signals, and what is open stands at the top', async () => {
    await open();
    await screen.findAllByText('Key in a log');
    openNow = [parcel, { ...key, title: 'Two keys in a log' }];
    backend.items = openNow;
    backend.asked = [];
    for (const version of [8, 9, 10]) {
      signals.send({ incidentId: '1', version });
      signals.send({ incidentId: 'not for this reader', version });
    }
    await waitFor(() =>
      expect(screen.getAllByText('Two keys in a log')).toHaveLength(2),
    );
    expect(screen.getAllByText('Open parcel')).toHaveLength(2);
    expect(asked).toBe(2);
    expect(backend.asked).toHaveLength(1);
    expect(screen.queryByRole('status', { name: /^Loading/ })).toBeNull();
  });

  it('do not move while somebody uses the page, and come when they are asked for', async () => {
    await open();
    const search = screen.getByRole('searchbox', { name: 'Search incidents' });
    await screen.findAllByText('Key in a log');
    act(() => search.focus());
    openNow = [parcel, { ...key, title: 'Two keys in a log' }];
    signals.send({ incidentId: '3', version: 1 });

    const waiting = await screen.findByRole('button', { name: '1 new, show' });
    expect(screen.getByText('Two keys in a log')).toBeInTheDocument();
    expect(screen.queryByText('Open parcel')).toBeNull();
    expect(screen.getByRole('link', { name: 'High 2' })).toBeInTheDocument();
    expect(search).toHaveFocus();

    await userEvent.click(waiting);
    expect(await screen.findByText('Open parcel')).toBeInTheDocument();
    expect(document.body).not.toHaveFocus();
  });

  it('leave an empty place where one was closed', async () => {
    await open();
    await screen.findAllByText('Key in a log');
    const link = screen.getAllByRole('link', { name: 'SEC-2026-0001' })[0];
    act(() => link.focus());
    openNow = [];
    signals.send({ incidentId: '1', version: 8 });
    const place = await screen.findByText('No longer open');
    expect(place.closest('li')).toHaveFocus();
    expect(list().getByText('Key in a log')).toBeInTheDocument();
    expect(screen.queryByText(/^Nothing is open/)).toBeNull();
  });

  it('are told at once when nothing was open before', async () => {
    openNow = [];
    await open();
    await screen.findByText('Nothing is open on payments-api');
    const search = screen.getByRole('searchbox', { name: 'Search incidents' });
    act(() => search.focus());
    openNow = [parcel];
    signals.send({ incidentId: '3', version: 1 });
    expect(await screen.findByText('Open parcel')).toBeInTheDocument();
    expect(screen.queryByText('Nothing is open on payments-api')).toBeNull();
  });

  it('are taken away when they may not be read any more', async () => {
    await open();
    await screen.findAllByText('Key in a log');
    server.use(
      http.get(`${BASE}/entities/:kind/:namespace/:name/overview`, () =>
        refusal(403, { message: 'No' }),
      ),
      http.get(`${BASE}/incidents`, () => refusal(403, { message: 'No' })),
    );
    signals.send({ incidentId: '1', version: 8 });
    await waitFor(() =>
      expect(screen.getAllByText("You can't view incidents")).toHaveLength(2),
    );
    expect(screen.queryByText('Key in a log')).toBeNull();
  });
});
