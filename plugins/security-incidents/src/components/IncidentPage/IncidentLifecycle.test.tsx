import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Incident } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { answer, openPage } from './__testUtils__/incidentPage';
import { openPlan, stopTheClock, task } from './__testUtils__/incidentPlan';
import { testIncident } from './testIncident';
import { testPlanRuns, withTask } from './testPlan';

const server = setupServer();
registerMswTestHooks(server);

const period = (
  status: Incident['status'],
  from: string,
  to?: string,
): Incident['statusHistory'][number] => ({
  status,
  from: `2026-11-23T${from}:00.000Z`,
  ...(to && { to: `2026-11-23T${to}:00.000Z` }),
});

/** The phases of the stepper, each with whether it has a tick. */
async function phases() {
  const list = await screen.findByRole('list', {
    name: /^Phases/,
  });
  return within(list)
    .getAllByRole('listitem')
    .map(item => [
      item.textContent?.replace(/\d.*/, ''),
      item.querySelector('svg') !== null,
    ]);
}

describe('the lifecycle on the incident page', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
    stopTheClock();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('ticks the phases that it went through, and not those that it skipped', async () => {
    const incident = testIncident({
      status: 'resolved',
      statusHistory: [
        period('new', '07:36', '07:41'),
        period('triage', '07:41', '07:52'),
        period('containment', '07:52', '09:00'),
        period('resolved', '09:00'),
      ],
    });
    answer(server, () => incident);
    openPage();
    expect(await phases()).toEqual([
      ['New', true],
      ['Triage', true],
      ['Containment', true],
      ['Eradicationskipped', false],
      ['Recoveryskipped', false],
      ['Resolved', false],
      ['Closednext', false],
    ]);
  });

  it('links the incidents that were merged into it', async () => {
    const incident = testIncident({
      mergedIncidents: [
        { id: 'a', key: 'SEC-2026-0040', title: 'Token in a chat' },
      ],
    });
    answer(server, () => incident);
    openPage();
    expect(
      await screen.findByRole('link', {
        name: 'SEC-2026-0040 Token in a chat',
      }),
    ).toHaveAttribute('href', expect.stringMatching(/SEC-2026-0040$/));
  });

  it('asks for a lead before a dismissed incident is restored', async () => {
    const incident = testIncident({
      status: 'dismissed',
      open: false,
      roles: [],
      transitions: [
        {
          to: 'triage',
          kind: 'restore',
          requires: ['reason'],
          right: 'transition',
          allowed: false,
          blockedBy: [
            {
              guard: 'has-lead',
              message: 'Name an incident commander or an assignee',
            },
          ],
        },
      ],
    });
    const url = answer(server, () => incident);
    const asked: string[] = [];
    server.use(
      http.put(`${url}/roles/:role`, ({ params }) => {
        asked.push(String(params.role));
        return HttpResponse.json(incident);
      }),
    );
    openPage();
    expect(
      await screen.findByText('Name an incident commander or an assignee'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Take command' }));
    await screen.findByRole('button', { name: 'Take command' });
    expect(asked).toEqual(['incident-commander']);
  });

  it('takes a draft off a task that ended before the incident was re-opened', async () => {
    const { state, url } = openPlan(server);
    await userEvent.click(
      within(await task('Revoke and rotate')).getByRole('button', {
        name: 'Mark done',
      }),
    );
    await userEvent.type(screen.getByLabelText(/What was done/), 'Seen again');
    expect(
      screen.getByRole('checkbox', {
        name: 'Also mark Revoke and rotate done',
      }),
    ).toBeInTheDocument();

    server.use(
      http.patch(`${url}/tasks/:id`, () => HttpResponse.json(state.incident)),
    );
    state.plans = withTask(testPlanRuns(), 'run-1.revoke', {
      state: 'done',
      endedAt: '2026-11-23T09:50:00.000Z',
    });
    state.incident = testIncident({
      version: 9,
      statusHistory: [
        period('new', '07:36', '07:41'),
        period('triage', '07:41', '07:52'),
        period('containment', '07:52', '09:55'),
        period('resolved', '09:55', '10:00'),
        period('containment', '10:00'),
      ],
    });
    await userEvent.click(
      within(await task('Inform owners of dependent services')).getByRole(
        'button',
        { name: /^More actions/ },
      ),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Start' }),
    );
    expect(
      await screen.findByText(/^Done 09:50/, undefined, { timeout: 5000 }),
    ).toBeInTheDocument();
    expect(screen.getByLabelText(/What was done/)).toHaveValue('Seen again');
    expect(screen.queryByText(/Revoke and rotate is settled/)).toBeNull();
    expect(screen.queryByRole('checkbox', { name: /^Also mark/ })).toBeNull();
  });
});
