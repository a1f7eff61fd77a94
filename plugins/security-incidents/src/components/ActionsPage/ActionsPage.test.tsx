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
    expect(
      screen.getByText('1 actions and 1 effect checks'),
    ).toBeInTheDocument();
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
    expect(await screen.findByText('2 owners reminded.')).toBeInTheDocument();
    expect(reminded).toEqual([{ actionIds: ['late', 'open'] }]);
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
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
