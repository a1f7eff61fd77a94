import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { failure } from './__testUtils__/incidentPage';
import { openPlan, stopTheClock, task } from './__testUtils__/incidentPlan';
import { testSteps } from './testIncident';
import { PLAN_NOW, testPlanRuns, withTask } from './testPlan';
import { testServiceLevels } from './testServiceLevels';

const server = setupServer();
registerMswTestHooks(server);
const open = (start?: Parameters<typeof openPlan>[1]) =>
  openPlan(server, start);

const REVOKE = 'run-1.revoke';

describe('a step about a task, on the incident page', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
    stopTheClock();
  });
  afterEach(() => {
    jest.useRealTimers();
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

  it('sends nothing more until the task is finished, so that each step knows of the one before', async () => {
    const page = open();
    const versions: Array<string | null> = [];
    let finish = () => {};
    const finished = new Promise<void>(resolve => {
      finish = resolve;
    });
    server.use(
      http.post(`${page.url}/steps`, ({ request }) => {
        versions.push(request.headers.get('if-match'));
        return HttpResponse.json({ ...testSteps[1], seq: 4 }, { status: 201 });
      }),
      http.patch(`${page.url}/tasks/${REVOKE}`, async () => {
        await finished;
        return page.become(
          withTask(page.state.plans, REVOKE, { state: 'done' }),
        );
      }),
    );
    const { version } = page.state.incident;
    await userEvent.click(
      within(await task('Revoke and rotate')).getByRole('button', {
        name: 'Mark done',
      }),
    );
    const field = screen.getByLabelText(/What was done/);
    const sendNow = '{Control>}{Enter}{/Control}';
    await userEvent.type(field, `Revoked.${sendNow}`);
    expect(
      await screen.findByText('Recorded as entry #4.'),
    ).toBeInTheDocument();
    await userEvent.type(field, `Watched.${sendNow}`);
    expect(versions).toEqual([String(version)]);
    expect(field).toHaveValue('Watched.');

    finish();
    await screen.findByText(/Revoke and rotate is done/);
    await userEvent.type(field, sendNow);
    await waitFor(() =>
      expect(versions).toEqual([String(version), String(version + 1)]),
    );
  });

  it('does not finish a task with an update that is written in between', async () => {
    const page = open({
      incident: { serviceLevels: testServiceLevels() },
    });
    const sent: unknown[] = [];
    server.use(
      http.post(`${page.url}/steps`, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ ...testSteps[1], seq: 4 }, { status: 201 });
      }),
    );
    await userEvent.click(
      within(await task('Revoke and rotate')).getByRole('button', {
        name: 'Mark done',
      }),
    );
    const field = () => screen.getByLabelText(/What was done/);
    await userEvent.type(field(), 'Old token revoked.');
    await userEvent.click(
      screen.getByRole('button', { name: 'Record update' }),
    );
    expect(screen.queryByRole('checkbox', { name: /^Also mark/ })).toBeNull();
    await userEvent.type(field(), 'Told the directors.');
    await userEvent.click(screen.getByRole('button', { name: 'Record step' }));
    // What was written about the task comes back, still about it.
    await waitFor(() => expect(field()).toHaveValue('Old token revoked.'));
    expect(
      screen.getByRole('checkbox', {
        name: 'Also mark Revoke and rotate done',
      }),
    ).toBeChecked();
    expect(sent).toEqual([
      {
        kind: 'communication',
        audience: 'management',
        text: 'Told the directors.',
      },
    ]);
  });

  it('leads from a task to the entry that says what was done', async () => {
    const plans = withTask(testPlanRuns(), REVOKE, { stepId: 'step-2' });
    open({ plans });
    await screen.findByText('Two calls with the token at 03:12.');
    await userEvent.click(screen.getByRole('radio', { name: /^Status/ }));
    expect(
      screen.queryByText('Two calls with the token at 03:12.'),
    ).not.toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'What was recorded for Revoke and rotate',
      }),
    );
    const entry = (
      await screen.findByText('Two calls with the token at 03:12.')
    ).closest('li');
    await waitFor(() => expect(entry).toHaveFocus());
    expect(
      within(await task('Watch for use of the old token')).queryByText(
        'What was recorded',
      ),
    ).not.toBeInTheDocument();
  });

  it('offers to finish a task that asks for evidence only with what says where it is', async () => {
    const asks = { evidenceRequired: true };
    const INFORM = 'run-1.inform';
    open({
      plans: withTask(
        withTask(testPlanRuns(), REVOKE, asks),
        INFORM,
        // Something was recorded for this one.
        { ...asks, stepId: 'step-2' },
      ),
    });
    const offered = async (taskName: string) => {
      await userEvent.click(
        await screen.findByRole('button', {
          name: `More actions for ${taskName}`,
        }),
      );
      const items = await screen.findAllByRole('menuitem');
      await userEvent.keyboard('{Escape}');
      return items.map(({ textContent }) => textContent);
    };
    const SILENTLY = 'Mark done, nothing to add';
    const revoke = await offered('Revoke and rotate');
    expect(revoke).toContain('Mark done');
    expect(revoke).not.toContain(SILENTLY);
    expect(await offered('Inform owners of dependent services')).toContain(
      SILENTLY,
    );

    // Where the sentence is written it is said again, until there is nothing to finish or something is recorded.
    const ASKED = /asks for evidence: say what there is and where it is kept/;
    const begin = async (taskName: string) => {
      await userEvent.click(
        screen.getByRole('button', {
          name: `More actions for ${taskName}`,
        }),
      );
      await userEvent.click(
        await screen.findByRole('menuitem', { name: 'Mark done' }),
      );
    };
    expect(screen.queryByText(ASKED)).not.toBeInTheDocument();
    await begin('Revoke and rotate');
    expect(screen.getByLabelText(/What was done/)).toHaveAccessibleDescription(
      /asks for evidence: say .*Never paste a password/,
    );
    await begin('Inform owners of dependent services');
    expect(screen.queryByText(ASKED)).not.toBeInTheDocument();
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
});
