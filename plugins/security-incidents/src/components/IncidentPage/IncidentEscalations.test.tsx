import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Escalations,
  Incident,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { passMinutes, startTheClock } from './__testUtils__/clockwork';
import { TestSignals } from '../../__testUtils__/signals';
import {
  answer,
  chooseOption,
  failure,
  openPage,
} from './__testUtils__/incidentPage';
import { testIncident, testTimeline } from './testIncident';
import { PLAN_NOW } from './testPlan';
import { testEscalation } from './testServiceLevels';

const server = setupServer();
registerMswTestHooks(server);

const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });

const NEXT = {
  at: '2026-11-23T11:32:00.000Z',
  reason: 'Contain within 4 hours since it was recorded',
  to: [
    { ref: 'group:default/executives', told: true },
    {
      ref: 'user:default/commander',
      told: false,
      why: 'may not read it',
    },
  ],
};

function open(
  start: {
    escalations?: Escalations;
    incident?: Partial<Incident>;
    signals?: TestSignals;
  } = {},
) {
  const state = {
    escalations: start.escalations ?? { items: [] },
    incident: testIncident(start.incident),
  };
  const url = answer(
    server,
    () => state.incident,
    () => testTimeline,
    undefined,
    () => state.escalations,
  );
  openPage(undefined, start.signals);
  return { url, state };
}

const card = () => screen.findByLabelText('Escalation');

async function shows(text: string) {
  const panel = await card();
  await waitFor(() => expect(panel).toHaveTextContent(text));
}

async function openDialog() {
  await user.click(await screen.findByRole('button', { name: 'Escalate' }));
  return within(await screen.findByRole('dialog', { name: 'Escalate' }));
}

describe('escalations on the incident page', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
    startTheClock(PLAN_NOW);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('says who is notified next and when, unless what happens', async () => {
    open({ escalations: { items: [], next: NEXT } });
    const panel = await card();
    await waitFor(() =>
      expect(panel).toHaveTextContent(
        'Escalates to executives at 11:32 unless contained',
      ),
    );
    expect(panel).toHaveTextContent(
      /In 1h 1[12]m: Contain within 4 hours since it was recorded/,
    );
    expect(panel).toHaveTextContent('commander not notified: may not read it');
    expect(panel).toHaveTextContent('No escalations yet');
  });

  it('asks again when the moment of the next one has passed', async () => {
    const { state } = open({ escalations: { items: [], next: NEXT } });
    const panel = await card();
    await waitFor(() =>
      expect(panel).toHaveTextContent('Escalates to executives'),
    );
    await passMinutes(72.1);
    expect(panel).toHaveTextContent(
      'Escalates to executives any moment unless contained',
    );
    state.escalations = {
      items: [
        testEscalation({
          to: [{ ref: 'group:default/executives', told: true }],
        }),
      ],
    };
    await passMinutes(1.1);
    await waitFor(() => expect(panel).toHaveTextContent('Notified executives'));
    expect(panel).toHaveTextContent('No automatic escalation from here');
  });

  it('says who was notified, who was not, and how far it got', async () => {
    open({
      escalations: {
        items: [
          testEscalation(),
          testEscalation({
            id: 'b',
            kind: 'manual',
            by: 'user:default/security-responder',
            reason: 'We need a decision',
            deliveredAt: undefined,
            failedBecause: 'the notifications did not answer',
          }),
          testEscalation({
            id: 'c',
            deliveredAt: undefined,
            raisedToMajor: true,
            to: [
              {
                ref: 'role:privacy-counsel',
                told: false,
                why: 'nobody is Privacy counsel',
              },
            ],
          }),
          testEscalation({ id: 'd', deliveredAt: undefined }),
        ],
      },
    });
    const list = await screen.findByRole('list', {
      name: 'Escalations, newest first',
    });
    const items = () =>
      within(list)
        .getAllByRole('listitem')
        .map(item => item.textContent);
    expect(items()).toHaveLength(3);
    expect(items()[0]).toContain('Notifying team-leads');
    expect(items()[0]).toContain('Not delivered yet');
    expect(items()[1]).toContain('Nobody could be notified');
    expect(items()[1]).toContain('Nobody is Privacy counsel');
    expect(items()[1]).toContain('Proposes a major incident');
    expect(items()[2]).toContain('Did not reach team-leads');
    expect(items()[2]).toContain(', by security-responder');
    expect(items()[2]).toContain(
      'Not delivered: the notifications did not answer',
    );
    await user.click(screen.getByRole('button', { name: 'Show 1 more' }));
    expect(items()[3]).toContain(
      'Notified team-leads09:52, escalation step of the plan2 hours after declaration, and not contained yetDelivered 09:53',
    );
  });

  it('fails alone, and reads again on request', async () => {
    const { url } = open();
    server.use(
      http.get(
        `${url}/escalations`,
        () => failure(500, 'InternalError', 'The database is away'),
        { once: true },
      ),
    );
    const alert = await within(await card()).findByRole('alert');
    expect(alert).toHaveTextContent('Escalations did not load');
    expect(alert).toHaveTextContent('The database is away');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(
      await within(await card()).findByText(/No escalations yet/),
    ).toBeInTheDocument();
  });

  it('reads again with each change of the incident', async () => {
    const signals = new TestSignals();
    const { state } = open({ signals });
    const panel = await card();
    await within(panel).findByText(/No escalations yet/);
    state.escalations = { items: [testEscalation()] };
    state.incident = testIncident({ version: 8 });
    signals.send({ incidentId: state.incident.id, version: 8 });
    await waitFor(() => expect(panel).toHaveTextContent('Notified team-leads'));
  });

  it('notifies who is next in line, for a reason, and says who was notified', async () => {
    const { url, state } = open({ escalations: { items: [], next: NEXT } });
    const sent: unknown[] = [];
    const keys: Array<string | null> = [];
    server.use(
      http.post(`${url}/escalations`, async ({ request }) => {
        sent.push(await request.json());
        keys.push(request.headers.get('idempotency-key'));
        if (sent.length === 1) {
          return failure(500, 'InternalError', 'The database is away');
        }
        const escalation = testEscalation({
          kind: 'manual',
          deliveredAt: undefined,
          to: [
            { ref: 'group:default/executives', told: true },
            {
              ref: 'user:default/commander',
              told: false,
              why: 'may not read it',
            },
          ],
          seq: 24,
        });
        state.escalations = { ...state.escalations, items: [escalation] };
        return HttpResponse.json(escalation, { status: 201 });
      }),
    );
    await shows('Escalates to executives');
    const dialog = await openDialog();
    expect(
      dialog.getByRole('group', { name: 'Who is notified' }),
    ).toHaveTextContent('executives, next in line');
    const send = dialog.getByRole('button', { name: 'Escalate' });
    expect(send).toBeDisabled();
    await user.type(dialog.getByLabelText(/Why/), 'The bank is waiting');
    await user.click(send);
    expect(await dialog.findByText('The database is away')).toBeInTheDocument();
    expect(dialog.getByLabelText(/Why/)).toHaveValue('The bank is waiting');

    await user.click(dialog.getByRole('button', { name: 'Escalate' }));
    const result = await screen.findByRole('dialog', { name: 'Escalated' });
    expect(result).toHaveTextContent(
      'Notified executives; commander not notified: may not read it',
    );
    expect(sent).toEqual([
      { reason: 'The bank is waiting' },
      { reason: 'The bank is waiting' },
    ]);
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
    const [close] = screen.getAllByRole('button', { name: 'Close' });
    await user.click(close);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await shows('Notifying executives');
  });

  it('notifies the people that somebody chooses', async () => {
    const { url } = open({ escalations: { items: [], next: NEXT } });
    let sent: unknown;
    server.use(
      http.post(`${url}/escalations`, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(testEscalation({ kind: 'manual' }), {
          status: 201,
        });
      }),
    );
    await shows('Escalates to executives');
    const dialog = await openDialog();
    await user.type(dialog.getByLabelText(/Why/), 'The bank is waiting');
    await user.click(dialog.getByRole('button', { name: 'Choose people' }));
    await user.click(
      dialog.getByRole('button', {
        name: 'Do not notify executives',
      }),
    );
    expect(dialog.getByRole('button', { name: 'Escalate' })).toBeDisabled();
    await chooseOption(user, 'Person or group', 'Team', 'Team Leads');
    expect(
      await dialog.findByRole('button', { name: 'Do not notify team-leads' }),
    ).toBeInTheDocument();
    expect(
      dialog.getByRole('combobox', { name: 'Person or group' }),
    ).toHaveValue('');
    await chooseOption(user, 'Person or group', 'Ines', 'Ines Almeida');
    await user.click(dialog.getByRole('button', { name: 'Escalate' }));
    expect(
      await screen.findByRole('dialog', { name: 'Escalated' }),
    ).toHaveTextContent('Notified team-leads');
    expect(sent).toEqual({
      reason: 'The bank is waiting',
      to: ['group:default/team-leads', 'user:default/ines'],
    });
  });

  it('opens with the key E, which is listed', async () => {
    open();
    await card();
    await user.keyboard('?');
    const keys = await screen.findByRole('dialog', {
      name: 'Keys on this page',
    });
    expect(within(keys).getByText('Escalate')).toBeInTheDocument();
    await user.click(within(keys).getAllByRole('button', { name: 'Close' })[0]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('e');
    const dialog = await screen.findByRole('dialog', { name: 'Escalate' });
    expect(dialog).toHaveTextContent(
      'The owners of the affected services and the groups above them',
    );
  });

  it.each<[string, Partial<Incident>]>([
    ['may not', { rights: { ...testIncident().rights, escalate: false } }],
    ['looks at what is closed', { status: 'closed', open: false }],
  ])('offers nothing to who %s', async (_, incident) => {
    open({ incident });
    await within(await card()).findByText(/No escalations yet/);
    expect(screen.queryByRole('button', { name: 'Escalate' })).toBeNull();
    await user.keyboard('e');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
