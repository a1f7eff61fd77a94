import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Review } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { testAction, testReview } from '../../__testUtils__/reviews';
import {
  answer,
  failure,
  ME,
  openPage,
} from '../IncidentPage/__testUtils__/incidentPage';
import { testIncident } from '../IncidentPage/testIncident';

const server = setupServer();
registerMswTestHooks(server);

const ADA = 'user:default/ada';
const AT = '2026-11-30T10:41:00.000Z';

let review: Review;
/** Every change, as method, path, body and version. */
let sent: Array<{ call: string; body: any; version: string | null }>;

function open(first: Review = testReview()) {
  review = first;
  sent = [];
  const incident = testIncident();
  const url = answer(server, incident);
  const record = async ({ request }: { request: Request }) => {
    const body: any = await request.json();
    sent.push({
      call: `${request.method} ${
        new URL(request.url).pathname.split('/incidents/')[1]
      }`,
      body,
      version: request.headers.get('if-match'),
    });
    if (request.method === 'PUT') {
      review = {
        ...review,
        state: 'draft',
        version: review.version + 1,
        fields: { ...review.fields, ...body },
      };
    }
    return HttpResponse.json(review);
  };
  server.use(
    http.get(`${url}/review`, () => HttpResponse.json(review)),
    http.put(`${url}/review`, record),
    http.post(`${url}/review/:part`, record),
    http.patch(`${url}/review/actions/:id`, record),
  );
  openPage(`${incident.key}/review`);
  return url;
}

describe('the review of an incident', () => {
  it('says what is left, and goes to the field', async () => {
    open();
    await screen.findByText('1 thing left before it can be completed');
    expect(
      screen.getByRole('button', { name: 'Complete the review' }),
    ).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Go there' }));
    expect(screen.getByRole('textbox', { name: /^In short/ })).toHaveFocus();
  });

  it('saves a field when it is left, with the version that was read', async () => {
    open(testReview({ version: 3 }));
    const field = await screen.findByRole('textbox', { name: /^In short/ });
    await userEvent.type(field, 'A token leaked');
    await userEvent.tab();
    await waitFor(() =>
      expect(sent).toEqual([
        {
          call: 'PUT SEC-2026-0042/review',
          body: { summary: 'A token leaked' },
          version: '3',
        },
      ]),
    );
  });

  it('finds what was typed before the tab was closed, and saves it', async () => {
    localStorage.setItem(
      `security-incidents.draft.${ME}.review.${testIncident().id}`,
      JSON.stringify({
        fields: { lessons: { value: 'Rotate tokens', base: 2 } },
        keptAt: Date.now(),
      }),
    );
    open(testReview({ version: 3, state: 'draft' }));
    const field = await screen.findByRole('textbox', {
      name: /^What others can learn/,
    });
    expect(field).toHaveValue('Rotate tokens');
    await userEvent.click(field);
    await userEvent.tab();
    await waitFor(() =>
      expect(sent).toEqual([
        {
          call: 'PUT SEC-2026-0042/review',
          body: { lessons: 'Rotate tokens' },
          version: '2',
        },
      ]),
    );
    expect(Object.keys(localStorage)).not.toContainEqual(
      expect.stringContaining('.review.'),
    );
  });

  it('keeps both texts when somebody else changed the same field', async () => {
    const url = open();
    server.use(
      http.put(
        `${url}/review`,
        () =>
          HttpResponse.json(
            {
              error: {
                name: 'ConflictError',
                message: 'If-Match: summary was changed',
                currentVersion: 4,
                conflicts: [
                  {
                    field: 'summary',
                    by: ADA,
                    at: AT,
                    version: 4,
                    value: 'Hers',
                  },
                ],
              },
              response: { statusCode: 409 },
            },
            { status: 409 },
          ),
        { once: true },
      ),
    );
    const field = await screen.findByRole('textbox', { name: /^In short/ });
    await userEvent.type(field, 'Mine');
    await userEvent.tab();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('ada changed this while you typed');
    expect(alert).toHaveTextContent('Hers');
    expect(field).toHaveValue('Mine');
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Keep both' }),
    );
    await waitFor(() =>
      expect(sent).toEqual([
        {
          call: 'PUT SEC-2026-0042/review',
          body: { summary: 'Hers\n\nMine' },
          version: '4',
        },
      ]),
    );
  });

  it('keeps a text that could not be saved, and says why', async () => {
    const url = open();
    server.use(
      http.put(`${url}/review`, () => failure(503, 'Error', 'Database away'), {
        once: true,
      }),
    );
    const field = await screen.findByRole('textbox', { name: /^In short/ });
    await userEvent.type(field, 'Mine');
    await userEvent.tab();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Database away');
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0].body).toEqual({ summary: 'Mine' });
  });

  it('shows what the record says apart from what people wrote', async () => {
    open(
      testReview({
        fields: { planDeviation: 'The night shift had no deputy' },
        changes: { planDeviation: { at: AT, by: ADA, version: 1 } },
        adherence: [
          {
            planRef: 'responseplan:default/leaked-credential',
            planTitle: 'Leaked credential',
            planVersion: '1.0.0',
            contentHash: 'ab'.repeat(32),
            dueSoFar: 2,
            onTime: 1,
            late: 1,
            skipped: 0,
            roles: 5,
            rolesFilled: 3,
            evidence: 0,
            evidenceKept: 0,
            tasks: [
              {
                taskId: 't1',
                title: 'Revoke the token',
                by: ADA,
                dueAt: '2026-11-24T13:15:00.000Z',
                endedAt: '2026-11-24T16:15:00.000Z',
                result: 'late',
                lateMs: 3 * 60 * 60 * 1000,
              },
            ],
          },
        ],
      }),
    );
    const row = await screen.findByRole('row', { name: /Revoke the token/ });
    expect(row).toHaveTextContent('3h late');
    expect(screen.getByText('3 of 5')).toBeInTheDocument();
    expect(
      screen.getByRole('textbox', { name: /^Why, in your words/ }),
    ).toHaveValue('The night shift had no deputy');
  });

  it('lets whoever may approve a completed one, and nobody write in it', async () => {
    open(
      testReview({
        state: 'completed',
        blockedBy: [],
        completedAt: AT,
        completedBy: ADA,
        fields: { summary: 'A token leaked' },
        approval: { required: true },
        rights: { update: true, approve: true },
      }),
    );
    await screen.findByText('Waits for an approval');
    expect(screen.getByText('A token leaked')).toBeInTheDocument();
    expect(
      screen.queryByRole('textbox', { name: /^In short/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
    await waitFor(() =>
      expect(sent.map(({ call }) => call)).toEqual([
        'POST SEC-2026-0042/review/approve',
      ]),
    );
  });

  it('marks an action as done from its menu', async () => {
    const { incident: _incident, ...action } = testAction({ ownerRef: ME });
    open(testReview({ actions: [action] }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'More about: Rotate tokens' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Mark as done' }),
    );
    await waitFor(() =>
      expect(sent).toEqual([
        {
          call: 'PATCH SEC-2026-0042/review/actions/action-1',
          body: { state: 'done' },
          version: '1',
        },
      ]),
    );
  });

  it('explains when it does not load', async () => {
    const url = answer(server, testIncident());
    server.use(
      http.get(`${url}/review`, () => failure(500, 'Error', 'Database away')),
    );
    openPage('SEC-2026-0042/review');
    expect(
      await screen.findByText('The review did not load'),
    ).toBeInTheDocument();
  });
});
