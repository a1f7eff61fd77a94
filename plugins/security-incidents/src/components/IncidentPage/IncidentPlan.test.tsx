import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Incident,
  PlanOffer,
  PlanRuns,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { answer, failure, openPage } from './__testUtils__/incidentPage';
import { testIncident, testSteps, testTimeline } from './testIncident';
import { PLAN_NOW, testPlanRun, testPlanRuns, withTask } from './testPlan';

const server = setupServer();
registerMswTestHooks(server);

const REVOKE = 'run-1.revoke';
const OTHER = 'user:default/security-responder';

const OFFER: PlanOffer = {
  planRef: 'responseplan:default/leaked-credential',
  title: 'Leaked credential',
  version: '2.1.0',
  score: 100,
  reason: 'It names payments-api.',
  primary: true,
  gaps: [],
};

/** Opens the page of an incident with these plans; both can change under it. */
function open(start: { plans?: PlanRuns; incident?: Partial<Incident> } = {}) {
  const state = {
    plans: start.plans ?? testPlanRuns(),
    incident: testIncident(start.incident),
  };
  const url = answer(
    server,
    () => state.incident,
    () => testTimeline,
    () => state.plans,
  );
  openPage();
  return {
    url,
    state,
    /** What the backend does with a change. */
    become(plans: PlanRuns) {
      state.plans = plans;
      state.incident = {
        ...state.incident,
        version: state.incident.version + 1,
      };
      return HttpResponse.json(state.incident);
    },
  };
}

const task = (name: string) => screen.findByRole('listitem', { name });

/** Chooses from the menu of a task. */
async function choose(taskName: string, action: string) {
  await userEvent.click(
    await screen.findByRole('button', {
      name: `What can be done with ${taskName}`,
    }),
  );
  await userEvent.click(await screen.findByRole('menuitem', { name: action }));
}

describe('the plan on the incident page', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
    jest.useFakeTimers({
      now: new Date(PLAN_NOW),
      // Only the clock stands still.
      doNotFake: [
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'requestAnimationFrame',
        'cancelAnimationFrame',
        'requestIdleCallback',
        'cancelIdleCallback',
        'setImmediate',
        'clearImmediate',
        'setInterval',
        'clearInterval',
        'setTimeout',
        'clearTimeout',
      ],
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('says how far it is, why it was chosen, who does what and by when', async () => {
    open();
    const card = await screen.findByLabelText(
      'Response plan: Leaked credential',
    );
    expect(card).toHaveTextContent('1 of 6 settled, 1 overdue');
    expect(card).toHaveTextContent('It names payments-api.');
    expect(card).toHaveTextContent(
      'Plan unchanged since it was applied 07:52.',
    );

    const revoke = await task('Revoke and rotate');
    expect(revoke).toHaveTextContent('In progress since 09:40');
    expect(revoke).toHaveTextContent('You');
    expect(revoke).toHaveTextContent('Owner of the service');
    expect(revoke).toHaveTextContent('in 1h 12m');
    expect(revoke).toHaveTextContent('Revoke first, ask later.');
    expect(
      within(revoke).getByRole('link', { name: 'Rotation runbook' }),
    ).toHaveAttribute('href', 'https://runbook.test');
    expect(await task('Inform owners of dependent services')).toHaveTextContent(
      '28m over',
    );
    expect(await task('Watch for use of the old token')).toHaveTextContent(
      'Waits for Revoke and rotate',
    );
  });

  it('folds what is done or not wanted yet, and opens what holds a gap', async () => {
    open();
    const toggle = (name: RegExp) => screen.findByRole('button', { name });
    expect(await toggle(/^Triage 1 of 1 done/)).toHaveAttribute(
      'aria-expanded',
      'false',
    );
    expect(await toggle(/^Containment 0 of 3.*1 overdue/)).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    expect(
      await toggle(/^Eradication 1 task, starts when contained/),
    ).toHaveAttribute('aria-expanded', 'false');
    expect(await toggle(/^Recovery .*1 with nobody/)).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    const gap = await task('Decide notifiability');
    expect(gap).toHaveTextContent('Nobody');
    expect(gap).toHaveTextContent('privacy-counsel is not in the catalog');
    expect(gap).toHaveTextContent('8 h after');

    await userEvent.click(await toggle(/^Triage/));
    expect(await task('Confirm and scope')).toHaveTextContent('Done 07:58');
  });

  it('records a step and finishes its task with one sentence and one click', async () => {
    const page = open();
    const sent: unknown[] = [];
    server.use(
      http.post(`${page.url}/steps`, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ ...testSteps[1], seq: 4 }, { status: 201 });
      }),
      http.patch(`${page.url}/tasks/${REVOKE}`, async ({ request }) => {
        sent.push(await request.json());
        return page.become(
          withTask(page.state.plans, REVOKE, {
            state: 'done',
            endedAt: PLAN_NOW,
            endedBy: 'user:default/guest',
          }),
        );
      }),
    );
    const revoke = await task('Revoke and rotate');
    await userEvent.click(
      within(revoke).getByRole('button', { name: 'Mark done' }),
    );
    expect(
      screen.getByRole('checkbox', {
        name: 'Also mark Revoke and rotate done',
      }),
    ).toBeChecked();
    expect(screen.getByRole('radio', { name: 'Containment' })).toBeChecked();
    const field = screen.getByLabelText(/What was done/);
    expect(field).toHaveFocus();
    await userEvent.type(field, 'Old token revoked, calls answer 401.');
    await userEvent.click(screen.getByRole('button', { name: 'Record step' }));

    expect(
      await screen.findByText(
        'Recorded as entry #4. Revoke and rotate is done.',
      ),
    ).toBeInTheDocument();
    expect(sent).toEqual([
      {
        kind: 'containment',
        text: 'Old token revoked, calls answer 401.',
        taskId: REVOKE,
      },
      { state: 'done' },
    ]);
    expect(screen.queryByRole('checkbox', { name: /^Also mark/ })).toBeNull();
    expect(await screen.findByText(/^Done 10:20 by/)).toBeInTheDocument();
    expect(await task('Watch for use of the old token')).not.toHaveTextContent(
      'Waits for',
    );
  });

  it('says so when the step is recorded and the task is not done', async () => {
    const page = open();
    server.use(
      http.post(`${page.url}/steps`, () =>
        HttpResponse.json({ ...testSteps[1], seq: 4 }, { status: 201 }),
      ),
      http.patch(`${page.url}/tasks/${REVOKE}`, () =>
        failure(500, 'InternalError', 'The database is away'),
      ),
    );
    const revoke = await task('Revoke and rotate');
    await userEvent.click(
      within(revoke).getByRole('button', { name: 'Mark done' }),
    );
    await userEvent.type(screen.getByLabelText(/What was done/), 'Revoked.');
    await userEvent.click(screen.getByRole('button', { name: 'Record step' }));
    expect(
      await screen.findByText(
        'The step is recorded, but "Revoke and rotate" is not marked done. The database is away',
      ),
    ).toBeInTheDocument();
    expect(screen.getByLabelText(/What was done/)).toHaveValue('');
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
    await choose('Confirm and scope', 'Open again');
    let dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'More keys');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Open it again' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    await choose('Decide notifiability', 'Assign');
    dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByLabelText('Person or group'),
      'counsel',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Assign' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent).toEqual([
      ['run-1.confirm', { state: 'open', reason: 'More keys' }],
      ['run-1.notifiability', { assigneeRef: 'user:default/counsel' }],
    ]);
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

  it('says what has changed in the plan since, and takes it over on request', async () => {
    const page = open({
      plans: testPlanRuns({
        runs: [
          testPlanRun({
            changedSince: {
              version: '2.2.0',
              contentHash: 'f'.repeat(64),
              changes: [
                {
                  kind: 'added',
                  part: 'task',
                  id: 'n',
                  title: 'Tell the bank',
                },
                {
                  kind: 'changed',
                  part: 'task',
                  id: 'revoke',
                  title: 'Revoke and rotate',
                  fields: ['due', 'instructions'],
                },
                {
                  kind: 'changed',
                  part: 'plan',
                  id: 'version',
                  title: 'version',
                },
              ],
            },
          }),
        ],
      }),
    });
    let sent: unknown;
    server.use(
      http.post(`${page.url}/plan-runs`, async ({ request }) => {
        sent = await request.json();
        return page.become(testPlanRuns());
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'see the difference' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Task "Tell the bank" is new',
      'Task "Revoke and rotate": due time and instructions changed',
    ]);
    await userEvent.click(
      within(dialog).getByRole('button', {
        name: 'Upgrade, finished work stays',
      }),
    );
    expect(
      await screen.findByText(/Plan unchanged since it was applied/),
    ).toBeInTheDocument();
    expect(sent).toEqual({
      planRef: 'responseplan:default/leaked-credential',
      upgrade: true,
    });
  });

  it('offers the plan that fits best when none is applied, and takes the reason for none', async () => {
    const page = open({
      plans: {
        runs: [],
        offered: [OFFER, { ...OFFER, planRef: 'responseplan:default/other' }],
      },
    });
    const sent: unknown[] = [];
    server.use(
      http.post(`${page.url}/plan-runs`, async ({ request }) => {
        const body = (await request.json()) as { noPlanReason?: string };
        sent.push(body);
        return page.become(
          body.noPlanReason
            ? {
                ...page.state.plans,
                noPlan: { reason: body.noPlanReason, at: PLAN_NOW, by: OTHER },
              }
            : testPlanRuns(),
        );
      }),
    );
    expect(await screen.findByText('No plan is applied')).toBeInTheDocument();
    expect(
      screen.getByText(
        'Two fit. Leaked credential fits best. It names payments-api.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Go without a plan, say why' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'Too small');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Go without a plan' }),
    );
    expect(
      await screen.findByText('Handled without a plan'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Apply Leaked credential' }),
    );
    expect(
      await screen.findByLabelText('Response plan: Leaked credential'),
    ).toBeInTheDocument();
    expect(sent).toEqual([
      { noPlanReason: 'Too small' },
      { planRef: OFFER.planRef },
    ]);
  });

  it('offers nothing that the reader may not do', async () => {
    const rights = {
      update: false,
      transition: false,
      recordStep: false,
      restrict: false,
      verify: false,
    };
    open({ incident: { rights } });
    const revoke = await task('Revoke and rotate');
    expect(within(revoke).queryByRole('button')).toBeNull();
    expect(
      screen.queryByRole('button', { name: /^What can be done/ }),
    ).toBeNull();
  });

  it('keeps skipping what is required to those who may move the incident', async () => {
    open({
      incident: {
        rights: {
          update: false,
          transition: false,
          recordStep: true,
          restrict: false,
          verify: false,
        },
      },
    });
    const revoke = await task('Revoke and rotate');
    expect(
      within(revoke).getByRole('button', { name: 'Mark done' }),
    ).toBeEnabled();
    expect(
      within(revoke).queryByRole('button', { name: 'Skip with reason' }),
    ).toBeNull();
  });

  it('fails alone when the plan does not load', async () => {
    answer(server, testIncident());
    server.use(
      http.get('*/plan-runs', () =>
        failure(500, 'InternalError', 'The database is away'),
      ),
    );
    openPage();
    expect(
      await screen.findByText('The plan did not load'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('1 thing left before eradication'),
    ).toBeInTheDocument();
  });
});
