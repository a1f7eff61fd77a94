import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Incident,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { TestSignals } from '../../__testUtils__/signals';
import { answer, failure, openPage } from './__testUtils__/incidentPage';
import { testIncident, testSteps, testTimeline } from './testIncident';

const server = setupServer();
registerMswTestHooks(server);

const OTHER = 'user:default/security-responder';

/** An entry that somebody else added after the page was opened. */
function entryOfOther(
  seq: number,
  action: string,
  data: unknown,
): TimelineEntry {
  return {
    ...testTimeline[0],
    seq,
    at: '2026-11-23T10:19:00.000Z',
    actor: OTHER,
    action,
    data,
  };
}

const MOVED = entryOfOther(4, 'status.changed', {
  from: 'containment',
  to: 'eradication',
});

describe('the incident page, while others work on the same incident', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  it('asks again when a signal names its incident, and not for others or its own changes', async () => {
    let asked = 0;
    let now: Incident = testIncident();
    const url = answer(server, () => now);
    server.use(
      http.get(url, () => {
        asked += 1;
        return HttpResponse.json(now);
      }),
    );
    const signals = new TestSignals();
    openPage(undefined, signals);
    expect(
      await screen.findByText(/^Live, last change .*10:05 UTC$/),
    ).toBeInTheDocument();

    now = testIncident({ title: 'It is worse', version: 8 });
    signals.send({ incidentId: 'another', version: 3 });
    signals.send({ incidentId: now.id, version: 7 });
    signals.send({ incidentId: now.id, version: 8 });
    expect(
      await screen.findByRole('heading', { name: 'It is worse' }),
    ).toBeInTheDocument();
    expect(asked).toBe(2);
  });

  it('does not say that it is live while signals are not connected', async () => {
    answer(server, testIncident());
    const signals = new TestSignals();
    signals.ws.readyState = WebSocket.CLOSED;
    openPage(undefined, signals);
    expect(await screen.findByText('Connecting')).toBeInTheDocument();
    expect(screen.queryByText(/^Live/)).toBeNull();
    expect(
      await screen.findByText(/^Not live since/, undefined, { timeout: 8_000 }),
    ).toBeInTheDocument();
  }, 15_000);

  it('says when it is not live, and asks when it is told to', async () => {
    let now: Incident = testIncident();
    answer(server, () => now);
    openPage();
    expect(await screen.findByText(/^Not live since/)).toBeInTheDocument();
    now = testIncident({ title: 'It is worse', version: 8 });
    await userEvent.click(screen.getByRole('button', { name: 'Ask now' }));
    expect(
      await screen.findByRole('heading', { name: 'It is worse' }),
    ).toBeInTheDocument();
  });

  it('keeps what is being typed, and holds new entries back while the timeline is in use', async () => {
    let now: Incident = testIncident();
    let timeline = testTimeline;
    answer(
      server,
      () => now,
      () => timeline,
    );
    const signals = new TestSignals();
    openPage(undefined, signals);
    const field = await screen.findByLabelText(/What was done/);
    await userEvent.type(field, 'Half a sentence');
    const pointer = await screen.findByRole('button', { name: 'Amends #2' });
    act(() => pointer.focus());

    now = testIncident({ version: 8 });
    timeline = [...testTimeline, MOVED];
    signals.send({ incidentId: now.id, version: 8 });

    const waiting = await screen.findByRole('button', { name: '1 new entry' });
    expect(screen.queryByText('Containment to Eradication')).toBeNull();
    expect(field).toHaveValue('Half a sentence');
    expect(pointer).toHaveFocus();
    await waitFor(() =>
      expect(
        screen.getByText(
          '1 new entry in the timeline, the last: Containment to Eradication',
        ),
      ).toBeInTheDocument(),
    );

    await userEvent.click(waiting);
    expect(screen.getByText('Containment to Eradication')).toBeInTheDocument();
  });

  it('keeps a step when the incident moved on, says who moved it, and records it anyway', async () => {
    let now: Incident = testIncident();
    let timeline = testTimeline;
    const url = answer(
      server,
      () => now,
      () => timeline,
    );
    const matches: Array<string | null> = [];
    server.use(
      http.post(`${url}/steps`, ({ request }) => {
        matches.push(request.headers.get('if-match'));
        if (matches.length > 1) {
          return HttpResponse.json(
            { ...testSteps[1], seq: 5 },
            { status: 201 },
          );
        }
        now = testIncident({ status: 'eradication', version: 8 });
        timeline = [...testTimeline, MOVED];
        return failure(409, 'ConflictError', 'If-Match: version 7 is stale');
      }),
    );
    openPage();
    const field = await screen.findByLabelText(/What was done/);
    await userEvent.type(field, 'Old token revoked.');
    await userEvent.click(screen.getByRole('button', { name: 'Record step' }));

    const anyway = await screen.findByRole('button', {
      name: 'Record it anyway',
    });
    const notice = screen.getByRole('alert');
    expect(notice).toHaveTextContent('The incident moved on while you typed');
    expect(notice).toHaveTextContent('Containment to Eradication');
    expect(field).toHaveValue('Old token revoked.');

    await userEvent.click(anyway);
    expect(
      await screen.findByText('Recorded as entry #5.'),
    ).toBeInTheDocument();
    expect(field).toHaveValue('');
    expect(matches).toEqual(['7', null]);
  });

  it('keeps the draft of an open incident in the browser, of a restricted one for the session', async () => {
    const url = answer(server, testIncident({ visibility: 'restricted' }));
    server.use(
      http.get(`${url}/views`, () =>
        HttpResponse.json({ items: [], totalItems: 0, pageInfo: {} }),
      ),
    );
    openPage();
    await userEvent.type(
      await screen.findByLabelText(/What was done/),
      'Nobody may know',
    );
    expect(JSON.stringify(sessionStorage)).toContain('Nobody may know');
    expect(JSON.stringify(localStorage)).not.toContain('Nobody may know');
  });

  it('keeps a draft on the page only while it is not known who writes, and says so', async () => {
    answer(server, testIncident());
    openPage(undefined, undefined, {
      apis: [
        [
          identityApiRef,
          {
            ...mockApis.identity(),
            getBackstageIdentity: async () => {
              throw new Error('Not now');
            },
          },
        ],
      ],
    });
    const field = await screen.findByLabelText(/What was done/);
    await userEvent.type(field, 'Of whom?');
    expect(field).toHaveValue('Of whom?');
    expect(
      screen.getByText("Kept on this page only: we don't know who you are"),
    ).toBeInTheDocument();
    expect(
      JSON.stringify(localStorage) + JSON.stringify(sessionStorage),
    ).not.toContain('Of whom?');
  });

  it('lets somebody choose between two values of a fact, and loses neither', async () => {
    let now: Incident = testIncident();
    let timeline = testTimeline;
    const url = answer(
      server,
      () => now,
      () => timeline,
    );
    const sent: unknown[] = [];
    server.use(
      http.patch(url, async ({ request }) => {
        sent.push([request.headers.get('if-match'), await request.json()]);
        if (sent.length > 1) return HttpResponse.json(now);
        now = testIncident({
          title: 'Their title',
          determination: 'suspected',
          version: 8,
        });
        timeline = [
          ...testTimeline,
          entryOfOther(4, 'incident.updated', {
            changes: { title: { from: 'a', to: 'Their title' } },
          }),
        ];
        return failure(409, 'ConflictError', 'If-Match: version 7 is stale');
      }),
    );
    openPage();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Edit facts' }),
    );
    const dialog = await screen.findByRole('dialog');
    const title = within(dialog).getByLabelText(/Title/);
    await userEvent.clear(title);
    await userEvent.type(title, 'My title');
    await userEvent.type(within(dialog).getByLabelText(/Summary/), 'Mine');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));

    const theirs = await within(dialog).findByRole('radio', {
      name: 'Theirs: Their title',
    });
    expect(within(dialog).getByRole('alert')).toHaveTextContent(
      'changed title',
    );
    expect(
      within(dialog).getByRole('radio', { name: 'Mine: My title' }),
    ).toBeChecked();
    expect(title).toHaveValue('My title');
    await userEvent.click(theirs);
    expect(title).toHaveValue('Their title');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent[1]).toEqual(['8', { summary: 'Mine' }]));
  });
});

describe('the timeline and the keys of the incident page', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  const order = () =>
    within(screen.getByLabelText('Timeline'))
      .getAllByText(/^#\d+$/)
      .map(element => element.textContent);

  it('shows entries as they were recorded, or as they happened', async () => {
    const late = {
      ...testTimeline[1],
      seq: 4,
      at: '2026-11-23T11:00:00.000Z',
    };
    const url = answer(server, testIncident(), () => [
      ...testTimeline,
      { ...late, data: { stepId: 'step-3' } },
    ]);
    server.use(
      http.get(`${url}/steps`, () =>
        HttpResponse.json({
          items: [
            ...testSteps,
            {
              ...testSteps[0],
              id: 'step-3',
              seq: 4,
              performedAt: '2026-11-23T07:50:00.000Z',
              recordedAt: late.at,
              supersededBy: undefined,
            },
          ],
        }),
      ),
    );
    openPage();
    await waitFor(() => expect(order()).toEqual(['#4', '#3', '#2', '#1']));
    await userEvent.click(
      screen.getByRole('button', { name: /As recorded, newest first/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'As happened, newest first' }),
    );
    expect(order()).toEqual(['#3', '#2', '#4', '#1']);
  });

  it('folds what the system wrote by itself, and opens it on request', async () => {
    const automatic = [4, 5].map(seq => ({
      ...entryOfOther(seq, 'affected.snapshot-completed', {
        entityRef: 'component:default/ledger',
      }),
      actor: 'plugin:security-incidents',
    }));
    answer(server, testIncident(), () => [...testTimeline, ...automatic]);
    openPage();
    const fold = await screen.findByRole('button', {
      name: 'Show 2 automatic entries',
    });
    expect(
      screen.getByRole('radio', { name: 'Automatic 2' }),
    ).toBeInTheDocument();
    await userEvent.click(fold);
    expect(order()).toEqual(['#5', '#4', '#3', '#2', '#1']);
  });

  it('goes to composer, blockers and timeline with single keys, lists them, and can turn them off', async () => {
    answer(server, testIncident());
    openPage();
    const field = await screen.findByLabelText(/What was done/);
    await userEvent.keyboard('r');
    expect(field).toHaveFocus();
    await userEvent.keyboard('n is typed');
    expect(field).toHaveValue('n is typed');
    await userEvent.keyboard('{Escape}');
    expect(field).not.toHaveFocus();
    expect(field).toHaveValue('n is typed');

    await userEvent.keyboard('n');
    expect(document.activeElement).toHaveTextContent(
      'Decide whether payments-api was compromised',
    );
    await userEvent.keyboard('l');
    expect(screen.getByRole('heading', { name: 'Timeline' })).toHaveFocus();

    await userEvent.keyboard('?');
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('switch'));
    await userEvent.click(
      within(dialog).getAllByRole('button', { name: 'Close' })[0],
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.keyboard('r');
    expect(field).not.toHaveFocus();
  });
});
