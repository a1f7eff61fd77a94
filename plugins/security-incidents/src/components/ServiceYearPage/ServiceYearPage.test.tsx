import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
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
  recordState,
  serviceRow,
  servicesReport,
  serviceYear,
} from '../../__testUtils__/reports';
import { ServiceReportsPage } from '../ServiceReportsPage';
import { ServiceYearPage } from './ServiceYearPage';

const server = setupServer();
registerMswTestHooks(server);

const LIST = '/security-incidents/reports/services';
const PATH = `${LIST}/component/default/payments-api`;
let asked: URL[];
beforeEach(() => {
  jest
    .spyOn(Date, 'now')
    .mockReturnValue(Date.parse('2026-11-30T10:30:00.000Z'));
  new TestBackend(server).listen();
  asked = [];
});
afterEach(() => jest.restoreAllMocks());

function answer(year = serviceYear()) {
  server.use(
    http.get(
      `${BASE}/reports/services/component/default/payments-api`,
      ({ request }) => {
        asked.push(new URL(request.url));
        return HttpResponse.json(year);
      },
    ),
  );
}

const render = (search = '') =>
  renderPage(<ServiceYearPage framed />, { at: `${PATH}${search}` });

describe('ServiceYearPage', () => {
  it('asks for the entity of the address in the period of the address', async () => {
    answer();
    render('?from=2026-01-01&to=2026-06-30&zone=Europe%2FBerlin');
    expect(
      await screen.findByRole('heading', { name: 'payments-api' }),
    ).toBeVisible();
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(Object.fromEntries(asked[0].searchParams)).toEqual({
      from: '2026-01-01',
      to: '2026-06-30',
      zone: 'Europe/Berlin',
    });
    const open = await screen.findByRole('link', { name: '2 open' });
    expect(open.getAttribute('href')).toContain(
      'service=component%3Adefault%2Fpayments-api',
    );
    expect(open.getAttribute('href')).toContain('open=true');
    expect(screen.getByText('7 of 7')).toBeVisible();
  });

  it('keeps a view of the service, which leads back to it from another one', async () => {
    server.use(
      http.get(`${BASE}/reports/services/component/default/ledger`, () =>
        HttpResponse.json(serviceYear()),
      ),
    );
    const storage = mockApis.storage();
    const view = { id: 'first', name: 'Payments', query: '', path: PATH };
    const bucket = storage.forBucket('security-incidents');
    await bucket.set('service-report-views', [view]);
    renderPage(<ServiceYearPage framed />, {
      at: `${LIST}/component/default/ledger`,
      storage,
    });
    const views = await screen.findByRole('navigation', { name: 'My views' });
    const link = within(views).getByRole('link', { name: 'Payments' });
    expect(link).toHaveAttribute('href', PATH);
    expect(link).not.toHaveAttribute('aria-current', 'true');
    expect(
      screen.getByRole('button', { name: 'Keep as a view' }),
    ).toBeVisible();
  });

  it('shows what came back, from the first to the last', async () => {
    answer();
    render();
    expect(
      await screen.findByRole('heading', { name: 'Data leak, twice' }),
    ).toBeVisible();
    const chain = screen
      .getByText('Keys only through the portal.')
      .closest('ol')!;
    expect(
      within(chain)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['SEC-2026-0012', 'SEC-2026-0052']);
  });

  it('tells of each incident what was done, by whom, by which plan and what followed', async () => {
    answer();
    render();
    const open = await screen.findByRole('row', { name: /Live gateway key/ });
    expect(open).toHaveTextContent('Containment');
    expect(open).toHaveTextContent('not yet5h 18m left');
    expect(open).toHaveTextContent('Led by amara.quistel. 6 steps by 3 people');
    expect(open).toHaveTextContent('2 of 2 tasks on time');
    expect(open).toHaveTextContent('2 obligations to assess');
    const closed = screen.getByRole('row', { name: /Sandbox key of/ });
    expect(closed).toHaveTextContent('1h 4mwithin target');
    expect(closed).toHaveTextContent('No plan');
    expect(closed).toHaveTextContent('Reviewed, 1 action');
    expect(closed).toHaveTextContent('1 action, 1 overdue');
    expect(within(closed).getByLabelText('Restricted')).toBeVisible();
    expect(
      screen.getByRole('row', { name: /ines.halvorsen/ }),
    ).toHaveTextContent('ines.halvorsen03011');
    expect(screen.getByText('91d over')).toBeVisible();
  });

  it('exports the incidents as a file', async () => {
    const downloads = catchDownloads();
    answer();
    render();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export CSV' }),
    );
    expect(downloads.files).toEqual([
      expect.objectContaining({ name: 'component_default_payments-api.csv' }),
    ]);
    downloads.restore();
  });

  it('takes zero as a result', async () => {
    answer(
      serviceYear({
        incidents: {
          total: 0,
          open: 0,
          closed: 0,
          dismissed: 0,
          exercises: 0,
          restricted: 0,
        },
        marks: [],
        items: [],
        record: recordState({ chains: 0, intact: 0 }),
      }),
    );
    render();
    expect(
      await screen.findByText('0 incidents on payments-api in this period'),
    ).toBeVisible();
    expect(screen.queryByText('Every incident')).not.toBeInTheDocument();
  });

  it('says that it failed', async () => {
    server.use(
      http.get(`${BASE}/reports/services/component/default/payments-api`, () =>
        refusal(404, { message: 'No entity component:default/payments-api' }),
      ),
    );
    render();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The year of this service did not load',
    );
  });
});

describe('ServiceReportsPage', () => {
  it('lists services with a link to their year, in the same period', async () => {
    server.use(
      http.get(`${BASE}/reports/services`, () =>
        HttpResponse.json(
          servicesReport([
            serviceRow('payments-api'),
            serviceRow('ledger', {
              cameBack: [],
              overdueActions: 0,
              timeToContain: {
                formula: 'contained minus detected',
                ...{ n: 0, excluded: 3 },
              },
              incidents: counted(3).total,
            }),
          ]),
        ),
      ),
    );
    renderPage(<ServiceReportsPage framed />, {
      at: `${LIST}?period=lastQuarter&scope=system:default/card-payments`,
    });
    expect(
      await screen.findByRole('link', { name: 'The year of payments-api' }),
    ).toHaveAttribute('href', `${PATH}?period=lastQuarter`);
    expect(
      screen.getByRole('link', { name: 'Data leak, 4 times' }),
    ).toHaveAttribute('href', `${PATH}?period=lastQuarter#came-back`);
    expect(
      screen.getByText(
        '52 incidents hit services 60 times: one that hit two services stands in both rows.',
      ),
    ).toBeVisible();
  });

  it('says that no service was hit', async () => {
    server.use(
      http.get(`${BASE}/reports/services`, () =>
        HttpResponse.json(servicesReport([])),
      ),
    );
    renderPage(<ServiceReportsPage framed />, { at: LIST });
    expect(await screen.findByText('No service was hit')).toBeVisible();
  });
});
