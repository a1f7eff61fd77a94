import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Incident } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { passMinutes, startTheClock } from './__testUtils__/clockwork';
import { TestSignals } from '../../__testUtils__/signals';
import { answer, openPage } from './__testUtils__/incidentPage';
import { testIncident, testSteps } from './testIncident';
import { PLAN_NOW } from './testPlan';
import { testClocks, testServiceLevels } from './testServiceLevels';

const server = setupServer();
registerMswTestHooks(server);

const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });

function open(changes: Partial<Incident> = {}) {
  const url = answer(
    server,
    testIncident({ serviceLevels: testServiceLevels(), ...changes }),
  );
  openPage();
  return url;
}

const row = () => screen.findByLabelText('Clocks, times in UTC');
const meter = (name: string) => screen.getByRole('meter', { name });
const said = (name: string) => meter(name).getAttribute('aria-valuetext');

const CONTAIN = 'Contain within 4 hours';

describe('the clocks of the incident page', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
    startTheClock(PLAN_NOW);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('shows how long there is, soonest first, and what was met below', async () => {
    open();
    const clocks = within(await row()).getAllByRole('meter');
    expect(clocks.map(clock => clock.getAttribute('aria-label'))).toEqual([
      'Management update',
      CONTAIN,
    ]);
    expect(said('Management update')).toMatch(
      /^(40|39) minutes left, due 11:00, every 2 hours UTC$/,
    );
    expect(said(CONTAIN)).toMatch(
      /^1 hour 1[12] minutes left, due 11:32, at risk from 10:32 UTC$/,
    );
    expect(meter(CONTAIN)).toHaveAttribute('aria-valuenow', '70');
    expect(
      screen.getByText('Acknowledge within 15 minutes').parentElement,
    ).toHaveTextContent(
      'met in 5mAcknowledge within 15 minutes07:41, in time for 07:51',
    );
  });

  it('goes from running to at risk to overdue while the page is open, and says so', async () => {
    open();
    await row();
    await passMinutes(12.1);
    expect(said(CONTAIN)).toBe('1 hour left, due 11:32, at risk UTC');
    expect(
      screen.getByText(`${CONTAIN}: at risk`, { exact: false }),
    ).toBeInTheDocument();

    await passMinutes(54);
    expect(said(CONTAIN)).toMatch(
      /^5 minutes \d+ seconds? left, due 11:32, at risk UTC$/,
    );
    expect(said('Management update')).toBe(
      '26 minutes over, was due 11:00, overdue UTC',
    );

    await passMinutes(34);
    expect(said(CONTAIN)).toBe('28 minutes over, was due 11:32, overdue UTC');
    expect(meter(CONTAIN)).toHaveAttribute('aria-valuenow', '100');
  });

  it('says by how much something was met too late', async () => {
    const [acknowledge] = testClocks();
    open({
      serviceLevels: testServiceLevels({
        clocks: [
          {
            ...acknowledge,
            state: 'breached',
            stoppedAt: '2026-11-23T08:03:00.000Z',
          },
        ],
      }),
    });
    expect(await row()).toHaveTextContent(
      'met 12m lateAcknowledge within 15 minutes08:03, was due 07:51',
    );
    expect(screen.queryByRole('meter')).toBeNull();
  });

  it('says where the clocks come from and when they pause', async () => {
    open();
    const source = within(await row()).getByText(
      'Clocks from the plan Leaked credential',
    );
    await user.click(source);
    expect(
      within(await row()).getByText('Clocks never pause.', { exact: false }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Read the plan' })).toHaveAttribute(
      'href',
      '/catalog/default/responseplan/leaked-credential/response-plan',
    );
  });

  it('says that they are the default of the organisation', async () => {
    open({
      serviceLevels: {
        source: 'config',
        clocks: testClocks(),
        pauseRule: 'Clocks never pause.',
      },
    });
    expect(
      await screen.findByText('Company default clocks'),
    ).toBeInTheDocument();
  });

  it.each([
    ['nothing is owed', undefined],
    ['no clock runs', testServiceLevels({ clocks: [] })],
  ])('shows no row when %s', async (_, serviceLevels) => {
    open({ serviceLevels });
    await screen.findByLabelText('Lifecycle');
    expect(screen.queryByLabelText('Clocks, times in UTC')).toBeNull();
  });

  it('records a management update from its clock', async () => {
    const url = open();
    let sent: unknown;
    server.use(
      http.post(`${url}/steps`, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ ...testSteps[1], seq: 4 }, { status: 201 });
      }),
    );
    await user.click(
      within(await row()).getByRole('button', { name: 'Record update' }),
    );
    expect(screen.getByRole('radio', { name: 'Communication' })).toBeChecked();
    expect(
      screen.getByRole('button', { name: /^Management.*Audience/ }),
    ).toBeInTheDocument();
    const field = screen.getByLabelText(/What was done/);
    expect(field).toHaveFocus();
    await user.type(field, 'Told the directors.');
    await user.click(screen.getByRole('button', { name: 'Record step' }));
    await waitFor(() =>
      expect(sent).toEqual({
        kind: 'communication',
        audience: 'management',
        text: 'Told the directors.',
      }),
    );
    await waitFor(() => expect(field).toHaveValue(''));
  });

  it('sends no audience with a step that is no communication', async () => {
    const url = open();
    let sent: unknown;
    server.use(
      http.post(`${url}/steps`, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ ...testSteps[1], seq: 4 }, { status: 201 });
      }),
    );
    await user.click(
      within(await row()).getByRole('button', { name: 'Record update' }),
    );
    await user.click(screen.getByRole('radio', { name: 'Decision' }));
    const field = screen.getByLabelText(/What was done/);
    await user.type(field, 'We go on.');
    await user.click(screen.getByRole('button', { name: 'Record step' }));
    await waitFor(() =>
      expect(sent).toEqual({ kind: 'decision', text: 'We go on.' }),
    );
    await waitFor(() => expect(field).toHaveValue(''));
  });

  it('offers no update to those who may not record one', async () => {
    const { rights } = testIncident();
    open({ rights: { ...rights, recordStep: false } });
    await row();
    expect(screen.queryByRole('button', { name: 'Record update' })).toBeNull();
  });

  it('takes new clocks from a change of the incident', async () => {
    let now = testIncident({ serviceLevels: testServiceLevels() });
    answer(server, () => now);
    const signals = new TestSignals();
    openPage(undefined, signals);
    await row();
    const [acknowledge, contain] = testClocks();
    now = testIncident({
      version: 8,
      serviceLevels: testServiceLevels({
        clocks: [
          acknowledge,
          { ...contain, state: 'met', stoppedAt: '2026-11-23T10:20:00.000Z' },
        ],
      }),
    });
    signals.send({ incidentId: now.id, version: 8 });
    expect(await screen.findByText('met in 2h 48m')).toBeInTheDocument();
    expect(screen.queryByRole('meter')).toBeNull();
  });
});
