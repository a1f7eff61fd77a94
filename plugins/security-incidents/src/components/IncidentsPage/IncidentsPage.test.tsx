import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  renderPage,
  summary,
  TestBackend,
} from '../../__testUtils__/backend';
import { IncidentsPage } from './IncidentsPage';

const server = setupServer();
registerMswTestHooks(server);

let backend: TestBackend;
beforeEach(() => {
  backend = new TestBackend(server);
  backend.listen();
});

const address = () => screen.getByLabelText('address').textContent;
const render = (at = '/list') => renderPage(<IncidentsPage />, { at });

const two = [
  summary({ id: '1', key: 'SEC-2026-0001', title: 'Key in a log' }),
  summary({
    id: '2',
    key: 'SEC-2026-0002',
    title: 'Phishing page',
    open: false,
    status: 'closed',
    resolvedAt: '2026-11-23T10:32:00.000Z',
  }),
];

describe('the list of incidents', () => {
  it('asks for what the address says', async () => {
    render(
      '/list?severity=high&severity=critical&view=teams&orderBy=severity:desc&q=key&service=component:default/ledger&from=2026-11-01T00:00:00.000Z&size=50',
    );
    expect(
      await screen.findByText('No incident matches these filters'),
    ).toBeInTheDocument();
    const asked = new URLSearchParams(backend.lastAsked);
    expect([...asked.entries()]).toEqual([
      ['q', 'key'],
      ['open', 'true'],
      ['severity', 'high'],
      ['severity', 'critical'],
      ['entityRef', 'component:default/ledger'],
      ['owner', 'group:default/team-payments'],
      ['from', '2026-11-01T00:00:00.000Z'],
      ['orderBy', 'severity:desc'],
      ['limit', '50'],
    ]);
  });

  it('says how many there are without the filters, and two ways out', async () => {
    backend.others = 12;
    render('/list?severity=high&orderBy=severity:desc&view=mine');
    expect(
      await screen.findByText('12 are open without them.'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Include closed' }),
    );
    await waitFor(() => expect(backend.lastAsked).not.toContain('open='));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() => expect(backend.lastAsked).not.toContain('severity=h'));
    // Neither the order nor whose incidents are filters.
    expect(address()).toBe('?orderBy=severity%3Adesc&view=mine&open=false');
  });

  it('takes back one filter by its tag', async () => {
    render(
      '/list?severity=high&severity=low&from=2026-11-01T00:00:00.000Z&to=2026-12-01T00:00:00.000Z&owner=group:default/payments',
    );
    const tags = await screen.findByRole('grid', { name: 'Filters in use' });
    expect(
      within(tags)
        .getAllByRole('row')
        .map(tag => tag.textContent),
    ).toEqual([
      'Severity: High',
      'Severity: Low',
      'Owner: payments',
      'Detected: Nov 2026',
    ]);
    const high = within(tags).getByRole('row', { name: 'Severity: High' });
    await userEvent.click(within(high).getByRole('button'));
    await waitFor(() => expect(backend.lastAsked).not.toContain('high'));
    expect(backend.lastAsked).toContain('severity=low');
  });

  it('counts in the chart what the filters keep, and opens exactly those rows', async () => {
    render(
      '/list?chart=months&status=new&severity=low&due=overdue&owner=group:default/a&from=2026-11-02&to=2026-11-20',
    );
    expect(await screen.findByText('9 of 2 months are open')).toBeVisible();
    expect(
      [...new URLSearchParams(backend.volumeAsked[0]).entries()].sort(),
    ).toEqual([
      ['due', 'overdue'],
      ['from', '2026-11-02T00:00:00.000Z'],
      ['open', 'true'],
      ['owner', 'group:default/a'],
      ['severity', 'low'],
      ['status', 'new'],
      ['to', '2026-11-21T00:00:00.000Z'],
    ]);
    await userEvent.click(
      screen.getByRole('link', {
        name: 'November 2026: 7 incidents, 1 critical, 2 high, 3 medium, 1 undecided',
      }),
    );
    const asked = () => new URLSearchParams(backend.lastAsked);
    await waitFor(() =>
      expect(asked().get('from')).toBe('2026-11-01T00:00:00.000Z'),
    );
    expect(asked().get('to')).toBe('2026-12-01T00:00:00.000Z');
    expect(asked().get('status')).toBe('new');
    // A chosen month leaves the other bars as they are.
    await waitFor(() =>
      expect(backend.volumeAsked.at(-1)).not.toMatch(/from=/),
    );
    await userEvent.click(screen.getByRole('link', { name: 'Undecided 1' }));
    await waitFor(() => expect(asked().get('severity')).toBe('undecided'));
  });

  it('has the numbers of the chart as a table', async () => {
    render('/list?chart=months');
    const table = await screen.findByRole('table', {
      name: /Incidents by month of detection/,
    });
    expect(
      within(table).getByRole('row', { name: 'November 2026 1 2 3 0 0 1 7' }),
    ).toBeInTheDocument();
  });

  it('moves between the bars with the arrow keys', async () => {
    render('/list?chart=months');
    const november = await screen.findByRole('link', { name: /^November/ });
    november.focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(screen.getByRole('link', { name: /^October/ })).toHaveFocus();
  });

  it('stays when the chart fails, and the chart stays when it fails', async () => {
    backend.items = two;
    server.use(
      http.get(`${BASE}/reports/due`, () =>
        HttpResponse.json({ error: { message: 'Busy' } }, { status: 500 }),
      ),
    );
    const { unmount } = render();
    expect(await screen.findByText('What is due did not load')).toBeVisible();
    expect(
      await screen.findByRole('link', { name: 'Key in a log' }),
    ).toBeVisible();
    unmount();
    backend.listen();
    server.use(
      http.get(`${BASE}/incidents`, () =>
        HttpResponse.json({ error: { message: 'Busy' } }, { status: 500 }),
      ),
    );
    render();
    expect(await screen.findByText('The list did not load')).toBeVisible();
    expect(await screen.findByText('Nothing is due.')).toBeVisible();
  });

  it('says who can give access to a reader without permission', async () => {
    server.use(
      http.get(`${BASE}/incidents`, () =>
        HttpResponse.json({ error: { message: 'No' } }, { status: 403 }),
      ),
    );
    render();
    expect(
      await screen.findByText("You can't view incidents"),
    ).toBeInTheDocument();
  });

  it('shows what is mine, and what is over when asked', async () => {
    render();
    expect(await screen.findByText('Nothing is open')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Mine' }));
    await waitFor(() =>
      expect(backend.lastAsked).toBe(
        '?open=true&orderBy=nextDue%3Aasc&involved=user%3Adefault%2Fada',
      ),
    );
    expect(
      await screen.findByText('None of yours is open'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('switch', { name: 'Open only' }));
    await waitFor(() =>
      expect(backend.lastAsked).toBe(
        '?orderBy=detectedAt%3Adesc&involved=user%3Adefault%2Fada',
      ),
    );
  });

  it('counts exercises apart, and shows them unmistakably when asked', async () => {
    backend.exercises = 1;
    backend.items = two;
    render();
    expect(await screen.findByText('2 incidents')).toBeInTheDocument();
    expect(screen.getByText(/and 1 exercise/)).toBeInTheDocument();
    backend.items = [...two, summary({ id: '3', mode: 'exercise' })];
    await userEvent.click(screen.getByRole('link', { name: /Show exercises/ }));
    expect(await screen.findByText('Exercise, not counted')).toBeVisible();
    expect(backend.lastAsked).toContain('mode=real&mode=exercise');
    expect(screen.getByText('2 incidents')).toBeInTheDocument();
  });

  it('says which rows of how many are shown, and turns pages with the browser', async () => {
    backend.items = two;
    backend.totalItems = 57;
    backend.nextCursor = 'second';
    render();
    expect(await screen.findByText('1 to 2 of 57')).toBeInTheDocument();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Next table page' }));
    expect(await screen.findByText('3 to 4 of 57')).toBeInTheDocument();
    expect(backend.lastAsked).toContain('cursor=second');
    await user.click(
      screen.getByRole('button', { name: 'Previous table page' }),
    );
    expect(await screen.findByText('1 to 2 of 57')).toBeInTheDocument();
  });

  it('has only the first page to go back to for who came by a shared address', async () => {
    backend.items = two;
    backend.totalItems = 57;
    render('/list?cursor=third');
    expect(await screen.findByText('2 of 57 on this page')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Previous table page' }),
    ).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'First page' }));
    await waitFor(() =>
      expect(backend.lastAsked).toBe('?open=true&orderBy=nextDue%3Aasc'),
    );
  });

  it('sorts by a header, the most severe first', async () => {
    backend.items = two;
    render();
    await screen.findByText('Key in a log');
    await userEvent.click(
      screen.getByRole('columnheader', { name: /Severity/ }),
    );
    await waitFor(() =>
      expect(backend.lastAsked).toContain('orderBy=severity%3Adesc'),
    );
    await userEvent.click(
      screen.getByRole('columnheader', { name: /Severity/ }),
    );
    await waitFor(() =>
      expect(backend.lastAsked).toContain('orderBy=severity%3Aasc'),
    );
  });

  it('goes through the rows with J and K, and to the search with /', async () => {
    backend.items = two;
    render();
    await screen.findByText('Key in a log');
    const row = (name: RegExp) => screen.getByRole('row', { name });
    await userEvent.keyboard('j');
    expect(row(/Key in a log/)).toHaveFocus();
    await userEvent.keyboard('j');
    expect(row(/Phishing page/)).toHaveFocus();
    await userEvent.keyboard('k');
    expect(row(/Key in a log/)).toHaveFocus();
    await userEvent.keyboard('/');
    expect(
      screen.getByRole('searchbox', { name: 'Search incidents' }),
    ).toHaveFocus();
    await userEvent.keyboard('j');
    expect(
      screen.getByRole('searchbox', { name: 'Search incidents' }),
    ).toHaveValue('j');
  });

  it('lists its keys with ?', async () => {
    render();
    await screen.findByText('Nothing is open');
    await userEvent.keyboard('?');
    expect(
      await screen.findByRole('dialog', { name: 'Keys on this page' }),
    ).toHaveTextContent('Next row');
  });

  it('opens the row that has the focus with Enter', async () => {
    backend.items = two;
    render();
    await screen.findByText('Key in a log');
    await userEvent.keyboard('jj{Enter}');
    await waitFor(() =>
      expect(screen.getByLabelText('place')).toHaveTextContent(
        '/security-incidents/SEC-2026-0002',
      ),
    );
  });

  it('finds a service by a part of its name', async () => {
    render();
    await screen.findByText('Nothing is open');
    await userEvent.click(screen.getByRole('button', { name: /Service/ }));
    await userEvent.type(
      await screen.findByRole('searchbox', { name: 'Find service' }),
      'led',
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'ledger (component)' }),
    );
    await waitFor(() =>
      expect(backend.lastAsked).toContain(
        'entityRef=component%3Adefault%2Fledger',
      ),
    );
    // The first Escape clears the search, the second closes the list.
    await userEvent.keyboard('{Escape}{Escape}');
    await waitFor(() =>
      expect(
        screen.queryByRole('searchbox', { name: 'Find service' }),
      ).not.toBeInTheDocument(),
    );
  });

  it('has all filters and the order in one dialog where there is no room', async () => {
    render('/list?severity=high');
    const filters = await screen.findByRole('button', {
      name: 'Filters, 1',
      // The sheet shows it on small screens only.
      hidden: true,
    });
    expect(filters).not.toBeVisible();
    await userEvent.click(filters);
    const dialog = await screen.findByRole('dialog', { name: 'Filters' });
    await userEvent.click(
      within(dialog).getByRole('button', { name: /Order/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'Most severe first' }),
    );
    await waitFor(() =>
      expect(backend.lastAsked).toContain('orderBy=severity%3Adesc'),
    );
  });
});
