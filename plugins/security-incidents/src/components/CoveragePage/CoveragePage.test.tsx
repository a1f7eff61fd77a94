import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  CATALOG_NOT_READ_YET,
  type Coverage,
} from 'backstage-plugin-security-incidents-common';
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
import { coverage, coverageRow, readiness } from '../../__testUtils__/plans';
import { CoveragePage } from './CoveragePage';

const server = setupServer();
registerMswTestHooks(server);

let asked: string[];
beforeEach(() => {
  new TestBackend(server).listen();
  asked = [];
});

function answer(...answers: Array<Partial<Coverage>>) {
  server.use(
    http.get(`${BASE}/response-plans/coverage`, ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json(
        coverage(answers[Math.min(asked.length, answers.length) - 1]),
      );
    }),
  );
}

function refuse(status: number, message: string) {
  server.use(
    http.get(`${BASE}/response-plans/coverage`, () =>
      refusal(status, { message }),
    ),
  );
}

const render = (at = '/coverage') => renderPage(<CoveragePage />, { at });
const address = () => screen.getByLabelText('address').textContent;

const loyalty = coverageRow('loyalty-worker', {
  ownerRef: 'group:default/team-loyalty',
  tier: '3',
  planRef: undefined,
  planTitle: undefined,
  lastReviewed: undefined,
  lastTested: undefined,
  rolesResolved: 0,
  rolesTotal: 0,
  readiness: readiness(
    {
      owner: 'fail',
      plans: 'fail',
      reviewed: 'n-a',
      tested: 'n-a',
      roles: 'n-a',
      watched: 'fail',
    },
    [
      {
        code: 'owner-missing',
        message: 'group:default/team-loyalty owns it and is not in the catalog',
      },
      { code: 'no-plan', message: 'None of the 12 approved plans covers it' },
      { code: 'not-watched', message: 'No source of detections finds it' },
    ],
  ),
});

describe('CoveragePage', () => {
  it('shows one percentage with its formula, what moves it most, and each check', async () => {
    answer({ items: [coverageRow('ledger')] });
    render();
    expect(await screen.findByText('59 %')).toBeVisible();
    expect(screen.getByText('27 of 46')).toBeVisible();
    expect(
      screen.getByText(
        'Formula: Services that pass all six checks, divided by all.',
      ),
    ).toBeVisible();
    expect(
      screen.getByText(
        /7 services lack only a test of the plan\. Fixing that makes it 74 %\./,
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('row', {
        name: /Test 65 % Test: 16 services to fix/,
      }),
    ).toBeVisible();
  });

  it('links the services of each system, and shows which systems need the most work', async () => {
    answer({
      items: [loyalty],
      bySystem: [
        { systemRef: 'system:default/data-platform', services: 6, ready: 2 },
        { systemRef: 'system:default/cards', services: 4, ready: 4 },
      ],
    });
    render('/coverage?tier=1&cursor=next');
    const table = await screen.findByRole('table', {
      name: 'Ready services of each system',
    });
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual(['data-platform2 of 6', 'cards4 of 4']);
    await userEvent.click(
      within(table).getByRole('link', {
        name: '2 of 6 services of data-platform are ready',
      }),
    );
    expect(address()).toBe(
      '?tier=1&system=system%3Adefault%2Fdata-platform&show=all',
    );
  });

  it.each([
    [
      {
        lackingOnly: {
          owner: 0,
          plans: 0,
          reviewed: 0,
          tested: 0,
          roles: 0,
          watched: 0,
        },
      },
      /No service lacks one thing only\. 16 services lack a test of the plan/,
    ],
    [{ services: 27 }, /Nothing is left to fix/],
  ])('explains that there is no easy gain', async (change, words) => {
    answer({ items: [coverageRow('ledger')], ...change });
    render();
    expect(await screen.findByText(words)).toBeVisible();
  });

  it('rounds neither to 0 nor to 100 %', async () => {
    answer({ services: 1_000, ready: 999, items: [loyalty] });
    render();
    expect(await screen.findByText('99 %')).toBeVisible();
  });

  it('shows the result of each check, and links the plan and the service', async () => {
    answer({
      items: [
        loyalty,
        coverageRow('ledger', {
          rolesResolved: 2,
          readiness: readiness({ reviewed: 'late', roles: 'fail' }, [
            { code: 'review-overdue', message: 'The review was due' },
            {
              code: 'role-unresolved',
              message: 'Privacy counsel resolves to nobody: it is empty',
            },
          ]),
        }),
      ],
    });
    render();
    const bad = await screen.findByRole('row', { name: /^loyalty-worker/ });
    expect(bad).toHaveTextContent('cards, tier 3');
    expect(bad).toHaveTextContent(
      'Missingteam-loyalty owns it and is not in the catalog',
    );
    expect(bad).toHaveTextContent(
      'NoneNone of the 12 approved plans covers it',
    );
    expect(within(bad).getAllByText('No plan')).toHaveLength(3);
    expect(bad).toHaveTextContent('By nobody');
    expect(
      within(bad).getByRole('link', {
        name: '0 of 6 checks of loyalty-worker',
      }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/loyalty-worker/security-incidents',
    );
    expect(
      within(bad).getByRole('link', { name: 'Name an owner' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/loyalty-worker/security-incidents',
    );
    const late = screen.getByRole('row', { name: /^ledger/ });
    for (const name of ['Review the plan', 'Fill the roles']) {
      expect(within(late).getByRole('link', { name })).toHaveAttribute(
        'href',
        '/catalog/default/responseplan/leaked-credential/response-plan',
      );
    }
    expect(
      within(late).queryByRole('link', { name: 'Test the plan' }),
    ).not.toBeInTheDocument();
    expect(late).toHaveTextContent('Overduelast 4 May 2026');
    expect(late).toHaveTextContent('18 Jun 2026');
    expect(late).toHaveTextContent(
      '2 of 3Privacy counsel resolves to nobody: it is empty',
    );
    expect(
      within(late).getByRole('link', { name: 'Leaked credential' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/responseplan/leaked-credential/response-plan',
    );
  });

  it('reads the filters from the URL, and removes one by its tag', async () => {
    answer({ items: [loyalty] });
    render(
      '/coverage?q=card&domain=domain:default/payments&owner=group:default/team-payments&tier=1&tier=2&show=all&size=50&cursor=next',
    );
    await screen.findByText('59 %');
    expect([...new URLSearchParams(asked[0]).entries()].sort()).toEqual([
      ['cursor', 'next'],
      ['domain', 'domain:default/payments'],
      ['limit', '50'],
      ['owner', 'group:default/team-payments'],
      ['q', 'card'],
      ['tier', '1'],
      ['tier', '2'],
    ]);
    const tags = screen.getByRole('grid', { name: 'Filters in use' });
    const tier = within(tags).getByRole('row', { name: 'Tier 1' });
    await userEvent.click(within(tier).getByRole('button'));
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(new URLSearchParams(asked[1]).getAll('tier')).toEqual(['2']);
    expect(new URLSearchParams(asked[1]).has('cursor')).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    await waitFor(() => expect(address()).toBe('?show=all&size=50'));
  });

  it('shows services with gaps first', async () => {
    answer({ items: [loyalty], totalItems: 19 });
    render();
    await screen.findByText('59 %');
    expect(asked).toEqual(['?gaps=true']);
    expect(screen.getByRole('radio', { name: 'With gaps, 19' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: 'All, 46' }));
    await waitFor(() => expect(asked).toEqual(['?gaps=true', '']));
  });

  it('opens the ready services from their number', async () => {
    answer({ items: [coverageRow('ledger')], totalItems: 27 });
    render('/coverage?tier=1&cursor=next');
    await userEvent.click(
      await screen.findByRole('link', {
        name: 'Show the 27 ready services of 46',
      }),
    );
    await waitFor(() => expect(address()).toBe('?tier=1&show=ready'));
    await waitFor(() => expect(asked[1]).toBe('?tier=1&gaps=false'));
    expect(screen.getByRole('radio', { name: 'Ready, 27' })).toBeChecked();
    expect(
      screen.getByRole('heading', { name: 'Ready services' }),
    ).toBeVisible();
  });

  it('opens the services that fail a check from their number', async () => {
    answer({ items: [loyalty] });
    render('/coverage?tier=1&show=all&cursor=next');
    await userEvent.click(
      await screen.findByRole('link', { name: 'Test: 16 services to fix' }),
    );
    await waitFor(() => expect(address()).toBe('?tier=1&lacking=tested'));
    await waitFor(() =>
      expect(asked[1]).toBe('?tier=1&lacking=tested&gaps=true'),
    );
    const tags = screen.getByRole('grid', { name: 'Filters in use' });
    const tag = within(tags).getByRole('row', { name: 'To fix: Test' });
    await userEvent.click(within(tag).getByRole('button'));
    await waitFor(() => expect(address()).toBe('?tier=1'));
  });

  it('opens the services that lack what would gain most', async () => {
    answer({ items: [loyalty] });
    render('/coverage?tier=1&cursor=next');
    await userEvent.click(
      await screen.findByRole('link', {
        name: 'Show all 16 that lack a test of the plan',
      }),
    );
    await waitFor(() => expect(address()).toBe('?tier=1&lacking=tested'));
  });

  it('leads from a service without a plan to a new one', async () => {
    answer({ items: [loyalty] });
    render('/coverage?tier=3');
    await userEvent.click(
      await screen.findByRole('link', { name: 'Add a plan' }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'Import a playbook' }),
    ).toBeVisible();
    expect(address()).toBe('?tier=3&import=true');
  });

  it('turns pages', async () => {
    answer(
      { items: [loyalty], totalItems: 2, pageInfo: { nextCursor: 'second' } },
      { items: [coverageRow('ledger')], totalItems: 2 },
    );
    render();
    expect(await screen.findByText('1 to 1 of 2')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Next table page' }),
    );
    expect(await screen.findByText('2 to 2 of 2')).toBeVisible();
    expect(asked[1]).toContain('cursor=second');
  });

  it('prints every service that the filters leave, and then goes back to the page', async () => {
    const next = { nextCursor: 'second' };
    answer(
      { items: [coverageRow('ledger')], totalItems: 2, pageInfo: next },
      { items: [coverageRow('ledger')], totalItems: 2, pageInfo: next },
      { items: [coverageRow('invoices')], totalItems: 2, pageInfo: {} },
    );
    const printed: boolean[] = [];
    window.print = () => {
      printed.push(screen.queryByRole('row', { name: /invoices/ }) !== null);
    };
    render();
    await screen.findByRole('row', { name: /ledger/ });
    await userEvent.click(screen.getByRole('button', { name: 'Print' }));
    await waitFor(() => expect(printed).toEqual([true]));
    expect(
      asked
        .slice(1)
        .map(query => Object.fromEntries(new URLSearchParams(query))),
    ).toEqual([
      { gaps: 'true', limit: '200' },
      { gaps: 'true', limit: '200', cursor: 'second' },
    ]);
    act(() => {
      window.dispatchEvent(new Event('afterprint'));
    });
    expect(screen.queryByRole('row', { name: /invoices/ })).toBeNull();
  });

  it('says how old it is while the catalog does not answer', async () => {
    answer({ items: [loyalty], stale: true });
    render();
    expect(
      await screen.findByText(
        /The catalog does not answer\. This is as of .*10:02 UTC\./,
      ),
    ).toBeVisible();
    expect(screen.getByRole('row', { name: /^loyalty-worker/ })).toBeVisible();
  });

  it('explains each kind of empty list, and what to do', async () => {
    answer({ services: 27 }, { services: 0, ready: 0 });
    const { unmount } = render();
    expect(
      await screen.findByText('All 27 services here are ready'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await screen.findByText('No service yet')).toBeVisible();
    expect(address()).toBe('?show=all');
    unmount();
    render('/coverage?tier=9');
    expect(
      await screen.findByText('No service matches these filters'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText('No service yet')).toBeVisible();
  });

  it('names the missing permission', async () => {
    refuse(403, 'You do not have the permission to read response plans');
    render();
    expect(
      await screen.findByText("You can't view response plans"),
    ).toBeVisible();
  });

  it('reports a failure, and tries again', async () => {
    refuse(503, 'The catalog was not read yet');
    render();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The coverage did not load');
    expect(alert).toHaveTextContent('The catalog was not read yet');
    answer({ items: [loyalty] });
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByText('59 %')).toBeVisible();
  });

  it('does not call an unread catalog empty', async () => {
    server.use(
      http.get(`${BASE}/response-plans/coverage`, () =>
        refusal(503, {
          message: 'The catalog was not read yet',
          reason: CATALOG_NOT_READ_YET,
        }),
      ),
    );
    render();
    expect(
      await screen.findByText('We have not read the response plans yet'),
    ).toBeVisible();
    expect(screen.queryByText('No service yet')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });
});

describe('the export', () => {
  let downloads: ReturnType<typeof catchDownloads>;
  beforeEach(() => {
    downloads = catchDownloads();
  });
  afterEach(() => downloads.restore());

  it('has all pages of the filtered list', async () => {
    answer({ items: [loyalty] });
    let fileAsked = '';
    server.use(
      http.get(`${BASE}/response-plans/coverage.csv`, ({ request }) => {
        fileAsked = new URL(request.url).search;
        return HttpResponse.text('service,title\r\n');
      }),
    );
    render('/coverage?tier=1&cursor=next&size=50');
    await chooseExport('CSV, for spreadsheets');
    await waitFor(() =>
      expect(downloads.files).toEqual([
        {
          name: expect.stringMatching(
            /^response-plan-coverage-\d{4}-\d\d-\d\d\.csv$/,
          ),
          type: 'text/csv',
          size: 'service,title\r\n'.length,
        },
      ]),
    );
    expect(fileAsked).toBe('?tier=1&gaps=true');
  });

  it('has the same services as JSON', async () => {
    answer({ items: [loyalty] });
    server.use(
      http.get(`${BASE}/response-plans/coverage.json`, () =>
        HttpResponse.text('[]\n'),
      ),
    );
    render();
    await chooseExport('JSON, for programs');
    await waitFor(() =>
      expect(downloads.files).toEqual([
        {
          name: expect.stringMatching(/^response-plan-coverage-.*\.json$/),
          type: 'application/json',
          size: 3,
        },
      ]),
    );
  });

  it('is absent without the permission', async () => {
    answer({ items: [loyalty], mayExport: false });
    render();
    expect(await screen.findByText('59 %')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Import a playbook' }),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Export' }),
    ).not.toBeInTheDocument();
  });

  it('reports a failure', async () => {
    answer({ items: [loyalty] });
    server.use(
      http.get(`${BASE}/response-plans/coverage.csv`, () =>
        refusal(503, { message: 'Busy' }),
      ),
    );
    render();
    await chooseExport('CSV, for spreadsheets');
    expect(await screen.findByText('No file: Busy')).toBeVisible();
    expect(downloads.files).toEqual([]);
  });
});
