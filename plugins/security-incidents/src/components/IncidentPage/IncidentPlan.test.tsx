import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PlanOffer } from 'backstage-plugin-security-incidents-common';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { answer, failure, openPage } from './__testUtils__/incidentPage';
import { openPlan, stopTheClock, task } from './__testUtils__/incidentPlan';
import { testIncident } from './testIncident';
import { PLAN_NOW, testPlanRun, testPlanRuns, withTask } from './testPlan';

const server = setupServer();
registerMswTestHooks(server);
const open = (start?: Parameters<typeof openPlan>[1]) =>
  openPlan(server, start);

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

describe('the plan on the incident page', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
    stopTheClock();
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
      await toggle(/^Eradication 1 task, starts when it is contained/),
    ).toHaveAttribute('aria-expanded', 'false');
    expect(await toggle(/^Recovery .*1 unassigned/)).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    const gap = await task('Decide notifiability');
    expect(gap).toHaveTextContent('Unassigned');
    expect(gap).toHaveTextContent('privacy-counsel is not in the catalog');
    expect(gap).toHaveTextContent('8 h after');

    await userEvent.click(await toggle(/^Triage/));
    expect(await task('Confirm and scope')).toHaveTextContent('Done 07:58');
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
                  values: [
                    {
                      field: 'due',
                      before: '4 hours after detection',
                      after: '2 hours after detection',
                    },
                  ],
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
      'Task "Revoke and rotate": due time was 4 hours after detection, is now 2 hours after detection; instructions changed',
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

  it('says that the plan of an unclassified report is not decided, and shows the candidates', async () => {
    open({
      incident: { status: 'triage', classification: undefined },
      plans: {
        runs: [],
        undecided: true,
        offered: [
          { ...OFFER, primary: false, reason: 'It is for data leaks.' },
          {
            ...OFFER,
            primary: false,
            planRef: 'responseplan:default/phishing',
            title: 'Phishing',
            reason: 'It is for fraud.',
          },
        ],
      },
    });
    const list = await screen.findByRole('list', {
      name: 'Plans that could apply',
    });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Leaked credentialIt is for data leaks.',
      'PhishingIt is for fraud.',
    ]);
    expect(
      screen.getByText(
        'Not decided yet: the class decides which of 2 plans applies.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Apply/ })).toBeNull();
    expect(
      screen.getByRole('button', { name: 'Choose a plan' }),
    ).toBeInTheDocument();
  });

  it('counts down to nothing once the record is closed', async () => {
    open({
      incident: { status: 'closed', open: false },
      plans: withTask(testPlanRuns(), 'run-1.inform', {
        assigneeRef: undefined,
      }),
    });
    const card = await screen.findByLabelText(
      'Response plan: Leaked credential',
    );
    expect(card).toHaveTextContent('1 of 6 settled');
    expect(card).not.toHaveTextContent('overdue');
    expect(card).not.toHaveTextContent(/unassigned/i);
    await userEvent.click(
      await screen.findByRole('button', { name: /^Containment/ }),
    );
    for (const name of [
      'Revoke and rotate',
      'Inform owners of dependent services',
    ]) {
      expect(await task(name)).toHaveTextContent('left open');
    }
    expect(card).not.toHaveTextContent(/unassigned|\dm over|in 1h/i);
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
        '2 plans fit. Leaked credential fits best. It names payments-api.',
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
      escalate: false,
      decideMajor: false,
      restrict: false,
      verify: false,
      readViews: false,
      eraseEntries: false,
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
          escalate: false,
          decideMajor: false,
          restrict: false,
          verify: false,
          readViews: false,
          eraseEntries: false,
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
      screen.getByText('1 thing to do before you can start eradication'),
    ).toBeInTheDocument();
  });
});
