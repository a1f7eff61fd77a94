import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../__testUtils__/backend';
import { catchDownloads } from '../../__testUtils__/downloads';
import { chooseExport } from '../../__testUtils__/exports';
import { testRegister, testRegistered } from '../../__testUtils__/obligations';
import { actionPage, testAction } from '../../__testUtils__/reviews';
import { ActionsPage } from '../ActionsPage';
import { renderInbox, TestInbox } from '../InboxPage/__testUtils__/inbox';
import { ObligationsPage } from '../ObligationsPage';
import { ReviewsPage } from '../ReviewsPage';

const server = setupServer();
registerMswTestHooks(server);

const SERVICE = 'component:default/payments-api';

describe('exports of the lists', () => {
  let backend: TestBackend;
  let downloads: ReturnType<typeof catchDownloads>;
  beforeEach(() => {
    backend = new TestBackend(server);
    backend.listen();
    downloads = catchDownloads();
    server.use(
      http.get(`${BASE}/actions`, () =>
        HttpResponse.json(actionPage([testAction()])),
      ),
      http.get(`${BASE}/reviews`, () =>
        HttpResponse.json({
          items: [],
          totalItems: 0,
          counts: { overdue: 0, needsApproval: 0, open: 0, finished: 0 },
          pageInfo: {},
        }),
      ),
      http.get(`${BASE}/obligations`, () =>
        HttpResponse.json(
          testRegister([
            testRegistered({ state: 'not-applicable', dueAt: undefined }),
          ]),
        ),
      ),
    );
  });
  afterEach(() => downloads.restore());

  const untilAsked = async () => {
    await waitFor(() => expect(backend.exportsAsked).toHaveLength(1));
    const [path, search] = backend.exportsAsked[0].split('?');
    return { path, filters: [...new URLSearchParams(search)] };
  };

  it('have the actions that the page shows, in both formats', async () => {
    renderPage(<ActionsPage />, {
      at: `/actions?type=fix&mine=true&q=keys&entityRef=${SERVICE}`,
    });
    await chooseExport('JSON, for programs');
    expect(await untilAsked()).toEqual({
      path: 'actions.json',
      filters: [
        ['type', 'fix'],
        ['mine', 'true'],
        ['entityRef', SERVICE],
        ['q', 'keys'],
        ...['overdue', 'check-overdue', 'open', 'check-due', 'proven'].map(
          group => ['group', group],
        ),
      ],
    });
    await waitFor(() =>
      expect(downloads.files).toEqual([
        {
          name: expect.stringMatching(/^actions-\d{4}-\d\d-\d\d\.json$/),
          type: 'application/json',
          size: expect.any(Number),
        },
      ]),
    );
  });

  it('have the reviews that match', async () => {
    renderPage(<ReviewsPage />, { at: `/reviews?q=leak&entityRef=${SERVICE}` });
    await chooseExport('CSV, for spreadsheets');
    expect(await untilAsked()).toEqual({
      path: 'reviews.csv',
      filters: [
        ['entityRef', SERVICE],
        ['q', 'leak'],
      ],
    });
  });

  it('have the whole register of obligations', async () => {
    renderPage(<ObligationsPage />, { at: '/obligations?regime=gdpr' });
    await chooseExport('CSV, for spreadsheets', 'Export register');
    expect(await untilAsked()).toEqual({
      path: 'obligations.csv',
      filters: [['regime', 'gdpr']],
    });
  });

  it('have the obligations that were decided in the period', async () => {
    renderPage(<ObligationsPage />, {
      at: '/obligations?regime=gdpr&from=2026-01-01',
    });
    await chooseExport('CSV, for spreadsheets', 'Export decided');
    expect(await untilAsked()).toEqual({
      path: 'obligations.csv',
      filters: [
        ['regime', 'gdpr'],
        ['from', '2026-01-01'],
        ['open', 'false'],
      ],
    });
  });

  it('have the detections of the view', async () => {
    new TestInbox(server).listen();
    server.use(
      http.get(`${BASE}/reports/detections.csv`, ({ request }) => {
        backend.exportsAsked.push(
          `detections.csv${new URL(request.url).search}`,
        );
        return HttpResponse.text('id,source\r\n');
      }),
    );
    renderInbox('?view=unmapped&source=falco&orderBy=age');
    await chooseExport('CSV, for spreadsheets');
    expect(await untilAsked()).toEqual({
      path: 'detections.csv',
      filters: [
        ['view', 'unmapped'],
        ['source', 'falco'],
      ],
    });
  });

  it('say why there is no file', async () => {
    server.use(
      http.get(`${BASE}/reports/reviews.csv`, () =>
        refusal(503, { message: 'Busy' }),
      ),
    );
    renderPage(<ReviewsPage />, { at: '/reviews' });
    await chooseExport('CSV, for spreadsheets');
    expect(await screen.findByText('No file: Busy')).toBeVisible();
    expect(downloads.files).toEqual([]);
  });
});
