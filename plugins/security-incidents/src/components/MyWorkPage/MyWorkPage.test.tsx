import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { WorkItem } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  summary,
  TestBackend,
} from '../../__testUtils__/backend';
import {
  ADA,
  inMinutes,
  TEAM,
  taskWork,
  workIncident,
  workPage,
} from '../../__testUtils__/myWork';
import { TestSignals } from '../../__testUtils__/signals';
import { MyWorkPage } from './MyWorkPage';

const server = setupServer();
registerMswTestHooks(server);

const overdueTask = () =>
  taskWork('t1', 'Revoke the key', {
    required: true,
    due: { at: inMinutes(-70), state: 'overdue' },
  });
const teamTask = () =>
  taskWork('t2', 'Look in other logs', {
    mine: false,
    holder: { ref: TEAM, because: 'assignee' },
    action: { name: 'take', target: 'task-t2' },
    due: { at: inMinutes(30), state: 'at-risk' },
  });
const clock = (): WorkItem => ({
  kind: 'clock',
  id: 'clock:incident-1:contain',
  clock: 'contain',
  title: 'Contain within 1 day since it was recorded',
  incident: workIncident,
  due: { at: inMinutes(3 * 24 * 60), state: 'due' },
  holder: { ref: ADA, because: 'incident-commander' },
  mine: true,
  action: { name: 'open', target: 'clocks' },
});
const update = (): WorkItem => ({
  kind: 'update',
  id: 'update:incident-1',
  title: 'Write the management update',
  incident: workIncident,
  due: { at: inMinutes(60), state: 'due' },
  holder: { ref: ADA, because: 'incident-commander' },
  mine: true,
  action: { name: 'record', target: 'clocks' },
});
const question = (
  decision: 'lead' | 'major' | 'severity' | 'service',
): WorkItem => ({
  kind: 'decision',
  id: `decision:incident-1:${decision}`,
  decision,
  title: `Decide: ${decision}`,
  incident: workIncident,
  due: { state: 'none' },
  holder: { ref: TEAM, because: 'owner' },
  mine: false,
  reasons: ['Its severity is critical'],
  ...(decision === 'service' && { entityRef: 'component:default/ledger' }),
  action: { name: 'decide', target: decision },
});

let items: WorkItem[];
/** Query strings of the page's own list, the newest last. */
let asked: string[];
/** Every change, as method, path and body. */
let sent: Array<{ call: string; body: unknown; headers: Headers }>;

beforeEach(() => {
  const backend = new TestBackend(server);
  backend.listen();
  items = [overdueTask(), teamTask(), update(), clock(), question('major')];
  asked = [];
  sent = [];
  const record =
    (remove: boolean) =>
    async ({ request }: { request: Request }) => {
      const path = new URL(request.url).pathname.split('/incidents/')[1];
      sent.push({
        call: `${request.method} ${path}`,
        body: await request.json(),
        headers: request.headers,
      });
      if (remove) items = items.slice(1);
      return HttpResponse.json(summary());
    };
  server.use(
    http.get(`${BASE}/my/work`, ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json(workPage(items));
    }),
    http.patch(`${BASE}/incidents/:id/tasks/:task`, record(true)),
    http.patch(`${BASE}/incidents/:id`, record(true)),
    http.post(`${BASE}/incidents/:id/:part`, record(true)),
    http.put(`${BASE}/incidents/:id/roles/:role`, record(true)),
  );
});

const render = (at = '/my-work', signals?: TestSignals) =>
  renderPage(<MyWorkPage framed />, { at, signals });
const row = (name: string) => screen.findByRole('listitem', { name });
const button = async (name: string) => screen.findByRole('button', { name });

describe('my work', () => {
  it('groups the rows by due time, each with its incident, its holder and its act', async () => {
    render();
    const overdue = await screen.findByRole('region', { name: 'Overdue 1' });
    const first = within(overdue).getByRole('listitem');
    expect(first).toHaveTextContent('1h 10m over');
    expect(first).toHaveTextContent('You');
    expect(first).toHaveTextContent('required');
    expect(
      within(first).getByRole('link', { name: 'SEC-2026-0001' }),
    ).toHaveAttribute('href', '/security-incidents/SEC-2026-0001');
    const soon = screen.getByRole('region', { name: 'Next two hours 2' });
    expect(soon).toHaveTextContent('team-payments');
    expect(soon).toHaveTextContent('nobody took it');
    expect(soon).toHaveTextContent('Management update');
    expect(
      within(await row('Contain within 1 day since it was recorded')).getByRole(
        'link',
        { name: /^Open/ },
      ),
    ).toHaveAttribute('href', '/security-incidents/SEC-2026-0001#clocks');
    expect(
      screen.getByRole('region', { name: 'Without a time 1' }),
    ).toHaveTextContent('Is it a major incident?');
  });

  it('has one primary button, on the selected row, and moves it with J and K', async () => {
    render();
    const first = await row('Revoke the key');
    expect(first).toHaveAttribute('aria-current', 'true');
    await userEvent.keyboard('j');
    expect(first).toHaveFocus();
    await userEvent.keyboard('j');
    expect(await row('Look in other logs')).toHaveFocus();
    await userEvent.keyboard('k');
    expect(first).toHaveFocus();
    expect(
      screen
        .getAllByRole('listitem')
        .filter(item => item.getAttribute('aria-current')),
    ).toEqual([first]);
  });

  it('finishes a task with a sentence under its row, and moves to the next row', async () => {
    render();
    await row('Revoke the key');
    await userEvent.keyboard('j{Enter}');
    const field = await screen.findByRole('textbox', { name: /What was done/ });
    expect(field).toHaveFocus();
    // Letters are text while somebody types.
    await userEvent.type(field, 'Took it back, jkt');
    await userEvent.click(await button('Mark done'));
    await waitFor(() =>
      expect(sent.map(({ call, body }) => ({ call, body }))).toEqual([
        {
          call: 'PATCH SEC-2026-0001/tasks/t1',
          body: { state: 'done', note: 'Took it back, jkt' },
        },
      ]),
    );
    await waitFor(() =>
      expect(
        screen.queryByRole('listitem', { name: 'Revoke the key' }),
      ).not.toBeInTheDocument(),
    );
    expect(await row('Look in other logs')).toHaveFocus();
    expect(
      screen.getByText('Done: Revoke the key. 4 left.'),
    ).toBeInTheDocument();
  });

  it('asks for a note where a task needs evidence', async () => {
    items = [{ ...overdueTask(), evidenceRequired: true }];
    render();
    await userEvent.click(await button('Mark done: Revoke the key'));
    expect(await button('Mark done')).toBeDisabled();
    await userEvent.type(
      screen.getByRole('textbox', { name: /What was done/ }),
      'In the vault',
    );
    expect(await button('Mark done')).toBeEnabled();
  });

  it('takes a task of a group by T, and not while somebody types', async () => {
    items = [teamTask()];
    render();
    await row('Look in other logs');
    await userEvent.keyboard('jt');
    await waitFor(() =>
      expect(sent).toMatchObject([
        { call: 'PATCH SEC-2026-0001/tasks/t2', body: { assigneeRef: ADA } },
      ]),
    );
  });

  it('records a management update once, with Ctrl+Enter', async () => {
    items = [update()];
    render();
    await userEvent.click(
      await button('Write update: Write the management update'),
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: /Update for management/ }),
      'Keys are rotated{Control>}{Enter}{/Control}',
    );
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      call: 'POST SEC-2026-0001/steps',
      body: {
        kind: 'communication',
        audience: 'management',
        text: 'Keys are rotated',
      },
    });
    expect(sent[0].headers.get('idempotency-key')).toBeTruthy();
  });

  it.each<[Parameters<typeof question>[0], () => Promise<void>, object]>([
    [
      'major',
      async () => {
        await userEvent.type(
          screen.getByRole('textbox', { name: /Why/ }),
          'One service only',
        );
        await userEvent.click(await button('Not a major incident'));
      },
      {
        call: 'POST SEC-2026-0001/major',
        body: { decision: 'decline', reason: 'One service only' },
      },
    ],
    [
      'service',
      async () => userEvent.click(await button('No, it was not')),
      {
        call: 'POST SEC-2026-0001/affected',
        body: {
          entityRef: 'component:default/ledger',
          compromise: 'not-compromised',
        },
      },
    ],
    [
      'lead',
      async () => userEvent.click(await button('I lead it')),
      {
        call: 'PUT SEC-2026-0001/roles/incident-commander',
        body: { principalRef: ADA },
      },
    ],
    [
      'severity',
      async () => {
        await userEvent.click(screen.getByRole('button', { name: /Severity/ }));
        await userEvent.click(
          await screen.findByRole('option', { name: 'High' }),
        );
        await userEvent.click(await button('Save'));
      },
      { call: 'PATCH SEC-2026-0001', body: { severity: 'high' } },
    ],
  ])('decides about %s in the row', async (decision, decide, expected) => {
    items = [question(decision)];
    render();
    await userEvent.click(await button(`Decide: Decide: ${decision}`));
    await decide();
    await waitFor(() => expect(sent).toMatchObject([expected]));
    expect(sent[0].headers.get('if-match')).toBe('7');
  });

  it('says what went wrong and keeps the text', async () => {
    server.use(
      http.patch(`${BASE}/incidents/:id/tasks/:task`, () =>
        refusal(409, {
          name: 'ConflictError',
          message: '"Revoke the key" is already done; re-open it first',
        }),
      ),
    );
    render();
    await userEvent.click(await button('Mark done: Revoke the key'));
    const field = screen.getByRole('textbox', { name: /What was done/ });
    await userEvent.type(field, 'Took it back');
    await userEvent.click(await button('Mark done'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'is already done',
    );
    expect(field).toHaveValue('Took it back');
    await userEvent.click(await button('Cancel'));
    expect(await row('Revoke the key')).toHaveFocus();
  });

  it('asks for what the filters say, and keeps them in the address', async () => {
    render('/my-work?kind=task&holder=group');
    await row('Revoke the key');
    expect(asked[0]).toBe('?kind=task&holder=group&limit=50');
    await userEvent.click(await button('Show 1 overdue'));
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent('due=overdue'),
    );
    await waitFor(() =>
      expect(asked[asked.length - 1]).toContain('due=overdue'),
    );
    await userEvent.click(
      await screen.findByRole('radio', { name: 'Only mine, 3' }),
    );
    await waitFor(() => expect(asked[asked.length - 1]).toContain('holder=me'));
  });

  it('loses what somebody else ends', async () => {
    const signals = new TestSignals();
    render('/my-work', signals);
    await row('Revoke the key');
    items = items.slice(1);
    signals.send({ incidentId: 'incident-1', version: 8 } as never);
    await waitFor(
      () =>
        expect(
          screen.queryByRole('listitem', { name: 'Revoke the key' }),
        ).not.toBeInTheDocument(),
      { timeout: 4_000 },
    );
  });

  it('says that nothing waits, and how to get back from filters', async () => {
    items = [];
    const { unmount } = await act(async () => render());
    expect(
      await screen.findByText('Nothing waits for you'),
    ).toBeInTheDocument();
    unmount();
    render('/my-work?kind=update');
    await userEvent.click(await button('Show all my work'));
    await waitFor(() => expect(asked[asked.length - 1]).toBe('?limit=50'));
  });

  it.each([
    [500, 'Your work did not load'],
    [403, "You can't view your work"],
  ])('has a state of its own for %s', async (status, text) => {
    server.use(
      http.get(`${BASE}/my/work`, () =>
        refusal(status, { name: 'Error', message: 'No' }),
      ),
    );
    render();
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try again' }) !== null).toBe(
      status === 500,
    );
  });
});
