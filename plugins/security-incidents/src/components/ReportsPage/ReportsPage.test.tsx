import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../__testUtils__/backend';
import { catchDownloads } from '../../__testUtils__/downloads';
import {
  counted,
  frozenReports,
  frozenSummary,
  population,
  recordState,
  reportOverview,
} from '../../__testUtils__/reports';
import { ReportsPage } from './ReportsPage';

const server = setupServer();
registerMswTestHooks(server);

let asked: string[];
beforeEach(() => {
  // Only the clock: everything else runs as it does.
  jest
    .spyOn(Date, 'now')
    .mockReturnValue(Date.parse('2026-11-30T10:30:00.000Z'));
  new TestBackend(server).listen();
  asked = [];
});
afterEach(() => jest.restoreAllMocks());

function answer(
  overview = reportOverview(),
  frozen = frozenReports([
    frozenSummary(),
    frozenSummary({
      id: 'second',
      name: 'Third quarter 2026',
      madeBy: undefined,
      changed: {
        total: 1,
        items: [
          {
            id: '36',
            key: 'SEC-2026-0036',
            title: 'Metrics of the ledger readable',
            was: 'resolved',
            is: 'closed',
            entries: 2,
            updatedAt: '2026-10-01T13:13:00.000Z',
          },
        ],
      },
    }),
  ]),
) {
  server.use(
    http.get(`${BASE}/reports/overview`, ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json(overview);
    }),
    http.get(`${BASE}/reports/frozen`, () => HttpResponse.json(frozen)),
  );
}

const render = (at = '/security-incidents/reports') =>
  renderPage(<ReportsPage framed />, { at });
const address = () => screen.getByLabelText('address').textContent ?? '';
const lastAsked = () => new URLSearchParams(asked[asked.length - 1]);

/** The filters that a link gives to the list of incidents. */
function filtersOf(link: HTMLElement) {
  const href = link.getAttribute('href') ?? '';
  expect(href.split('?')[0]).toBe('/security-incidents');
  return new URLSearchParams(href.split('?')[1]);
}

describe('ReportsPage', () => {
  it('says first what is counted, as a sum whose terms open their rows', async () => {
    answer();
    render();
    const sum = await screen.findByRole('list', {
      name: 'Records, what is taken out, and what is left',
    });
    expect(
      within(sum)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      '55records in the period',
      '−2exercises: they prove that plans are tested',
      '−1merged: counts within SEC-2026-0047',
      '=52incidents',
    ]);
    const exercises = filtersOf(within(sum).getByRole('link', { name: '2' }));
    expect(exercises.getAll('key')).toEqual(['SEC-2026-0009', 'SEC-2026-0042']);
    expect(exercises.get('mode')).toBe('exercise');
    const incidents = filtersOf(within(sum).getByRole('link', { name: '52' }));
    expect(incidents.get('from')).toBe('2025-12-01T00:00:00.000Z');
    expect(incidents.get('to')).toBe('2026-12-01T00:00:00.000Z');
    expect(incidents.getAll('status')).not.toContain('merged');
    const states = screen.getByRole('list', { name: 'Records by state' });
    expect(
      filtersOf(
        within(states).getByRole('link', { name: '5 being handled' }),
      ).getAll('status'),
    ).toEqual(['containment', 'eradication', 'recovery']);
    expect(
      screen.getByText('You may read them; others may count 48.'),
    ).toBeVisible();
    expect(screen.getByText('55 of 55 chains verified')).toBeVisible();
  });

  it('marks the numbers of records that do not verify, and hides none', async () => {
    answer(
      reportOverview({
        record: recordState({
          intact: 54,
          broken: { total: 1, keys: ['SEC-2026-0031'] },
        }),
      }),
    );
    render();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      '1 record does not verify:SEC-2026-0031',
    );
    expect(screen.getByRole('link', { name: '52' })).toBeVisible();
  });

  it('lists what needs attention with one action each, and what is explained', async () => {
    answer();
    render();
    const heading = await screen.findByRole('heading', {
      name: 'Needs attention',
    });
    expect(heading).toBeVisible();
    expect(
      screen.getByRole('link', {
        name: 'Decide: 1 obligation to send on 1 incident',
      }),
    ).toHaveAttribute('href', '/security-incidents/SEC-2026-0050/obligations');
    expect(screen.getByText(/Next: DORA, initial report/)).toBeVisible();
    expect(screen.getByText('11h 35m')).toBeVisible();
    expect(screen.getByText('91d')).toBeVisible();
    expect(
      screen.getByRole('link', { name: '3 improvement actions' }),
    ).toHaveAttribute('href', '/security-incidents/follow-up/actions');
    expect(
      screen.getByRole('link', {
        name: 'Complete: 3 incidents without their full impact',
      }),
    ).toHaveAttribute('href', '/security-incidents/SEC-2026-0010');
    expect(
      screen.getByRole('link', {
        name: '14 incidents without a plan or a reason for none',
      }),
    ).toHaveAttribute(
      'href',
      '/security-incidents/reports/clause-8.7.3.3?requirement=element-response&result=missing#completeness',
    );
  });

  it('says that nothing needs attention', async () => {
    answer(reportOverview({ attention: [], explained: [] }));
    render();
    expect(await screen.findByText('Nothing needs attention')).toBeVisible();
  });

  it('links each number of the clause to the incidents behind it, with the scope kept', async () => {
    answer();
    render(
      '/security-incidents/reports?zone=Europe%2FBerlin&scope=system:default/card-payments',
    );
    const link = await screen.findByRole('link', {
      name: 'Escalated if needed: 1 missing',
    });
    expect(link).toHaveAttribute(
      'href',
      '/security-incidents/reports/clause-8.7.3.3?zone=Europe%2FBerlin&scope=system%3Adefault%2Fcard-payments&requirement=escalated&result=missing#completeness',
    );
    expect(lastAsked().get('zone')).toBe('Europe/Berlin');
    expect(lastAsked().getAll('entityRef')).toEqual([
      'system:default/card-payments',
    ]);
    // Midnight in Berlin, in winter.
    const total = filtersOf(screen.getByRole('link', { name: '52' }));
    expect(total.get('from')).toBe('2025-11-30T23:00:00.000Z');
    expect(total.get('service')).toBe('system:default/card-payments');
  });

  it('shows months as a chart or as a table, and gives them as a file', async () => {
    const downloads = catchDownloads();
    answer();
    render();
    const bars = await screen.findByRole('list', {
      name: 'Incidents of each month by severity',
    });
    const november = within(bars).getByRole('link', {
      name: 'November 2026: 10 incidents, 1 critical, 2 high, 4 medium, 1 low, 2 undecided',
    });
    expect(filtersOf(november).get('from')).toBe('2026-11-01T00:00:00.000Z');
    expect(filtersOf(november).get('to')).toBe('2026-12-01T00:00:00.000Z');
    await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
    const table = await screen.findByRole('table', {
      name: 'By month and severity',
    });
    expect(
      within(table).getByRole('row', { name: /^November 2026/ }),
    ).toHaveTextContent('November 2026124102');
    expect(address()).toBe('?table=by-month');
    await userEvent.click(
      screen.getByRole('button', {
        name: 'By month and severity: download as CSV',
      }),
    );
    expect(downloads.files).toEqual([
      expect.objectContaining({ name: 'by-month.csv', type: 'text/csv' }),
    ]);
    downloads.restore();
  });

  it('chooses a named period, which is kept by its name', async () => {
    answer();
    render();
    await screen.findByRole('link', { name: '52' });
    expect(lastAsked().get('from')).toBe('2025-12-01');
    expect(lastAsked().get('to')).toBe('2026-11-30');
    await userEvent.click(screen.getByRole('button', { name: /Named period/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Last quarter' }),
    );
    await waitFor(() => expect(address()).toBe('?period=lastQuarter'));
    await waitFor(() => expect(lastAsked().get('from')).toBe('2026-07-01'));
    expect(lastAsked().get('to')).toBe('2026-09-30');
  });

  it('shows services with their marks, and few values without a median', async () => {
    answer();
    render();
    const payments = await screen.findByRole('row', { name: /^payments-api/ });
    expect(payments).toHaveTextContent('Data leak, 4 times');
    expect(payments).toHaveTextContent('1h 47m');
    expect(
      within(payments).getByRole('link', { name: 'The year of payments-api' }),
    ).toHaveAttribute(
      'href',
      '/security-incidents/reports/services/component/default/payments-api',
    );
    expect(screen.getByRole('row', { name: /^ledger/ })).toHaveTextContent(
      'n 2',
    );
  });

  it('says which frozen reports are as the record is today', async () => {
    answer();
    render();
    const same = await screen.findByText('Same as the record today');
    expect(same).toBeVisible();
    expect(screen.getByText(/1 record has changed since:/)).toHaveTextContent(
      'SEC-2026-0036',
    );
    expect(screen.getByText(/by schedule/)).toBeVisible();
  });

  it('takes an empty period as a result, and offers a longer one', async () => {
    answer(
      reportOverview({
        population: population({
          records: 0,
          incidents: 0,
          exercises: counted(0),
          merged: { ...counted(0), into: [] },
          restricted: counted(0),
          byState: {
            closed: 0,
            resolved: 0,
            handled: 0,
            triage: 0,
            dismissed: 0,
          },
        }),
      }),
    );
    render();
    expect(await screen.findByText('0 incidents in this period')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Widen to 24 months' }),
    );
    await waitFor(() =>
      expect(address()).toBe('?from=2024-12-01&to=2026-11-30'),
    );
  });

  it('says that it failed, and tries again', async () => {
    server.use(
      http.get(`${BASE}/reports/overview`, () =>
        refusal(400, { message: 'The period is longer than 10 years' }),
      ),
    );
    render();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The report did not load');
    expect(alert).toHaveTextContent('The period is longer than 10 years');
    answer();
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByRole('link', { name: '52' })).toBeVisible();
  });

  it('prints with a key', async () => {
    const print = jest.spyOn(window, 'print').mockImplementation(() => {});
    answer();
    render();
    await screen.findByRole('link', { name: '52' });
    await userEvent.keyboard('p');
    expect(print).toHaveBeenCalledTimes(1);
    print.mockRestore();
  });
});
