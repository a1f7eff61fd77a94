import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../../__testUtils__/backend';
import { coverage, coverageRow, readiness } from '../../../__testUtils__/plans';
import { CoveragePage } from '../CoveragePage';

const server = setupServer();
registerMswTestHooks(server);

const ledger = coverageRow('ledger', { title: 'Ledger' });
const wallet = coverageRow('wallet', { title: 'Wallet' });
const orphan = coverageRow('orphan', {
  title: 'Orphan',
  planRef: undefined,
  planTitle: undefined,
  readiness: readiness({ owner: 'fail', plans: 'fail' }, [
    { code: 'owner-missing', message: 'No owner in the catalog' },
  ]),
});

beforeEach(() => {
  new TestBackend(server).listen();
  server.use(
    http.get(`${BASE}/response-plans/coverage`, () =>
      HttpResponse.json(coverage({ items: [ledger, wallet, orphan] })),
    ),
  );
});

const choose = async (...names: string[]) => {
  renderPage(<CoveragePage />, { at: '/coverage' });
  for (const name of names) {
    const row = await screen.findByRole('row', { name: new RegExp(name) });
    await userEvent.click(within(row).getByRole('checkbox'));
  }
  return screen.findByRole('group', { name: 'With the chosen services' });
};

describe('several services of the coverage', () => {
  it('say how many are chosen, and why no exercise can start', async () => {
    const bar = await choose('Orphan');
    expect(bar).toHaveTextContent('1 service selected');
    expect(bar).toHaveTextContent('None has a plan yet');
    expect(
      within(bar).getByRole('button', { name: 'Start exercises' }),
    ).toBeDisabled();
    await userEvent.click(
      within(bar).getByRole('button', { name: 'Clear the selection' }),
    );
    expect(
      screen.queryByRole('group', { name: 'With the chosen services' }),
    ).toBeNull();
  });

  it('are copied by owner, with their gaps', async () => {
    const user = userEvent.setup();
    const copied: string[] = [];
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockImplementation(async text => {
        copied.push(text);
      });
    const bar = await choose('Ledger', 'Orphan');
    await user.click(
      within(bar).getByRole('button', { name: 'Copy gaps for owners' }),
    );
    expect(
      await within(bar).findByText('Copied, by owner. Send it to them.'),
    ).toBeInTheDocument();
    expect(copied[0]).toMatch(
      /Ledger: http\S+ledger\S*\n[^]*Without an owner in the catalog\nOrphan: http\S+\n {2}- No owner in the catalog/,
    );
  });

  it('are practised one by one, each answered alone, and nothing starts twice', async () => {
    const keys: Array<string | null> = [];
    let isWalletDown = true;
    server.use(
      http.post(`${BASE}/incidents`, async ({ request }) => {
        const { title } = (await request.json()) as { title: string };
        keys.push(request.headers.get('idempotency-key'));
        if (title.includes('Wallet') && isWalletDown) {
          return refusal(503, { message: 'Busy' });
        }
        return HttpResponse.json(
          { key: title.includes('Wallet') ? 'SEC-2026-2' : 'SEC-2026-1' },
          { status: 201 },
        );
      }),
    );
    const bar = await choose('Ledger', 'Wallet', 'Orphan');
    await userEvent.click(
      within(bar).getByRole('button', { name: 'Start exercises' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Start 2 exercises',
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Start' }),
    );
    expect(
      await within(dialog).findByRole('link', { name: 'SEC-2026-1' }),
    ).toBeInTheDocument();
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Busy');
    expect(within(dialog).getByText('1 of 2 started.')).toBeInTheDocument();

    isWalletDown = false;
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await within(dialog).findByRole('link', { name: 'SEC-2026-2' }),
    ).toBeInTheDocument();
    expect(keys).toEqual([expect.any(String), expect.any(String), keys[1]]);
    expect(keys[0]).not.toBe(keys[1]);
  });
});
