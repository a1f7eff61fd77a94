import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
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
import { analysisReport, clauseReport } from '../../__testUtils__/reports';
import { AnalysisPage } from './AnalysisPage';

const server = setupServer();
registerMswTestHooks(server);

const PATH = '/security-incidents/reports/analysis';
let asked: string[][];
beforeEach(() => {
  jest
    .spyOn(Date, 'now')
    .mockReturnValue(Date.parse('2026-11-30T10:30:00.000Z'));
  new TestBackend(server).listen();
  asked = [];
  server.use(
    http.get(`${BASE}/reports/analysis`, ({ request }) => {
      asked.push(new URL(request.url).searchParams.getAll('by'));
      return HttpResponse.json(analysisReport());
    }),
    http.get(`${BASE}/reports/analysis.csv`, () =>
      HttpResponse.text('\ufeffentity,class\r\n'),
    ),
    http.get(`${BASE}/reports/clause-8.7.3.3`, () =>
      HttpResponse.json(clauseReport()),
    ),
  );
});
afterEach(() => jest.restoreAllMocks());

const render = (search = '') =>
  renderPage(<AnalysisPage framed />, { at: `${PATH}${search}` });
const address = () => screen.getByLabelText('address').textContent ?? '';
const paramsOf = (link: HTMLElement) =>
  new URLSearchParams(link.getAttribute('href')?.split('?')[1]);

describe('AnalysisPage', () => {
  it('shows services by class, each count with the rows behind it', async () => {
    render();
    const map = await screen.findByRole('table', {
      name: 'By service and class',
    });
    expect(
      within(map)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      'ServicesInformation content securityVulnerableNot classifiedAll',
      'payments-api4307',
      'ledger0202',
      'checkout-web1001',
      'Each incident once1513552',
    ]);
    const cell = paramsOf(
      within(map).getByRole('link', {
        name: 'payments-api, Information content security: 4',
      }),
    );
    expect(cell.get('service')).toBe('component:default/payments-api');
    expect(cell.get('class')).toBe('information-content-security');
    expect(cell.get('from')).toBe('2025-12-01T00:00:00.000Z');
    const once = paramsOf(
      within(map).getByRole('link', {
        name: 'Each incident once, Not classified: 5',
      }),
    );
    expect(once.get('class')).toBe('undecided');
    expect(once.has('service')).toBe(false);
  });

  it('moves between cells with the arrow keys, as one stop for the tab key', async () => {
    render();
    const map = await screen.findByRole('table', {
      name: 'By service and class',
    });
    const links = within(map).getAllByRole('link', { name: /: \d+$/ });
    expect(links.filter(link => link.tabIndex === 0)).toHaveLength(1);
    act(() => links[0].focus());
    await userEvent.keyboard('{ArrowRight}');
    expect(links[1]).toHaveFocus();
    await userEvent.keyboard('{End}');
    expect(links[links.length - 1]).toHaveFocus();
  });

  it('chooses rows and columns, which are in the address', async () => {
    render();
    await screen.findByRole('table', { name: 'By service and class' });
    await userEvent.click(screen.getByRole('button', { name: /Rows/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Owners' }),
    );
    await waitFor(() => expect(address()).toBe('?rows=owner'));
    await waitFor(() =>
      expect(asked[asked.length - 1]).toEqual(['owner', 'class']),
    );
  });

  it('shows each value of a time, median and p90, and why others are excluded', async () => {
    render();
    const times = await screen.findByRole('table', { name: 'Time to contain' });
    expect(
      within(times).getByRole('link', {
        name: 'SEC-2026-0050 Stolen passwords, 40m',
      }),
    ).toHaveAttribute('href', '/security-incidents/SEC-2026-0050');
    expect(within(times).getByRole('row', { name: /^High/ })).toHaveTextContent(
      '82h 20m11h 40m',
    );
    expect(
      within(times).getByRole('row', { name: /^Critical/ }),
    ).toHaveTextContent('fewer than 5, see list');
    expect(
      screen.getByText(/7 excluded: 3 dismissed, 2 in triage, 2 not yet/),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /Which time/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Time to resolve' }),
    );
    expect(
      await screen.findByRole('table', { name: 'Time to resolve' }),
    ).toBeVisible();
    expect(address()).toBe('?time=resolve');
  });

  it('shows impact, targets, re-opened ones and precision with their populations', async () => {
    render();
    expect(
      await screen.findByRole('row', { name: /Contained within target/ }),
    ).toHaveTextContent('34 of 351 missed');
    expect(
      screen.getByRole('row', { name: /Re-opened after closing/ }),
    ).toHaveTextContent('1 of 41');
    expect(screen.getByText('48,000')).toBeVisible();
    expect(screen.getByRole('row', { name: /^falco/ })).toHaveTextContent(
      'falco31275 %',
    );
  });

  it('leaves out the precision for whoever may not read detections', async () => {
    server.use(
      http.get(`${BASE}/reports/analysis`, () =>
        HttpResponse.json(analysisReport({ precision: undefined })),
      ),
    );
    render();
    await screen.findByRole('table', { name: 'By service and class' });
    expect(
      screen.queryByText('Detections that became incidents'),
    ).not.toBeInTheDocument();
  });

  it('says why it does not say how many met their targets', async () => {
    server.use(
      http.get(`${BASE}/reports/analysis`, () =>
        HttpResponse.json(analysisReport({ attainment: undefined })),
      ),
    );
    render();
    expect(
      await screen.findByText(
        /^Service levels changed\. Until every incident is judged by the new ones/,
      ),
    ).toBeVisible();
    expect(
      screen.queryByRole('row', { name: /Contained within target/ }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: /Required plan tasks on time/ }),
    ).toBeVisible();
  });

  it('exports the groups as a file', async () => {
    const downloads = catchDownloads();
    render();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export CSV' }),
    );
    await waitFor(() =>
      expect(downloads.files).toEqual([
        expect.objectContaining({
          name: 'analysis-2025-12-01-2026-11-30.csv',
        }),
      ]),
    );
    downloads.restore();
  });

  it('lets the clause fail alone', async () => {
    server.use(
      http.get(`${BASE}/reports/clause-8.7.3.3`, () =>
        refusal(500, { message: 'No connection' }),
      ),
    );
    render();
    expect(await screen.findByText('The clause did not load')).toBeVisible();
    expect(
      await screen.findByRole('table', { name: 'By service and class' }),
    ).toBeVisible();
  });
});
