import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ActionSummary,
  ReminderResult,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../__testUtils__/backend';
import { actionPage, testAction } from '../../__testUtils__/reviews';
import { ActionsPage } from './ActionsPage';

const server = setupServer();
registerMswTestHooks(server);

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) =>
  new Date(Date.now() + days * DAY_MS + 60_000).toISOString();

let items: ActionSummary[];
let asked: string[];
let reminded: unknown[];

beforeEach(() => {
  new TestBackend(server).listen();
  asked = [];
  reminded = [];
  items = [
    testAction({
      id: 'late',
      title: 'Replace keys',
      group: 'overdue',
      dueAt: inDays(-30),
      firstDueAt: inDays(-91),
      moves: 1,
      note: { text: 'Vault ready', at: inDays(-49), by: 'user:default/ines' },
    }),
    testAction({
      id: 'unproven',
      title: 'Alert on exports',
      state: 'done',
      group: 'check-overdue',
      check: { worksIf: 'It fires', by: inDays(-3) },
    }),
    testAction({ id: 'open', title: 'Teach it', dueAt: inDays(18) }),
    testAction({
      id: 'proven',
      title: 'Rotate',
      state: 'proven',
      group: 'proven',
      check: {
        result: 'works',
        text: 'Fired in 3 of 3 tests',
        checkedAt: inDays(-31),
        checkedBy: 'user:default/ada',
      },
    }),
  ];
  server.use(
    http.get(`${BASE}/actions`, ({ request }) => {
      const { search, searchParams } = new URL(request.url);
      asked.push(search);
      const group = searchParams.get('group');
      const page = actionPage(items);
      const shown = items.filter(item => !group || item.group === group);
      return HttpResponse.json({
        ...page,
        items: shown,
        totalItems: shown.length,
      });
    }),
    http.post(`${BASE}/actions/reminders`, async ({ request }) => {
      const body: any = await request.json();
      reminded.push(body);
      const results: ReminderResult[] = body.actionIds.map(
        (actionId: string) => ({ actionId, outcome: 'reminded' }),
      );
      return HttpResponse.json({ results });
    }),
  );
});

const render = (at = '/follow-up/actions') =>
  renderPage(<ActionsPage framed />, { at });
const group = (name: string) => screen.findByRole('region', { name });

describe('the register of actions', () => {
  it('shows what is overdue first, late from the first date on', async () => {
    render();
    const overdue = within(await group('Overdue')).getByRole('listitem');
    expect(overdue).toHaveTextContent('90d over');
    expect(overdue).toHaveTextContent('date moved once');
    expect(overdue).toHaveTextContent('"Vault ready"');
    expect(
      within(overdue).getByRole('link', { name: 'Replace keys' }),
    ).toHaveAttribute(
      'href',
      '/security-incidents/SEC-2026-0042/review#action-late',
    );
    expect(await group('Effect not proven in time')).toHaveTextContent(
      'Alert on exports',
    );
    expect(await group('Open')).toHaveTextContent('in 18d');
    expect(await group('Proven to work')).toHaveTextContent(
      'Fired in 3 of 3 tests',
    );
    expect(screen.queryByText('Done, check to come')).not.toBeInTheDocument();
    expect(screen.getByText('1 action and 1 effect check')).toBeInTheDocument();
  });

  it('reminds the owners of selected actions together', async () => {
    render();
    await group('Overdue');
    for (const title of ['Replace keys', 'Teach it']) {
      await userEvent.click(
        screen.getByRole('checkbox', { name: `Select: ${title}` }),
      );
    }
    const bar = screen.getByRole('toolbar', { name: 'Selected actions' });
    expect(bar).toHaveTextContent('2 selected');
    await userEvent.click(
      within(bar).getByRole('button', { name: 'Remind owners' }),
    );
    expect(await screen.findByText('2 reminders sent.')).toBeInTheDocument();
    expect(reminded).toEqual([{ actionIds: ['late', 'open'], to: 'owner' }]);
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
  });

  it('tells the leads of what came back', async () => {
    items[0] = { ...items[0], cameBackAs: { id: 'i2', key: 'SEC-2026-0052' } };
    render();
    const row = within(await group('Overdue')).getByRole('listitem');
    expect(row).toHaveTextContent('came back as SEC-2026-0052');
    expect(
      within(row).getByRole('link', { name: 'SEC-2026-0052' }),
    ).toHaveAttribute('href', '/security-incidents/SEC-2026-0052');
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Select: Replace keys' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Tell their leads' }),
    );
    await waitFor(() =>
      expect(reminded).toEqual([{ actionIds: ['late'], to: 'lead' }]),
    );
  });

  it('moves the date of selected actions, and says which did not move', async () => {
    const moved: Array<[string, unknown, string | null]> = [];
    server.use(
      http.patch(
        `${BASE}/incidents/SEC-2026-0042/review/actions/:id`,
        async ({ request, params }) => {
          moved.push([
            String(params.id),
            await request.json(),
            request.headers.get('if-match'),
          ]);
          return params.id === 'open'
            ? refusal(409, { name: 'ConflictError', message: 'It is done' })
            : HttpResponse.json({});
        },
      ),
    );
    render();
    await group('Overdue');
    for (const title of ['Replace keys', 'Alert on exports', 'Teach it']) {
      await userEvent.click(
        screen.getByRole('checkbox', { name: `Select: ${title}` }),
      );
    }
    await userEvent.click(
      screen.getByRole('button', { name: 'Move the date' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Move the date of 3 actions',
    });
    const send = within(dialog).getByRole('button', { name: 'Move the date' });
    for (const [segment, typed] of [
      ['month', '1'],
      ['day', '31'],
      ['year', '2027'],
      ['hour', '12'],
      ['minute', '00'],
    ]) {
      await userEvent.click(
        within(dialog).getByRole('spinbutton', {
          name: new RegExp(`^${segment}`),
        }),
      );
      await userEvent.keyboard(typed);
    }
    expect(send).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Why the date moves/ }),
      'Vendor is late',
    );
    await userEvent.click(send);
    expect(
      await screen.findByText(
        '2 dates moved. Not moved: Teach it. It is done.',
      ),
    ).toBeInTheDocument();
    const reason = 'Vendor is late';
    const at = expect.stringMatching(/^2027-01-3/);
    expect(moved).toEqual([
      ['late', { dueAt: at, reason }, '1'],
      ['unproven', { check: { by: at }, reason }, '1'],
      ['open', { dueAt: at, reason }, '1'],
    ]);
  });

  it('moves between rows and selects them with keys', async () => {
    render();
    await group('Proven to work');
    await userEvent.keyboard('jjx');
    expect(
      screen.getByRole('checkbox', { name: 'Select: Alert on exports' }),
    ).toBeChecked();
    await userEvent.keyboard('kx');
    expect(screen.getByRole('toolbar')).toHaveTextContent('2 selected');
    // What is proven needs nothing any more.
    await userEvent.keyboard('jjjx');
    expect(screen.getByRole('toolbar')).toHaveTextContent('2 selected');
  });

  it('records a check only with what it found', async () => {
    render();
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Record the check: Alert on exports',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    const send = within(dialog).getByRole('button', {
      name: 'Record the check',
    });
    expect(send).toBeDisabled();
    let body: unknown;
    server.use(
      http.patch(
        `${BASE}/incidents/SEC-2026-0042/review/actions/unproven`,
        async ({ request }) => {
          body = await request.json();
          return HttpResponse.json({});
        },
      ),
    );
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /What the check found/ }),
      'Fired twice',
    );
    await userEvent.click(send);
    await waitFor(() =>
      expect(body).toEqual({
        effect: { result: 'works', text: 'Fired twice' },
      }),
    );
  });

  it('asks for what the address says', async () => {
    render('/follow-up/actions?type=fix&mine=true');
    await waitFor(() =>
      expect(asked).toContain('?type=fix&mine=true&group=overdue&limit=50'),
    );
  });

  it('says what is true when there is nothing', async () => {
    items = [];
    render();
    expect(
      await screen.findByText('No improvement actions yet'),
    ).toBeInTheDocument();
  });

  it('says when the reader may not see it', async () => {
    server.use(
      http.get(`${BASE}/actions`, () =>
        refusal(403, { name: 'NotAllowedError', message: 'Not for you' }),
      ),
    );
    render();
    expect(await screen.findByRole('alert')).toBeInTheDocument();
  });
});
