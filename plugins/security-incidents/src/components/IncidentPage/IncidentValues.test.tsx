import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Incident,
  TransitionOption,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { answer, failure, openPage } from './__testUtils__/incidentPage';
import { testIncident, testTimeline } from './testIncident';

const server = setupServer();
registerMswTestHooks(server);

/** Answers changes of the facts with the incident that they make. */
function answerChanges(start: Incident = testIncident()) {
  const state = { incident: start, sent: [] as unknown[] };
  const url = answer(server, () => state.incident);
  server.use(
    http.patch(url, async ({ request }) => {
      const changes = await request.json();
      state.sent.push([request.headers.get('if-match'), changes]);
      state.incident = {
        ...state.incident,
        ...(changes as Partial<Incident>),
        version: state.incident.version + 1,
      };
      return HttpResponse.json(state.incident);
    }),
  );
  return { state, url };
}

const button = (name: string) => screen.findByRole('button', { name });

describe('the values above the incident', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  it('change the severity where it stands, with the version that was seen', async () => {
    const { state } = answerChanges();
    openPage();
    await userEvent.click(await button('Severity: High. Change'));
    const popover = await screen.findByRole('dialog', {
      name: 'Severity: High. Change',
    });
    expect(within(popover).getByRole('radio', { name: 'High' })).toBeChecked();
    expect(
      within(popover).getByRole('button', { name: 'Save' }),
    ).toBeDisabled();
    await userEvent.click(
      within(popover).getByRole('radio', { name: 'Critical' }),
    );
    await userEvent.click(
      within(popover).getByRole('button', { name: 'Save' }),
    );
    expect(await button('Severity: Critical. Change')).toBeInTheDocument();
    expect(state.sent).toEqual([['7', { severity: 'critical' }]]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('say what the priority becomes with another impact or urgency', async () => {
    const { state } = answerChanges();
    openPage();
    await userEvent.click(await button('Priority: P1. Change'));
    const popover = await screen.findByRole('dialog', {
      name: 'Priority: P1. Change',
    });
    const impact = within(popover).getByRole('radiogroup', { name: 'Impact' });
    const urgency = within(popover).getByRole('radiogroup', {
      name: 'Urgency',
    });
    expect(
      within(impact).getByRole('radio', { name: 'Same as severity' }),
    ).toBeChecked();
    await userEvent.click(within(urgency).getByRole('radio', { name: 'Low' }));
    expect(popover).toHaveTextContent(
      'High impact x low urgency gives P3, raised to P2 by risk',
    );
    await userEvent.click(
      within(impact).getByRole('radio', { name: 'Critical' }),
    );
    await userEvent.click(
      within(popover).getByRole('button', { name: 'Save' }),
    );
    await waitFor(() =>
      expect(state.sent).toEqual([
        ['7', { impact: 'critical', urgency: 'low' }],
      ]),
    );
  });

  it('close with Escape, save nothing and give the focus back', async () => {
    const { state } = answerChanges();
    openPage();
    const chip = await button('Severity: High. Change');
    act(() => chip.focus());
    await userEvent.keyboard('{Enter}');
    await screen.findByRole('dialog', {
      name: 'Severity: High. Change',
    });
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const closed = await button('Severity: High. Change');
    // The kit gives the focus back in the next animation frame.
    await waitFor(() => expect(closed).toHaveFocus());
    expect(state.sent).toEqual([]);
  });

  it('show what somebody else saved meanwhile, and let choose', async () => {
    const { state, url } = answerChanges();
    server.use(
      http.patch(
        url,
        () => {
          state.incident = testIncident({ severity: 'low', version: 8 });
          return failure(409, 'ConflictError', 'If-Match: version 7 is stale');
        },
        { once: true },
      ),
      http.get(`${url}/timeline`, () =>
        HttpResponse.json({
          items: [
            ...testTimeline,
            {
              ...testTimeline[0],
              seq: 4,
              action: 'incident.updated',
              data: { changes: { severity: { from: 'high', to: 'low' } } },
            },
          ],
        }),
      ),
    );
    openPage();
    await userEvent.click(await button('Severity: High. Change'));
    const popover = await screen.findByRole('dialog', {
      name: 'Severity: High. Change',
    });
    await userEvent.click(
      within(popover).getByRole('radio', { name: 'Critical' }),
    );
    await userEvent.click(
      within(popover).getByRole('button', { name: 'Save' }),
    );
    expect(
      await within(popover).findByRole('radio', { name: 'Mine: Critical' }),
    ).toBeChecked();
    await userEvent.click(
      within(popover).getByRole('radio', { name: 'Theirs: Low' }),
    );
    await userEvent.click(
      within(popover).getByRole('button', { name: 'Keep theirs' }),
    );
    expect(await button('Severity: Low. Change')).toBeInTheDocument();
    expect(state.sent).toEqual([]);
  });

  it('move the incident from its status, and ask for the reason of a move that needs one', async () => {
    const forward: TransitionOption = {
      to: 'eradication',
      kind: 'forward',
      requires: [],
      right: 'transition',
      allowed: true,
      blockedBy: [],
    };
    const url = answer(
      server,
      testIncident({
        transitions: [
          forward,
          { ...forward, to: 'triage', kind: 'back', requires: ['reason'] },
        ],
      }),
    );
    const sent: unknown[] = [];
    server.use(
      http.post(`${url}/transitions`, async ({ request }) => {
        sent.push([request.headers.get('if-match'), await request.json()]);
        return HttpResponse.json(
          testIncident({ status: 'eradication', version: 8 }),
        );
      }),
    );
    openPage();
    await userEvent.click(await button('Status: Containment. Change'));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Back to Triage' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Back to Triage',
    });
    expect(within(dialog).getByLabelText(/Why/)).toBeInTheDocument();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );

    await userEvent.click(await button('Status: Containment. Change'));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Start eradication' }),
    );
    expect(await button('Status: Eradication. Change')).toBeInTheDocument();
    expect(sent).toEqual([['7', { to: 'eradication' }]]);
  });

  it('say why a move from the status was refused', async () => {
    const url = answer(
      server,
      testIncident({
        transitions: [
          {
            to: 'eradication',
            kind: 'forward',
            requires: [],
            right: 'transition',
            allowed: true,
            blockedBy: [],
          },
        ],
      }),
    );
    server.use(
      http.post(`${url}/transitions`, () =>
        failure(409, 'ConflictError', 'version: is 8 by now, not 7'),
      ),
    );
    openPage();
    await userEvent.click(await button('Status: Containment. Change'));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Start eradication' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'version: is 8 by now, not 7',
    );
  });

  it('are plain for readers, and on a record that takes no changes', async () => {
    answer(
      server,
      testIncident({
        rights: { ...testIncident().rights, update: false, transition: false },
        transitions: [
          {
            to: 'eradication',
            kind: 'forward',
            requires: [],
            right: 'transition',
            allowed: false,
            blockedBy: [{ guard: 'permission', message: 'Ask the commander' }],
          },
        ],
      }),
    );
    openPage();
    const header = (await screen.findByRole('heading', { level: 1 })).closest(
      'header',
    )!;
    expect(within(header).getByText('High')).toBeInTheDocument();
    expect(within(header).getByText('Containment')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /\. Change$/ })).toBeNull();
  });
});
