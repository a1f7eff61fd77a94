import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type HistoryMark,
  getVisibleEntities,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { useState } from 'react';
import {
  BASE,
  counts,
  emptyHistory,
  emptyOverview,
  renderPage,
  summary,
  TestBackend,
} from '../../__testUtils__/backend';
import { EntityTab } from './EntityTab';

const server = setupServer();
registerMswTestHooks(server);

let backend: TestBackend;
beforeEach(() => {
  backend = new TestBackend(server);
  backend.listen();
});

const entityOf = (name: string, kind = 'Component') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
});

const render = (at = '/tab', entity = entityOf('payments-api')) =>
  renderPage(
    <EntityProvider entity={entity}>
      <EntityTab />
    </EntityProvider>,
    { at },
  );

const address = () => screen.getByLabelText('address').textContent;

const mark = (
  key: string,
  changes: Partial<HistoryMark> = {},
): HistoryMark => ({
  id: key,
  key,
  title: `Title of ${key}`,
  severity: 'high',
  status: 'closed',
  open: false,
  mode: 'real',
  detectedAt: '2026-03-10T08:00:00.000Z',
  ...changes,
});

const history = {
  ...emptyHistory,
  incidents: { total: 14, open: 2, ended: 11, dismissed: 1 },
  timeToAcknowledge: {
    formula: 'acknowledged minus detected',
    n: 14,
    excluded: 0,
    medianMs: 14 * 60_000,
    p90Ms: 50 * 60_000,
  },
  timeToContain: {
    formula: 'contained minus detected',
    n: 3,
    excluded: 11,
    medianMs: 245 * 60_000,
  },
  marks: [
    mark('SEC-2026-0074', {
      severity: 'critical',
      open: true,
      status: 'triage',
    }),
    mark('SEC-2026-0063', { detectedAt: '2025-12-10T08:00:00.000Z' }),
    mark('SEC-2026-0050', {
      severity: 'low',
      status: 'dismissed',
      detectedAt: '2026-01-10T08:00:00.000Z',
    }),
    mark('SEC-2026-0008', {
      mode: 'exercise',
      detectedAt: '2026-06-10T08:00:00.000Z',
    }),
  ],
};

const answerHistory = (answer: object = history) =>
  server.use(
    http.get(`${BASE}/entities/:kind/:namespace/:name/history`, () =>
      HttpResponse.json(answer),
    ),
  );

describe('what is open on an entity', () => {
  const openOne = () =>
    server.use(
      http.get(`${BASE}/entities/:kind/:namespace/:name/overview`, () =>
        HttpResponse.json({
          ...emptyOverview,
          open: { total: 2, bySeverity: counts({ high: 1, undecided: 1 }) },
          openIncidents: [summary()],
          nextActions: [
            {
              incidentId: summary().id,
              incidentKey: 'SEC-2026-0042',
              incidentTitle: 'Deploy token',
              text: 'Record a containment step',
              because: 'owner',
              towards: 'eradication',
            },
          ],
        }),
      ),
    );

  it('says where it stands, what comes next, who leads and for how long', async () => {
    openOne();
    render();
    const row = (
      await screen.findByRole('link', { name: 'SEC-2026-0042' })
    ).closest('li')!;
    expect(row).toHaveTextContent('P1, Information content security');
    expect(row).toHaveTextContent('step 2 of 6');
    expect(row).toHaveTextContent(
      'Your next action, as ownerRecord a containment step',
    );
    expect(
      screen.getByRole('link', { name: 'Record a containment step' }),
    ).toHaveAttribute('href', '/security-incidents/SEC-2026-0042#what-blocks');
    expect(row).toHaveTextContent('Led bysecurity-responder');
    expect(
      screen.getByRole('link', { name: 'All 2 open incidents' }),
    ).toBeInTheDocument();
  });

  it('opens the rows behind its counts', async () => {
    openOne();
    render('/tab?status=closed');
    await userEvent.click(await screen.findByRole('link', { name: 'High 1' }));
    await waitFor(() => expect(address()).toBe('?open=true&severity=high'));
  });

  it('fails alone', async () => {
    server.use(
      http.get(`${BASE}/entities/:kind/:namespace/:name/overview`, () =>
        HttpResponse.json({ error: { message: 'Busy' } }, { status: 500 }),
      ),
    );
    backend.items = [summary()];
    render();
    expect(
      await screen.findByText('Open incidents unknown right now'),
    ).toBeVisible();
    expect(
      await screen.findByRole('link', { name: 'SEC-2026-0042' }),
    ).toBeVisible();
  });
});

describe('eighteen months at a glance', () => {
  it('tells each figure with how many it is made of, and no percentile of a few', async () => {
    answerHistory();
    render();
    const acknowledge = (await screen.findByText('Time to acknowledge'))
      .parentElement!;
    expect(acknowledge).toHaveTextContent(
      '14m medianp90 50mn 140 excludedacknowledged minus detected',
    );
    expect(screen.getByText('Time to contain').parentElement).toHaveTextContent(
      '4h 5m mediantoo few for a p90n 311 excluded',
    );
    expect(screen.getByText('Time to resolve').parentElement).toHaveTextContent(
      'no value',
    );
  });

  it('opens the rows behind a count', async () => {
    answerHistory();
    render('/tab?q=key&open=true');
    await userEvent.click(
      await screen.findByRole('link', { name: '1 dismissed' }),
    );
    await waitFor(() =>
      expect([...new URLSearchParams(address()!).entries()]).toEqual([
        ['status', 'dismissed'],
        ['status', 'merged'],
        ['from', history.from],
        ['to', history.to],
      ]),
    );
  });

  it('has a lane for each severity and one for exercises, with marks that say all they mean', async () => {
    answerHistory();
    render();
    const critical = await screen.findByRole('list', { name: 'Critical' });
    expect(within(critical).getByRole('link')).toHaveAccessibleName(
      'SEC-2026-0074 Title of SEC-2026-0074, critical, triage, open, detected 10 Mar 2026',
    );
    expect(within(critical).getByRole('link')).toHaveAttribute(
      'href',
      '/security-incidents/SEC-2026-0074',
    );
    expect(
      within(screen.getByRole('list', { name: 'Exercises' })).getByRole('link'),
    ).toHaveAccessibleName(/exercise, closed/);
  });

  it('is one stop of the Tab key, with arrow keys from mark to mark by time', async () => {
    answerHistory();
    render();
    const last = await screen.findByRole('link', { name: /^SEC-2026-0008/ });
    expect(last).toHaveAttribute('tabindex', '0');
    last.focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(screen.getByRole('link', { name: /^SEC-2026-0074/ })).toHaveFocus();
    await userEvent.keyboard('{Home}');
    expect(screen.getByRole('link', { name: /^SEC-2026-0063/ })).toHaveFocus();
  });

  it('says what would be there when there is nothing', async () => {
    render();
    expect(await screen.findByText('Nothing in 18 months')).toBeVisible();
  });

  it('fails alone', async () => {
    server.use(
      http.get(`${BASE}/entities/:kind/:namespace/:name/history`, () =>
        HttpResponse.json({ error: { message: 'Busy' } }, { status: 500 }),
      ),
    );
    render();
    expect(await screen.findByText('The 18 months did not load')).toBeVisible();
  });
});

describe('the history of an entity', () => {
  it('is asked for open first, and says so', async () => {
    backend.items = [summary()];
    render();
    expect(await screen.findByText('Open first, then newest')).toBeVisible();
    expect(backend.lastAsked).toBe(
      '?entityRef=component%3Adefault%2Fpayments-api&orderBy=openFirst%3Adesc',
    );
    expect(
      await screen.findByRole('row', { name: /SEC-2026-0042/ }),
    ).toHaveTextContent('not yet');
  });

  it('says on a system which of its services a row is about', async () => {
    const [service] = getVisibleEntities(summary().affected);
    backend.items = [
      summary({
        affected: [
          { ...service, entityRef: 'component:default/elsewhere' },
          { ...service, inScope: true },
        ],
      }),
    ];
    render('/tab', entityOf('card-payments', 'System'));
    expect(
      await screen.findByRole('link', { name: 'payments-api' }),
    ).toBeInTheDocument();
    expect(screen.queryByText('elsewhere')).not.toBeInTheDocument();
    expect(
      screen.getByRole('columnheader', { name: 'Service' }),
    ).toBeInTheDocument();
  });

  it('counts services that are withheld and names none', async () => {
    const withheld = {
      withheld: true,
      role: 'affected',
      compromise: 'unknown',
    } as const;
    backend.items = [summary({ affected: [withheld, withheld] })];
    render('/tab', entityOf('card-payments', 'System'));
    expect(
      await screen.findByText(
        'A service that you may not see in the catalog +1',
      ),
    ).toBeInTheDocument();
  });

  it('never shows the last entity while the next one loads', async () => {
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    backend.items = [summary()];
    answerHistory();
    function Switching() {
      const [name, setName] = useState('payments-api');
      return (
        <EntityProvider entity={entityOf(name)}>
          <button onClick={() => setName('ledger')}>to the ledger</button>
          <EntityTab />
        </EntityProvider>
      );
    }
    renderPage(<Switching />);
    await screen.findByRole('row', { name: /SEC-2026-0042/ });
    await screen.findByText('Time to contain');
    server.use(
      http.get(`${BASE}/incidents`, async () => {
        await held;
        return HttpResponse.json({ items: [], totalItems: 0, pageInfo: {} });
      }),
      http.get(`${BASE}/entities/:kind/:namespace/:name/:what`, async () => {
        await held;
        return HttpResponse.json(emptyHistory);
      }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'to the ledger' }),
    );
    expect(screen.queryByText(/SEC-2026-0042/)).not.toBeInTheDocument();
    expect(screen.queryByText('Time to contain')).not.toBeInTheDocument();
    expect(
      screen.getByRole('status', { name: 'Loading 18 months' }),
    ).toBeInTheDocument();
    server.resetHandlers();
    backend.listen();
    backend.items = [];
    release();
  });
});
