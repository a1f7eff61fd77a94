import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ReviewSummary,
  ReviewView,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../__testUtils__/backend';
import { testAction } from '../../__testUtils__/reviews';
import { ReviewsPage } from './ReviewsPage';

const server = setupServer();
registerMswTestHooks(server);

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) =>
  new Date(Date.now() + days * DAY_MS + 60_000).toISOString();

let items: Array<ReviewSummary & { view: ReviewView }>;
let asked: string[];

function review(
  view: ReviewView,
  key: string,
  changes: Partial<ReviewSummary> = {},
): ReviewSummary & { view: ReviewView } {
  return {
    view,
    incident: { ...testAction().incident, id: key, key, title: `About ${key}` },
    state: 'draft',
    required: true,
    requiredBecause: 'severity',
    overdue: view === 'overdue',
    needsApproval: view === 'needsApproval',
    leadRef: 'user:default/ada',
    actions: { total: 0, open: 0, proven: 0 },
    ...changes,
  };
}

beforeEach(() => {
  new TestBackend(server).listen();
  asked = [];
  items = [
    review('overdue', 'SEC-1', { dueAt: inDays(-5) }),
    review('needsApproval', 'SEC-2', {
      state: 'completed',
      completedAt: inDays(-1),
      completedBy: 'user:default/bob',
    }),
    review('open', 'SEC-3', { dueAt: inDays(3), leadRef: undefined }),
    review('finished', 'SEC-4', {
      state: 'approved',
      completedAt: inDays(-40),
      actions: { total: 3, open: 0, proven: 2 },
    }),
  ];
  server.use(
    http.get(`${BASE}/reviews`, ({ request }) => {
      const { search, searchParams } = new URL(request.url);
      asked.push(search);
      const state = searchParams.get('state');
      const shown = items.filter(({ view }) => !state || view === state);
      const countOf = (wanted: ReviewView) =>
        items.filter(({ view }) => view === wanted).length;
      return HttpResponse.json({
        items: shown.map(({ view: _view, ...item }) => item),
        totalItems: shown.length,
        pageInfo: {},
        counts: {
          overdue: countOf('overdue'),
          open: countOf('open'),
          needsApproval: countOf('needsApproval'),
          finished: countOf('finished'),
        },
        asOf: new Date().toISOString(),
      });
    }),
  );
});

const render = (at = '/follow-up/reviews') =>
  renderPage(<ReviewsPage framed />, { at });
const rowOf = async (name: string) =>
  within(await screen.findByRole('region', { name })).getByRole('listitem');

describe('the register of reviews', () => {
  it('shows what is overdue, what waits for an approval, what is open and what is finished', async () => {
    render();
    const overdue = await rowOf('Overdue');
    expect(overdue).toHaveTextContent('4d over');
    expect(
      within(overdue).getByRole('link', { name: 'About SEC-1' }),
    ).toHaveAttribute('href', '/security-incidents/SEC-1/review');
    expect(await rowOf('Waiting for approval')).toHaveTextContent('To approve');
    const open = await rowOf('Open');
    expect(open).toHaveTextContent('in 3d');
    expect(open).toHaveTextContent('Nobody named yet');
    expect(await rowOf('Finished')).toHaveTextContent('2 of 3 actions proven');
  });

  it('reminds whoever leads an overdue review, and says when it is too early', async () => {
    let calls = 0;
    server.use(
      http.post(`${BASE}/incidents/SEC-1/review/reminders`, () => {
        calls += 1;
        return refusal(409, {
          name: 'ConflictError',
          message: 'The next may follow a day later',
        });
      }),
    );
    render();
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Remind of the review of SEC-1',
      }),
    );
    expect(
      await screen.findByText(/The next may follow a day later/),
    ).toBeInTheDocument();
    expect(calls).toBe(1);
  });

  it('moves between rows with keys', async () => {
    render();
    await rowOf('Finished');
    await userEvent.keyboard('jj');
    expect(await rowOf('Waiting for approval')).toHaveFocus();
    await userEvent.keyboard('k');
    expect(await rowOf('Overdue')).toHaveFocus();
  });

  it('asks for what the address says, and clears it', async () => {
    render('/follow-up/reviews?q=token');
    await waitFor(() =>
      expect(asked).toContain('?q=token&state=overdue&limit=50'),
    );
    items = [];
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search incident' }),
      's',
    );
    expect(
      await screen.findByText('No review matches these filters'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(await screen.findByText('No reviews yet')).toBeInTheDocument();
  });

  it('says when the reader may not see it', async () => {
    server.use(
      http.get(`${BASE}/reviews`, () =>
        refusal(403, { name: 'NotAllowedError', message: 'Not for you' }),
      ),
    );
    render();
    expect((await screen.findAllByRole('alert')).length).toBeGreaterThan(0);
  });
});
