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
import {
  frozenComparison,
  frozenReport,
  frozenReports,
  frozenSummary,
} from '../../__testUtils__/reports';
import { FrozenReportPage, FrozenReportsPage } from '.';

const server = setupServer();
registerMswTestHooks(server);

const LIST = '/security-incidents/reports/frozen';
const { id } = frozenSummary();
const changed = frozenComparison().changed;

beforeEach(() => {
  jest
    .spyOn(Date, 'now')
    .mockReturnValue(Date.parse('2026-11-30T10:30:00.000Z'));
  new TestBackend(server).listen();
  server.use(
    http.get(`${BASE}/reports/frozen`, () =>
      HttpResponse.json({
        ...frozenReports([
          frozenSummary(),
          frozenSummary({
            id: 'older',
            name: 'Third quarter 2026',
            madeBy: undefined,
            readers: [],
            changed,
          }),
        ]),
        next: {
          at: '2027-01-01T06:00:00.000Z',
          name: 'Fourth quarter 2026',
          readers: ['user:default/henrik.maasdal'],
        },
      }),
    ),
    http.get(`${BASE}/reports/frozen/${id}`, () =>
      HttpResponse.json(frozenReport({ changed })),
    ),
  );
});
afterEach(() => jest.restoreAllMocks());

describe('FrozenReportsPage', () => {
  it('lists frozen reports with for whom they were made, their marking and what changed', async () => {
    renderPage(<FrozenReportsPage framed />, { at: LIST });
    const year = await screen.findByRole('row', {
      name: /^Year to October 2026/,
    });
    expect(year).toHaveTextContent('1 Nov 2025 to 31 Oct 2026, UTC');
    expect(year).toHaveTextContent('443 restricted are in');
    expect(year).toHaveTextContent('2 Nov 2026judith.amselin');
    expect(year).toHaveTextContent('henrik.maasdal');
    expect(year).toHaveTextContent('TLP:AMBER+STRICT');
    expect(year).toHaveTextContent('same as the record today');
    expect(
      within(year).getByRole('link', { name: 'Year to October 2026' }),
    ).toHaveAttribute('href', `${LIST}/${id}`);
    const quarter = screen.getByRole('row', { name: /^Third quarter 2026/ });
    expect(quarter).toHaveTextContent('by schedule');
    expect(quarter).toHaveTextContent('1 record has changed');
    expect(
      screen.getByText(/Next by schedule: Fourth quarter 2026/),
    ).toHaveTextContent('henrik.maasdal');
  });

  it('freezes the period and scope of the address, and opens what was made', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post(`${BASE}/reports/frozen`, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(frozenReport(), { status: 201 });
      }),
    );
    renderPage(<FrozenReportsPage framed />, {
      at: `${LIST}?period=lastQuarter&scope=system:default/card-payments`,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Freeze report' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Freeze this report',
    });
    expect(dialog).toHaveTextContent('1 Jul to 30 Sep 2026, UTC');
    const name = within(dialog).getByRole('textbox', { name: /Name/ });
    expect(name).toHaveValue('1 Jul to 30 Sep 2026');
    await userEvent.clear(name);
    expect(
      within(dialog).getByRole('button', { name: 'Freeze' }),
    ).toBeDisabled();
    await userEvent.type(name, 'Third quarter, again');
    await userEvent.click(
      await within(dialog).findByRole('button', { name: /Replaces/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'Third quarter 2026' }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Freeze' }),
    );
    await waitFor(() =>
      expect(screen.getByLabelText('place')).toHaveTextContent(`${LIST}/${id}`),
    );
    expect(sent).toEqual([
      {
        name: 'Third quarter, again',
        from: '2026-07-01',
        to: '2026-09-30',
        zone: 'UTC',
        scope: { entityRef: ['system:default/card-payments'] },
        readers: [],
        supersedes: 'older',
      },
    ]);
  });

  it('keeps what was typed when it is refused', async () => {
    server.use(
      http.post(`${BASE}/reports/frozen`, () =>
        refusal(400, { message: 'name: is taken' }),
      ),
    );
    renderPage(<FrozenReportsPage framed />, { at: LIST });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Freeze report' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Freeze this report',
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Freeze' }),
    );
    expect(await within(dialog).findByText('name: is taken')).toBeVisible();
    expect(within(dialog).getByRole('textbox', { name: /Name/ })).toHaveValue(
      '1 Dec 2025 to 30 Nov 2026',
    );
  });

  it('says what a frozen report is while there is none', async () => {
    server.use(
      http.get(`${BASE}/reports/frozen`, () =>
        HttpResponse.json(frozenReports([])),
      ),
    );
    renderPage(<FrozenReportsPage framed />, { at: LIST });
    expect(await screen.findByText('None yet')).toBeVisible();
  });
});

describe('FrozenReportPage', () => {
  const render = () =>
    renderPage(<FrozenReportPage framed />, { at: `${LIST}/${id}` });

  it('shows the numbers as they were, with their hash and what can be checked', async () => {
    render();
    expect(
      await screen.findByRole('heading', { name: 'Year to October 2026' }),
    ).toBeVisible();
    expect(screen.getByText('TLP:AMBER+STRICT')).toBeVisible();
    expect(
      screen.getByText(
        '07e63f43 4152c14f ebe2f8f9 767b0768 71e4a74e 4fda6689 97ffda25 664ec4e7',
      ),
    ).toBeVisible();
    expect(screen.getByText('4 of 8')).toBeVisible();
    expect(
      screen.getByRole('row', { name: /Escalated if needed/ }),
    ).toHaveTextContent('14 of 15');
    const red = screen.getByRole('row', { name: /SEC-2026-0050.*TLP:RED/ });
    expect(red).toHaveTextContent('4 of 7');
  });

  it('says which records changed since, and compares with today', async () => {
    server.use(
      http.get(`${BASE}/reports/frozen/${id}/comparison`, () =>
        HttpResponse.json(frozenComparison()),
      ),
    );
    render();
    expect(
      await screen.findByText(
        '1 record has changed since. This report still counts it as it was.',
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('row', { name: /Metrics of the ledger readable/ }),
    ).toHaveTextContent('ResolvedClosed2');
    await userEvent.click(
      screen.getByRole('button', { name: 'Compare with today' }),
    );
    const table = await screen.findByRole('table', { name: 'Then and today' });
    expect(
      within(table).getByRole('row', { name: /^Incidents/ }),
    ).toHaveTextContent('Incidents4445differs');
    expect(
      within(table).getByRole('row', { name: /^Merged/ }),
    ).toHaveTextContent('Merged11');
  });

  it('offers a newer one with the same period, which replaces it', async () => {
    render();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Freeze a newer one' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Freeze this report',
    });
    expect(dialog).toHaveTextContent('1 Nov 2025 to 31 Oct 2026, UTC');
    expect(
      await within(dialog).findByRole('button', { name: /Replaces/ }),
    ).toHaveTextContent('Year to October 2026');
  });

  it('leads from a replaced report to the newer one', async () => {
    server.use(
      http.get(`${BASE}/reports/frozen/${id}`, () =>
        HttpResponse.json(frozenReport({ supersededBy: 'newer' })),
      ),
    );
    render();
    expect(
      await screen.findByRole('link', { name: 'Open the newer report' }),
    ).toHaveAttribute('href', `${LIST}/newer`);
    expect(
      screen.queryByRole('button', { name: 'Freeze a newer one' }),
    ).not.toBeInTheDocument();
  });

  it('says that there is none', async () => {
    server.use(
      http.get(`${BASE}/reports/frozen/${id}`, () =>
        refusal(404, { message: 'No frozen report' }),
      ),
    );
    render();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The frozen report did not load',
    );
  });
});
