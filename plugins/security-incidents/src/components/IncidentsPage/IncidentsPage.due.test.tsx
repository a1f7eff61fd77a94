import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  DueMark,
  IncidentSummary,
  NextDue,
} from 'backstage-plugin-security-incidents-common';
import { setupServer } from 'msw/node';
import {
  counts,
  dueOverview,
  renderPage,
  summary,
  TestBackend,
} from '../../__testUtils__/backend';
import { catchDownloads } from '../../__testUtils__/downloads';
import { chooseExport } from '../../__testUtils__/exports';
import { IncidentsPage } from './IncidentsPage';

const server = setupServer();
registerMswTestHooks(server);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let backend: TestBackend;
beforeEach(() => {
  backend = new TestBackend(server);
  backend.listen();
});

const address = () => screen.getByLabelText('address').textContent;
const render = (at = '/list') => renderPage(<IncidentsPage />, { at });

/** A time from now, half a minute more so that the words do not change while a test runs. */
const at = (minutes: number) =>
  new Date(Date.now() + minutes * MINUTE + 30_000).toISOString();

const dueIn = (minutes: number, changes: Partial<NextDue> = {}): NextDue => ({
  kind: 'clock',
  clock: 'contain',
  title: 'Contain within 4 hours since it was recorded',
  dueAt: at(minutes),
  atRiskAt: at(minutes - 60),
  ...changes,
});

const incidents = (): IncidentSummary[] => [
  summary({
    id: '1',
    key: 'SEC-2026-0047',
    title: 'Phishing page',
    nextDue: dueIn(-90, {
      kind: 'task',
      clock: undefined,
      taskId: 't1',
      title: 'Warn staff and partners',
      assigneeRef: 'user:default/maya',
    }),
  }),
  summary({
    id: '2',
    key: 'SEC-2026-0049',
    title: 'Card testing',
    nextDue: dueIn(30),
    isMajorProposed: true,
  }),
  summary({
    id: '3',
    key: 'SEC-2026-0051',
    title: 'Odd call',
    severity: undefined,
    priority: undefined,
    roles: [],
  }),
];

const toMark = (incident: IncidentSummary): DueMark[] =>
  incident.nextDue
    ? [
        {
          id: incident.id,
          key: incident.key,
          title: incident.title,
          severity: incident.severity,
          dueAt: incident.nextDue.dueAt,
          atRiskAt: incident.nextDue.atRiskAt,
        },
      ]
    : [];

function showDue() {
  const items = incidents();
  backend.items = items;
  backend.dueOf = search => {
    const matching = search.includes('due=overdue') ? items.slice(0, 1) : items;
    return dueOverview({
      total: matching.length,
      overdue: 1,
      atRisk: matching.length > 1 ? 1 : 0,
      withoutDue: matching.length > 1 ? 1 : 0,
      bySeverity: counts({ high: 2, undecided: 1 }),
      marks: matching.flatMap(toMark),
    });
  };
}

const rowOf = (name: RegExp) => screen.findByRole('row', { name });

describe('what is due in the list of incidents', () => {
  it('says in each row what is due next, whose it is and in how long', async () => {
    showDue();
    render();
    const late = await rowOf(/Phishing page/);
    expect(late).toHaveTextContent(
      /Overdue: 1h 29m over\s*Warn staff and partners\s*maya/,
    );
    const soon = await rowOf(/Card testing/);
    expect(soon).toHaveTextContent(/At risk: in 30m\s*Contain within 4 hours/);
    expect(soon).toHaveTextContent('Major? not decided');
    const undecided = await rowOf(/Odd call/);
    expect(undecided).toHaveTextContent('no clock yet');
    expect(
      within(undecided).getByRole('link', { name: 'Decide severity' }),
    ).toHaveAttribute('href', '/security-incidents/SEC-2026-0051');
    expect(undecided).toHaveTextContent('not yet');
    expect(undecided).toHaveTextContent('Nobody');
    expect(late).toHaveTextContent('security-responder');
    expect(late).toHaveTextContent('team-payments');
  });

  it('asks for the next due first, which the header of the column shows', async () => {
    showDue();
    render();
    await rowOf(/Phishing page/);
    expect(backend.lastAsked).toBe('?open=true&orderBy=nextDue%3Aasc');
    const header = screen.getByRole('columnheader', { name: /Next due/ });
    expect(header).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(header);
    await waitFor(() =>
      expect(backend.lastAsked).toContain('orderBy=nextDue%3Adesc'),
    );
    await userEvent.click(
      screen.getByRole('columnheader', { name: /Detected/ }),
    );
    await waitFor(() =>
      expect(backend.lastAsked).toContain('orderBy=detectedAt%3Adesc'),
    );
  });

  it('counts what is late and at risk, and filters by it', async () => {
    showDue();
    render('/list?open=true');
    expect(await screen.findByText('3 open')).toBeVisible();
    await userEvent.click(
      screen.getByRole('link', { name: '1 overdue, show only these' }),
    );
    await waitFor(() => expect(address()).toContain('due=overdue'));
    await waitFor(() =>
      expect(new URLSearchParams(backend.lastAsked).get('due')).toBe('overdue'),
    );
    // The counter stays, and takes the filter back.
    const counter = screen.getByRole('link', {
      name: '1 overdue, show only these',
    });
    expect(counter).toHaveAttribute('aria-current', 'true');
    expect(
      await screen.findByRole('link', {
        name: /^SEC-2026-0049 Card testing, high, in 30m, hidden by a filter$/,
      }),
    ).toBeVisible();
    await userEvent.click(counter);
    await waitFor(() => expect(address()).not.toContain('due='));
  });

  it('opens the rows of a severity, also those that are undecided', async () => {
    showDue();
    render();
    await userEvent.click(
      await screen.findByRole('link', { name: 'Undecided 1' }),
    );
    await waitFor(() =>
      expect(new URLSearchParams(backend.lastAsked).getAll('severity')).toEqual(
        ['undecided'],
      ),
    );
    expect(
      screen.getByRole('row', { name: 'Severity: Undecided' }),
    ).toBeVisible();
  });

  it('selects the row of a mark on the line', async () => {
    showDue();
    render();
    await rowOf(/Card testing/);
    await userEvent.click(
      await screen.findByRole('link', {
        name: /^SEC-2026-0049 Card testing, high, in 30m$/,
      }),
    );
    expect(await rowOf(/Card testing/)).toHaveFocus();
    expect(screen.getByLabelText('place')).toHaveTextContent('/list');
  });

  it('prints counts where marks do not fit', async () => {
    backend.dueOf = () =>
      dueOverview({
        total: 30,
        overdue: 4,
        bins: [
          { toMs: 0, total: 4 },
          { fromMs: 0, toMs: HOUR, total: 6 },
          { fromMs: HOUR, toMs: 2 * HOUR, total: 0 },
          { fromMs: 2 * HOUR, total: 20 },
        ],
      });
    render();
    const bins = await screen.findByRole('list', {
      name: 'Open incidents by what is due next',
    });
    expect(
      within(bins)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'over for more than under 1m: 4',
      'within 1h: 6',
      'in 1h to 2h: 0',
      'in more than 2h: 20',
    ]);
  });

  it('removes a filter by its tag with Delete', async () => {
    showDue();
    render('/list?due=at-risk&severity=high');
    const tag = await screen.findByRole('row', { name: 'Due: At risk' });
    act(() => tag.focus());
    await userEvent.keyboard('{Delete}');
    await waitFor(() => expect(address()).toBe('?severity=high'));
  });

  it('says how many of all are shown', async () => {
    showDue();
    backend.totalItems = 7;
    backend.others = 8;
    render('/list?severity=high');
    expect(await screen.findByText('7 of 8 incidents')).toBeVisible();
  });

  it('narrows to days of detection', async () => {
    showDue();
    render('/list?from=2026-11-01&to=2026-11-30');
    await rowOf(/Phishing page/);
    const asked = new URLSearchParams(backend.lastAsked);
    expect(asked.get('from')).toBe('2026-11-01T00:00:00.000Z');
    expect(asked.get('to')).toBe('2026-12-01T00:00:00.000Z');
    const field = screen.getByRole('group', { name: 'Detected, days in UTC' });
    expect(field).toHaveTextContent(/11\D+1\D+2026\D+11\D+30\D+2026/);
  });

  it('names the page in the browser tab', async () => {
    showDue();
    const { unmount } = render();
    await rowOf(/Phishing page/);
    expect(document.title).toBe('Incidents | Security incidents');
    unmount();
    expect(document.title).not.toBe('Incidents | Security incidents');
  });

  it('exports the rows of the filters, not of the page', async () => {
    const downloads = catchDownloads();
    showDue();
    render('/list?severity=high&orderBy=severity:asc&size=50');
    await rowOf(/Phishing page/);
    await chooseExport('CSV, for spreadsheets');
    await waitFor(() => expect(downloads.files).toHaveLength(1));
    expect(backend.exportsAsked).toEqual([
      'incidents.csv?open=true&severity=high',
    ]);
    const [{ name, type, size }] = downloads.files;
    expect(name).toMatch(/^security-incidents-\d{4}-\d{2}-\d{2}\.csv$/);
    expect(type).toBe('text/csv');
    // The byte order mark is three bytes, and stays.
    expect(size).toBe('key,title\r\n'.length + 3);
    downloads.restore();
  });
});
