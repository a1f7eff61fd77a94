import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  EntityCounts,
  IncidentSummary,
  LaterWork,
  TaskWork,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  counts,
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
  workPage,
} from '../../__testUtils__/myWork';
import { readiness } from '../../__testUtils__/plans';
import { MyIncidents } from './MyIncidents';
import { MyTasks } from './MyTasks';
import { TeamsRisk } from './TeamsRisk';

const server = setupServer();
registerMswTestHooks(server);

const LEDGER = 'component:default/ledger-api';
const TOKENS = 'component:default/tokenizer';

let backend: TestBackend;
beforeEach(() => {
  backend = new TestBackend(server);
  backend.listen();
});

const down = () =>
  refusal(503, { name: 'ServiceUnavailableError', message: 'Not now' });
const forbidden = () =>
  refusal(403, { name: 'NotAllowedError', message: 'You may not read' });

describe('the widget of my tasks', () => {
  const task = (id: string, more: Partial<TaskWork> = {}) =>
    taskWork(id, `Task ${id}`, more);

  /** Answers with work, and keeps what it was asked. */
  function answer(
    items: TaskWork[],
    all = items.length,
    later: LaterWork = { total: 0, incidents: [] },
  ) {
    const asked: string[] = [];
    server.use(
      http.get(`${BASE}/my/work`, ({ request }) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.json({ ...workPage(items, all), later });
      }),
    );
    return asked;
  }

  it('shows what is first with its act, and how much there is besides', async () => {
    const asked = answer(
      [
        task('revoke', { due: { at: inMinutes(-70), state: 'overdue' } }),
        task('look', { due: { at: inMinutes(97), state: 'due' } }),
      ],
      6,
    );
    renderPage(<MyTasks rows={2} />);
    expect(await screen.findByText('Task revoke')).toBeInTheDocument();
    expect(screen.getByText('1h 10m over')).toBeInTheDocument();
    expect(screen.getByText('1 overdue, 6 to do')).toBeInTheDocument();
    expect(screen.getByText('4 more in My work')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All my work' })).toHaveAttribute(
      'href',
      '/security-incidents/my-work',
    );
    expect(asked).toEqual(['?limit=2']);
  });

  it('names what comes later, and what it waits for', async () => {
    const { incident } = task('revoke');
    answer([], 0, {
      total: 4,
      incidents: [
        {
          incident,
          total: 2,
          titles: ['Clean the history', 'Verify the health'],
          startsWith: 'eradication',
        },
        {
          incident: { ...incident, id: 'incident-2', key: 'SEC-2026-0002' },
          total: 1,
          titles: ['Tell the customers'],
        },
        {
          incident: { ...incident, id: 'incident-3', key: 'SEC-2026-0003' },
          total: 1,
          titles: ['Write it down'],
        },
      ],
    });
    renderPage(<MyTasks />);
    const first = await screen.findByText(/^Later, 2 in/);
    expect(first).toHaveTextContent('Later, 2 in SEC-2026-0001');
    expect(screen.getByText('4 later')).toBeInTheDocument();
    expect(screen.getByText('start with eradication')).toBeInTheDocument();
    expect(
      screen.getByText('Clean the history. Verify the health.'),
    ).toBeInTheDocument();
    expect(screen.getByText('start after other tasks')).toBeInTheDocument();
    expect(screen.queryByText(/Write it down/)).toBeNull();
  });

  it('finishes a task in its place', async () => {
    answer([task('revoke')]);
    const changes: unknown[] = [];
    server.use(
      http.patch(
        `${BASE}/incidents/SEC-2026-0001/tasks/revoke`,
        async ({ request }) => {
          changes.push(await request.json());
          return HttpResponse.json(summary());
        },
      ),
    );
    renderPage(<MyTasks />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Mark done: Task revoke' }),
    );
    answer([]);
    await userEvent.type(
      screen.getByRole('textbox'),
      'Revoked at the acquirer',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Mark done' }));
    expect(
      await screen.findByText('Nothing to do in any incident'),
    ).toBeInTheDocument();
    expect(changes).toEqual([
      { state: 'done', note: 'Revoked at the acquirer' },
    ]);
  });

  it('says that unknown is not none, and tries again', async () => {
    server.use(http.get(`${BASE}/my/work`, down));
    renderPage(<MyTasks />);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Your tasks are unknown right now');
    expect(alert).toHaveTextContent('This is not the same as none.');
    answer([]);
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByText('Nothing to do in any incident'),
    ).toBeInTheDocument();
  });

  it('says who can give access', async () => {
    server.use(http.get(`${BASE}/my/work`, forbidden));
    renderPage(<MyTasks />);
    expect(await screen.findByText("You can't view your tasks")).toBeVisible();
  });
});

describe('the widget of my incidents', () => {
  /** Answers with the incidents that somebody takes part in, and those of their services. */
  function answer(involved: IncidentSummary[], owned: IncidentSummary[]) {
    server.use(
      http.get(`${BASE}/incidents`, ({ request }) => {
        const { searchParams } = new URL(request.url);
        expect(searchParams.get('open')).toBe('true');
        const names = ['involved', 'owner'].filter(name =>
          searchParams.has(name),
        );
        expect(names).toHaveLength(1);
        expect(searchParams.getAll(names[0])).toEqual([ADA, TEAM]);
        const items = names[0] === 'involved' ? involved : owned;
        return HttpResponse.json({
          items,
          totalItems: items.length,
          pageInfo: {},
        });
      }),
    );
  }
  const incident = (key: string, more: Partial<IncidentSummary>) =>
    summary({
      id: key,
      key,
      roles: [],
      reportedBy: 'user:default/bo',
      ...more,
    });

  it('has each incident once, the most urgent first, with why it concerns the reader', async () => {
    const led = incident('SEC-2026-0002', {
      priority: 'P1',
      roles: [
        {
          role: 'incident-commander',
          principalRef: ADA,
          assumedAt: inMinutes(-60),
          assignedBy: ADA,
        },
      ],
    });
    const reported = incident('SEC-2026-0003', {
      priority: 'P3',
      reportedBy: ADA,
    });
    const [affected] = summary().affected;
    const owned = incident('SEC-2026-0004', {
      priority: 'P2',
      affected: [
        {
          ...affected,
          snapshot: { ...(affected as any).snapshot, ownerRef: TEAM },
        } as typeof affected,
      ],
    });
    answer([led, reported], [owned, led]);
    renderPage(<MyIncidents />);
    await screen.findByText('3 open');
    const rows = screen.getAllByRole('listitem').map(row => row.textContent);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/SEC-2026-0002.*Incident commander/);
    expect(rows[1]).toMatch(/SEC-2026-0004.*Affects your service/);
    expect(rows[2]).toMatch(/SEC-2026-0003.*You reported it/);
    expect(
      screen.getByRole('button', { name: 'Report a concern' }),
    ).toBeInTheDocument();
  });

  it('counts the changes since the reader had the page open', async () => {
    const storage = mockApis.storage();
    await storage.forBucket('security-incidents').set('seen-incidents', [
      { id: 'SEC-2026-0001', version: 4, at: inMinutes(-60) },
      { id: 'SEC-2026-0002', version: 7, at: inMinutes(-60) },
    ]);
    answer(
      [
        incident('SEC-2026-0001', { version: 7 }),
        incident('SEC-2026-0002', { version: 7 }),
        incident('SEC-2026-0003', { version: 7 }),
      ],
      [],
    );
    renderPage(<MyIncidents />, { storage });
    const found = await screen.findAllByText(/^Since you looked at/);
    expect(found).toHaveLength(1);
    expect(found[0]).toHaveTextContent(/: 3 changes$/);
    expect(found[0].closest('li')).toHaveTextContent('SEC-2026-0001');
  });

  it('says how many more there are', async () => {
    answer(
      ['1', '2', '3'].map(at => incident(`SEC-2026-000${at}`, {})),
      [],
    );
    renderPage(<MyIncidents rows={1} />);
    expect(await screen.findByText('2 more, less urgent')).toBeInTheDocument();
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  it('says when nothing is open, and asks for nothing but what is the reader’s', async () => {
    answer([], []);
    renderPage(<MyIncidents />);
    expect(
      await screen.findByText('No open incident concerns you'),
    ).toBeInTheDocument();
  });

  it('is unknown when one of its answers is missing', async () => {
    server.use(
      http.get(`${BASE}/incidents`, ({ request }) =>
        new URL(request.url).searchParams.has('owner')
          ? down()
          : HttpResponse.json({ items: [], totalItems: 0, pageInfo: {} }),
      ),
    );
    renderPage(<MyIncidents />);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Open incidents unknown right now',
    );
  });
});

describe("the widget of my teams' risk", () => {
  const service = (name: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'security-incidents/tier': '1' },
    },
    relations: [{ type: 'ownedBy', targetRef: TEAM }],
  });
  const entities = [service('ledger-api'), service('tokenizer')];

  function answer(
    rows: Partial<EntityCounts>[],
    items: IncidentSummary[] = [],
  ) {
    const asked: unknown[] = [];
    server.use(
      http.post(`${BASE}/entities/overviews`, async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json({
          items: rows.map(row => ({
            open: 0,
            bySeverity: counts(),
            total: 0,
            ...row,
          })),
        });
      }),
    );
    backend.items = items;
    return asked;
  }

  it('shows what to look at first, with one call for all services', async () => {
    const asked = answer(
      [
        {
          entityRef: LEDGER,
          checks: readiness({ tested: 'late' }).checks,
          waiting: { total: 2, oldestAt: inMinutes(-113) },
        },
        {
          entityRef: TOKENS,
          open: 1,
          bySeverity: counts({ high: 1 }),
          checks: readiness().checks,
          waiting: { total: 0 },
        },
      ],
      [
        summary({
          severity: 'high',
          nextDue: undefined,
          detectedAt: inMinutes(-60),
        }),
      ],
    );
    backend.others = 12;
    renderPage(<TeamsRisk />, { entities });
    const table = await screen.findByRole('table', {
      name: 'Services of my teams',
    });
    const cellsOf = (row: HTMLElement) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent);
    const [, first, second] = within(table).getAllByRole('row');
    expect(within(first).getByRole('rowheader')).toHaveTextContent(
      'tokenizer tier 1',
    );
    expect(cellsOf(first)).toEqual(['1', '0', '6/6', 'nothing']);
    expect(cellsOf(second)).toEqual([
      '0',
      '2',
      '5/6',
      'A detection waits for 1h 53m',
    ]);
    expect(
      screen.getByRole('link', { name: '2 about ledger-api' }),
    ).toHaveAttribute(
      'href',
      '/security-incidents/inbox?service=component%3Adefault%2Fledger-api',
    );
    expect(screen.getByText('1 of 2')).toBeInTheDocument();
    expect(screen.getByText('oldest 1h 53m')).toBeInTheDocument();
    expect(screen.getByText('1 high')).toBeInTheDocument();
    expect(screen.getByText('in 18 months')).toBeInTheDocument();
    expect(screen.getByText('11 ended')).toBeInTheDocument();
    expect(asked).toEqual([
      { entityRefs: [LEDGER, TOKENS], include: ['readiness', 'detections'] },
    ]);
  });

  it('leaves out what the reader may not know', async () => {
    answer([{ entityRef: LEDGER }, { entityRef: TOKENS }]);
    renderPage(<TeamsRisk />, { entities });
    const table = await screen.findByRole('table');
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['Service', 'Open', 'Look at this first']);
    expect(screen.queryByText('detections wait')).toBeNull();
    expect(screen.queryByText('fully ready')).toBeNull();
  });

  it('helps who owns nothing, without asking for counts', async () => {
    const asked = answer([]);
    renderPage(<TeamsRisk />);
    expect(
      await screen.findByText('You own no service yet'),
    ).toBeInTheDocument();
    expect(asked).toEqual([]);
  });

  it('says that unknown is not none, and what is forbidden', async () => {
    server.use(http.post(`${BASE}/entities/overviews`, down));
    renderPage(<TeamsRisk />, { entities });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('This is not the same as none.');
    server.use(http.post(`${BASE}/entities/overviews`, forbidden));
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    await waitFor(() =>
      expect(screen.getByRole('alert')).toHaveTextContent(
        "You can't view the risk of your teams",
      ),
    );
  });
});
