import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { failure } from './__testUtils__/incidentPage';
import {
  choose,
  openPlan,
  stopTheClock,
  task,
} from './__testUtils__/incidentPlan';
import { chooseOption } from './__testUtils__/incidentPage';
import { PLAN_NOW, testPlanRuns, withTask } from './testPlan';

const server = setupServer();
registerMswTestHooks(server);
const open = (start?: Parameters<typeof openPlan>[1]) =>
  openPlan(server, start);

const REVOKE = 'run-1.revoke';
const OTHER = 'user:default/security-responder';

describe('the tasks on the incident page', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
    stopTheClock();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('skips a task with a reason, and keeps the reason when somebody was faster', async () => {
    const page = open();
    server.use(
      http.patch(`${page.url}/tasks/${REVOKE}`, () => {
        page.become(
          withTask(page.state.plans, REVOKE, {
            state: 'done',
            endedAt: '2026-11-23T10:19:00.000Z',
            endedBy: OTHER,
          }),
        );
        return failure(409, 'ConflictError', 'version: is 8 by now, not 7');
      }),
    );
    await choose('Revoke and rotate', 'Skip with reason');
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByRole('button', { name: 'Skip the task' }),
    ).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox'),
      'No longer valid',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Skip the task' }),
    );
    expect(
      await within(dialog).findByText(
        'Meanwhile security-responder marked it done at 10:19 UTC.',
      ),
    ).toBeInTheDocument();
    expect(within(dialog).getByRole('textbox')).toHaveValue('No longer valid');
  });

  it('sends a change again when others changed something else meanwhile', async () => {
    const page = open({
      plans: withTask(testPlanRuns(), REVOKE, { state: 'open' }),
    });
    const versions: Array<string | null> = [];
    server.use(
      http.patch(`${page.url}/tasks/${REVOKE}`, ({ request }) => {
        versions.push(request.headers.get('if-match'));
        if (versions.length === 1) {
          page.become(page.state.plans);
          return failure(409, 'ConflictError', 'version: is 8 by now, not 7');
        }
        return page.become(
          withTask(page.state.plans, REVOKE, {
            state: 'in-progress',
            startedAt: PLAN_NOW,
          }),
        );
      }),
    );
    const revoke = await task('Revoke and rotate');
    await userEvent.click(
      within(revoke).getByRole('button', { name: 'Start' }),
    );
    expect(
      await screen.findByText('In progress since 10:20'),
    ).toBeInTheDocument();
    expect(versions).toHaveLength(2);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('opens an ended task again with a reason, and gives a task to somebody', async () => {
    const page = open();
    const sent: unknown[] = [];
    server.use(
      http.patch(`${page.url}/tasks/:id`, async ({ request, params }) => {
        sent.push([params.id, await request.json()]);
        return page.become(page.state.plans);
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /^Triage/ }),
    );
    await choose('Confirm and scope', 'Re-open');
    let dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'More keys');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Re-open the task' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    await choose('Decide notifiability', 'Assign');
    dialog = await screen.findByRole('dialog');
    await chooseOption(userEvent, 'Person or group', 'coun', 'Counsel');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Assign' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent).toEqual([
      ['run-1.confirm', { state: 'open', reason: 'More keys' }],
      ['run-1.notifiability', { assigneeRef: 'user:default/counsel' }],
    ]);
  });

  it('offers a task of somebody else for a note and for taking over, not for settling', async () => {
    const page = open({
      plans: withTask(testPlanRuns(), REVOKE, {
        assigneeRef: OTHER,
        maySettle: false,
      }),
    });
    const sent: unknown[] = [];
    server.use(
      http.patch(`${page.url}/tasks/${REVOKE}`, async ({ request }) => {
        sent.push(await request.json());
        return page.become(
          withTask(page.state.plans, REVOKE, {
            assigneeRef: 'user:default/guest',
            maySettle: true,
          }),
        );
      }),
    );
    const revoke = await task('Revoke and rotate');
    expect(
      within(revoke).queryByRole('button', { name: 'Mark done' }),
    ).toBeNull();
    await userEvent.click(
      within(revoke).getByRole('button', {
        name: 'More actions for Revoke and rotate',
      }),
    );
    expect(
      (await screen.findAllByRole('menuitem')).map(item => item.textContent),
    ).toEqual(['Add a note', 'Take over', 'Assign']);
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Add a note' }),
    );
    expect(
      await screen.findByText(
        'About Revoke and rotate, which somebody else will finish.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('checkbox', { name: /^Also mark/ })).toBeNull();

    await choose('Revoke and rotate', 'Take over');
    expect(
      await within(revoke).findByRole('button', { name: 'Mark done' }),
    ).toBeInTheDocument();
    expect(sent).toEqual([{ takeOver: true }]);
  });

  it('goes to the first open task of the reader with T, wherever it is folded away', async () => {
    const mine = withTask(
      withTask(testPlanRuns(), REVOKE, { state: 'done', assigneeRef: OTHER }),
      'run-1.watch',
      { assigneeRef: OTHER },
    );
    open({ plans: mine });
    expect(
      await screen.findByRole('button', { name: /^Eradication/ }),
    ).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard('t');
    await waitFor(async () =>
      expect(await task('Purge the logs')).toHaveFocus(),
    );
  });

  it('puts the action beside each required task that blocks the next status', async () => {
    open({
      incident: {
        status: 'recovery',
        transitions: [
          {
            to: 'resolved',
            kind: 'forward',
            requires: ['resolution'],
            right: 'transition',
            allowed: false,
            blockedBy: [
              {
                guard: 'required-tasks',
                message: 'Finish or skip the required tasks "A", "B"',
              },
            ],
          },
        ],
      },
    });
    const blockers = await screen.findByLabelText('Next step');
    expect(
      await within(blockers).findByText('3 required tasks are open'),
    ).toBeInTheDocument();
    expect(blockers).toHaveTextContent('Waits for Revoke and rotate');
    await userEvent.click(
      within(blockers).getByRole('button', {
        name: 'Mark done: Decide notifiability',
      }),
    );
    expect(
      screen.getByRole('checkbox', {
        name: 'Also mark Decide notifiability done',
      }),
    ).toBeChecked();
    await userEvent.click(
      within(blockers).getByRole('button', { name: 'Revoke and rotate' }),
    );
    expect(await task('Revoke and rotate')).toHaveFocus();
  });

  it('says that a task is at risk from three quarters of its time on', async () => {
    open({
      plans: withTask(testPlanRuns(), REVOKE, {
        // Of its four hours three are over.
        dueAt: '2026-11-23T11:20:00.000Z',
      }),
    });
    const revoke = await task('Revoke and rotate');
    expect(revoke).toHaveTextContent('in 1h11:20, at risk');
    expect(await task('Inform owners of dependent services')).toHaveTextContent(
      '28m over09:52',
    );
    expect(await task('Watch for use of the old token')).not.toHaveTextContent(
      'at risk',
    );
  });
});
