import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  summary,
  TestBackend,
} from '../../__testUtils__/backend';
import { TestSignals } from '../../__testUtils__/signals';
import { IncidentsPage } from './IncidentsPage';

const server = setupServer();
registerMswTestHooks(server);

const key = summary({ id: '1', key: 'SEC-2026-0001', title: 'Key in a log' });
const phishing = summary({ id: '2', key: 'SEC-2026-0002', title: 'Phishing' });
const parcel = summary({ id: '3', key: 'SEC-2026-0003', title: 'Open parcel' });

let backend: TestBackend;
let signals: TestSignals;
beforeEach(() => {
  backend = new TestBackend(server);
  backend.listen();
  backend.items = [key, phishing];
  signals = new TestSignals();
});

/** Opens the list with its two rows. */
async function open(at = '/list') {
  renderPage(<IncidentsPage />, { at, signals });
  await screen.findByText('Key in a log');
}
const titles = () =>
  within(screen.getByRole('grid', { name: 'Data table' }))
    .getAllByRole('rowheader')
    .map(({ textContent }) => textContent);
const row = (name: RegExp) => screen.getByRole('row', { name });
/** Answers all lists of rows with this from now on. */
const answerRows = (answer: () => Response) =>
  server.use(
    http.get(`${BASE}/incidents`, ({ request }) => {
      const { search, searchParams } = new URL(request.url);
      // The counts ask for one row, and are about something else.
      if (searchParams.get('limit') === '1') return undefined;
      backend.asked.push(search);
      return answer();
    }),
  );

describe('the list of incidents, while others work on them', () => {
  it('asks the same once for a burst of signals, and shows what it may see', async () => {
    await open('/list?severity=high');
    backend.items = [parcel, { ...key, title: 'Two keys in a log' }];
    backend.asked = [];
    for (const version of [8, 9, 10]) {
      signals.send({ incidentId: '1', version });
      signals.send({ incidentId: 'not for this reader', version });
    }
    expect(await screen.findByText('Two keys in a log')).toBeInTheDocument();
    expect(screen.getByText('Open parcel')).toBeInTheDocument();
    expect(screen.queryByText('Phishing')).toBeNull();
    expect(backend.asked).toEqual([
      '?open=true&severity=high&orderBy=nextDue%3Aasc',
    ]);
  });

  it('has one question on its way at most, and shows the rows meanwhile', async () => {
    await open();
    let running = 0;
    let most = 0;
    let release: () => void = () => {};
    server.use(
      http.get(`${BASE}/incidents`, async ({ request }) => {
        if (new URL(request.url).searchParams.get('limit') === '1') {
          return undefined;
        }
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>(resolve => {
          release = resolve;
        });
        running -= 1;
        return HttpResponse.json({
          items: [parcel],
          totalItems: 1,
          pageInfo: {},
        });
      }),
    );
    signals.send({ incidentId: '3', version: 1 });
    await waitFor(() => expect(running).toBe(1));
    signals.send({ incidentId: '3', version: 2 });
    expect(screen.getByText('Key in a log')).toBeInTheDocument();
    expect(document.querySelector('[data-stale=true]')).toBeNull();
    expect(screen.queryByText(/Loading/)).toBeNull();
    release();
    expect(await screen.findByText('Open parcel')).toBeInTheDocument();
    expect(most).toBe(1);
  });

  it('changes rows in use at their place, and holds new ones back until they are asked for', async () => {
    await open();
    await userEvent.keyboard('jj');
    expect(row(/Phishing/)).toHaveFocus();

    backend.items = [parcel, key, { ...phishing, title: 'Phishing, twice' }];
    signals.send({ incidentId: '3', version: 1 });
    const waiting = await screen.findByRole('button', { name: '1 new, show' });
    expect(titles()).toEqual([
      expect.stringContaining('Key in a log'),
      expect.stringContaining('Phishing, twice'),
    ]);
    expect(row(/Phishing, twice/)).toHaveFocus();
    expect(screen.getByText('3 incidents')).toBeInTheDocument();

    await userEvent.click(waiting);
    expect(await screen.findByText('Open parcel')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /show$/ })).toBeNull();
    expect(document.body).not.toHaveFocus();
  });

  it('leaves the place of a row that is gone empty, and the focus where it was', async () => {
    await open();
    const link = screen.getByRole('link', { name: 'Key in a log' });
    act(() => link.focus());

    backend.items = [phishing];
    signals.send({ incidentId: '1', version: 8 });
    expect(
      await screen.findByRole('button', { name: 'The list changed, show' }),
    ).toBeInTheDocument();
    expect(screen.queryByText('Key in a log')).toBeNull();
    expect(titles()).toEqual([
      'No longer on this page',
      expect.stringContaining('Phishing'),
    ]);
    await waitFor(() =>
      expect(row(/No longer on this page/)).toContainElement(
        document.activeElement as HTMLElement,
      ),
    );
  });

  it('does not take a row for gone that only moved down to the next page', async () => {
    const many = Array.from({ length: 10 }, (_, at) =>
      summary({ id: `n${at}`, key: `N-${at}`, title: `Number ${at}` }),
    );
    let all = many;
    answerRows(() =>
      HttpResponse.json({
        items: all,
        totalItems: all.length,
        pageInfo: {},
      }),
    );
    renderPage(<IncidentsPage />, { at: '/list?size=10', signals });
    await screen.findByText('Number 9');
    await userEvent.keyboard('j');
    all = [parcel, ...many];
    signals.send({ incidentId: '3', version: 1 });
    await screen.findByRole('button', { name: '1 new, show' });
    expect(backend.lastAsked).toContain('limit=20');
    expect(screen.getByText('Number 9')).toBeInTheDocument();
    expect(screen.queryByText('No longer on this page')).toBeNull();
  });

  it('keeps its rows when nothing answers, and says since when', async () => {
    await open();
    answerRows(() => refusal(503, { message: 'Busy' }));
    signals.send({ incidentId: '1', version: 8 });
    expect(await screen.findByText(/^Not live since/)).toBeInTheDocument();
    expect(screen.getByText('Key in a log')).toBeInTheDocument();
  });

  it('takes its rows away when they may not be read any more', async () => {
    await open();
    answerRows(() => refusal(403, { message: 'No' }));
    signals.send({ incidentId: '1', version: 8 });
    expect(
      await screen.findByText("You can't view incidents"),
    ).toBeInTheDocument();
    expect(screen.queryByText('Key in a log')).toBeNull();
  });
});
