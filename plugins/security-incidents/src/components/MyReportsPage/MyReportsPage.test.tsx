import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type MyReportDetails,
  SecurityIncidentsClient,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router-dom';
import { securityIncidentsApiRef } from '../../api';
import { QueryProvider } from '../../queries';
import { rootRouteRef } from '../../routes';
import { MyReportsPage } from '.';

const BASE = 'http://localhost/api/security-incidents';
const server = setupServer();
registerMswTestHooks(server);

const REPORT: MyReportDetails = {
  id: '5a0f4f2e-8f2c-4a0e-9d58-0e6a0f4d9f01',
  key: 'SEC-2026-0051',
  title: 'Caller knew the last orders of a customer',
  text: 'A caller asked to change an address and knew things only we should know.',
  entityRefs: ['component:default/support-desk'],
  isSensitive: false,
  reportedAt: '2026-11-30T05:16:00.000Z',
  state: 'looked-into',
  stateAt: '2026-11-30T05:30:00.000Z',
  hasQuestion: true,
  handledBy: 'user:default/priya',
  progress: [
    { state: 'received', at: '2026-11-30T05:16:00.000Z' },
    { state: 'looked-into', at: '2026-11-30T05:30:00.000Z' },
  ],
  messages: [
    {
      id: 'first',
      at: '2026-11-30T09:50:00.000Z',
      by: 'user:default/priya',
      isMine: false,
      text: 'Did the caller say the order numbers first?',
    },
  ],
  canAnswer: true,
};

function openPage(report: Partial<MyReportDetails> = {}) {
  const details = { ...REPORT, ...report };
  const { id, key, title, reportedAt, state, stateAt, hasQuestion } = details;
  server.use(
    http.get(`${BASE}/my/reports`, () =>
      HttpResponse.json({
        items: [{ id, key, title, reportedAt, state, stateAt, hasQuestion }],
        totalItems: 1,
        pageInfo: {},
      }),
    ),
    http.get(`${BASE}/my/reports/${key}`, () => HttpResponse.json(details)),
  );
  renderInTestApp(
    <QueryProvider>
      <Routes>
        <Route
          path="/security-incidents/my-reports/:key?"
          element={<MyReportsPage framed />}
        />
      </Routes>
    </QueryProvider>,
    {
      initialRouteEntries: [`/security-incidents/my-reports/${key}`],
      mountedRoutes: { '/security-incidents': rootRouteRef },
      apis: [
        [
          securityIncidentsApiRef,
          new SecurityIncidentsClient({
            discoveryApi: { getBaseUrl: async () => BASE },
          }),
        ],
        [catalogApiRef, catalogApiMock()],
      ],
    },
  );
}

describe('MyReportsPage', () => {
  it('says who has it, how it stands and what is asked', async () => {
    openPage();
    expect(
      await screen.findByRole('heading', { name: 'priya is looking into it' }),
    ).toBeInTheDocument();
    const steps = screen.getByRole('list', { name: 'How it goes' });
    expect(
      within(steps)
        .getAllByRole('listitem')
        .map(step => step.textContent),
    ).toEqual([
      expect.stringMatching(/^Receivedsince/),
      expect.stringMatching(/^Being looked intosince/),
      'Being dealt withnot yet',
      'Finishednot yet',
    ]);
    expect(
      screen.getByText('Did the caller say the order numbers first?'),
    ).toBeInTheDocument();
    expect(screen.getByText('A question for you')).toBeInTheDocument();
  });

  it('fills a quick answer, and sends only when told to', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post(
        `${BASE}/my/reports/${REPORT.key}/answers`,
        async ({ request }) => {
          sent.push(await request.json());
          return HttpResponse.json(REPORT, { status: 201 });
        },
      ),
    );
    openPage();
    await userEvent.click(
      await screen.findByRole('button', { name: 'I do not remember' }),
    );
    expect(screen.getByLabelText('Your answer')).toHaveValue(
      'I do not remember',
    );
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Send answer' }));
    expect(await screen.findByText('Sent.')).toBeInTheDocument();
    expect(sent).toEqual([{ text: 'I do not remember' }]);
  });

  it('says of a joined report that it is over, and takes no answer', async () => {
    openPage({
      state: 'joined',
      hasQuestion: false,
      handledBy: undefined,
      messages: [],
      canAnswer: false,
      progress: [
        { state: 'received', at: REPORT.reportedAt },
        { state: 'joined', at: REPORT.stateAt },
      ],
    });
    expect(
      await screen.findByRole('heading', {
        name: 'It was joined with another report',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/This report is over/)).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
