import type { Page } from '@playwright/test';
import type { PlanRuns } from 'backstage-plugin-security-incidents-common';
import { reportConcern } from './support/dialogs';
import { expect, test } from './support/fixtures';
import {
  doTask,
  moveTo,
  planOf,
  recordStep,
  skipTask,
  taskRow,
  timelineOf,
  triage,
} from './support/incident';
import { coverageOf, handle, plansFor, readAgain } from './support/plans';
import { cardOf, LIST, plansAreKnown } from './support/sight';

// A plan is edited here, and an exercise changes what the coverage counts.
test.use({ copiesCatalog: true });

const PLAN = {
  title: 'Leaked credential, card payments',
  ref: 'responseplan:default/card-payments-leaked-credential',
  file: 'card-payments-leaked-credential.yaml',
};
const RESPONDER = 'user:default/amara.quistel';
const COVERAGE = '/security-incidents/plans/coverage';

/** Nothing ever happened to either of them. */
const PAYOUTS = {
  name: 'payout-scheduler',
  ref: 'component:default/payout-scheduler',
  page: '/catalog/default/component/payout-scheduler',
};
const ACCOUNTS = {
  name: 'account-web',
  ref: 'component:default/account-web',
  page: '/catalog/default/component/account-web',
  tab: '/catalog/default/component/account-web/security-incidents',
};

test.beforeEach(async ({ demo }) => plansAreKnown(demo));

/** `23 Nov 2026`, as pages write the day of a moment in UTC. */
function dayOf(iso: string): string {
  const at = new Date(iso);
  const month = at.toLocaleDateString('en-US', {
    month: 'short',
    timeZone: 'UTC',
  });
  return `${at.getUTCDate()} ${month} ${at.getUTCFullYear()}`;
}

test('the plan is there before anything happens, becomes the checklist, and later edits reach it only when asked to', async ({
  people,
  demo,
}) => {
  test.setTimeout(300_000);
  const engineer = await people.signIn('engineer', PAYOUTS.page);
  await test.step('a service page without incidents', async () => {
    // Reviews and tests become overdue one day, which the page then says.
    const { row } = await coverageOf(demo, PAYOUTS.ref);
    const passed = Object.values(row?.readiness.checks ?? {}).filter(
      state => state === 'pass',
    ).length;
    const card = cardOf(engineer);
    await expect(card).toContainText('None open');
    await expect(card).toContainText('none recorded yet');
    await expect(
      card.getByRole('list', { name: `Ready in ${passed} of 6 checks` }),
    ).toBeVisible();
    await expect(card.getByRole('link', { name: PLAN.title })).toBeVisible();
    const facts = card.locator('dl > div');
    for (const [role, who] of [
      ['Incident commander', 'Amara Quistel'],
      ['Owner of the affected service', 'Ledger'],
      ['Security responder', 'Security operations'],
      ['Privacy counsel', 'Pavel Hruskin'],
      ['Last reviewed', '4 May 2026'],
      ['Last tested', '18 Jun 2026'],
    ]) {
      await expect(facts.filter({ hasText: role })).toContainText(who);
    }
  });

  const key = await reportConcern(engineer, {
    service: PAYOUTS.name,
    text: 'The signing key of the payouts was pasted into a ticket.',
  });
  const responder = await people.signIn(
    'responder',
    `/security-incidents/${key}`,
  );
  const plan = planOf(responder, PLAN.title);
  await test.step('leaving triage applies the plan', async () => {
    await triage(responder, {
      class: 'Information content security',
      severity: 'High',
      urgency: 'High',
    });
    await expect(plan).toHaveCount(0);
    await moveTo(responder, 'Containment');
    await expect(plan).toContainText(
      'payout-scheduler belongs to the system bookkeeping',
    );
    await expect(plan).toContainText(
      'It is for incidents of class "Information content security"',
    );
    await expect(plan).toContainText('2.1.0');
    await expect(
      timelineOf(responder).getByText(`applied the plan ${PLAN.title} 2.1.0`),
    ).toBeVisible();
  });

  await test.step('the clocks of the plan run', async () => {
    const contain = responder
      .getByRole('region', { name: 'Clocks' })
      .getByRole('listitem')
      .filter({ hasText: 'Contain within 8 hours' });
    await expect(contain).toContainText('left');
    await expect(
      contain.getByRole('meter', { name: 'Contain within 8 hours' }),
    ).toHaveAttribute('aria-valuetext', /^7 hours \d+ minutes? left, due /);
  });

  await test.step('two tasks are done, one is skipped, and the required ones are in the way', async () => {
    await doTask(
      responder,
      'Triage',
      'Confirm and scope',
      'It signs payouts and was readable since Monday.',
    );
    await doTask(
      responder,
      'Triage',
      'Preserve evidence before rotating',
      'The log of the signing service is saved.',
    );
    await skipTask(
      responder,
      'Containment',
      'Block known abuse at the edge',
      'Nobody has used it since',
    );
    await recordStep(
      responder,
      'Containment',
      'Payouts are held until the key is another.',
    );
    await expect(
      responder.getByRole('button', { name: 'Start eradication' }),
    ).toBeDisabled();
    await expectRequired(responder, [
      'Revoke and rotate',
      'Review its use since exposure',
    ]);
  });

  await test.step('an edit of the file changes nothing until it is taken over', async () => {
    demo.editFile(PLAN.file, {
      'version: 2.1.0': 'version: 2.2.0',
      'due: { after: PT4H, from: declared }':
        'due: { after: PT2H, from: declared }',
      '        - id: block-abuse\n': [
        '        - id: tell-acquirer',
        '          title: Tell the acquirer which key was changed',
        '          role: incident-commander',
        '          due: { after: PT3H, from: declared }',
        '          required: true',
        '        - id: block-abuse\n',
      ].join('\n'),
    });
    await readAgain(demo, {
      planRef: PLAN.ref,
      version: '2.2.0',
      entityRef: PAYOUTS.ref,
    });
    await responder.reload();
    await expect(plan).toContainText('The plan has changed since');
    await expect(plan).toContainText('2.1.0');
    const revoke = await taskRow(responder, 'Containment', 'Revoke and rotate');
    await expect(revoke).toContainText(/in 3h \d+m/);

    await plan.getByRole('button', { name: 'see the difference' }).click();
    const diff = responder.getByRole('dialog', {
      name: `${PLAN.title}: from 2.1.0 to 2.2.0`,
    });
    await expect(diff.getByRole('listitem')).toHaveText([
      'Task "Revoke and rotate": due time was 4 hours after declaration, is now 2 hours after declaration',
      'Task "Tell the acquirer which key was changed" is new',
    ]);
    await diff
      .getByRole('button', { name: 'Upgrade, finished work stays' })
      .click();
    await expect(diff).toHaveCount(0);

    await expect(plan).toContainText('2.2.0');
    await expect(plan).toContainText('Plan unchanged since it was applied');
    await expect(revoke).toContainText(/in 1h \d+m/);
    await expect(
      timelineOf(responder).getByText(
        `upgraded the plan ${PLAN.title} from 2.1.0 to 2.2.0`,
      ),
    ).toBeVisible();
    for (const [phase, task, state] of [
      ['Triage', 'Confirm and scope', 'done'],
      ['Triage', 'Preserve evidence before rotating', 'done'],
      ['Containment', 'Block known abuse at the edge', 'skipped'],
    ]) {
      await expect(await taskRow(responder, phase, task)).toHaveAttribute(
        'data-task',
        state,
      );
    }
    await expectRequired(responder, [
      'Revoke and rotate',
      'Tell the acquirer which key was changed',
      'Review its use since exposure',
    ]);
  });
});

/** Those tasks, and no others, are named as what blocks the next status. */
async function expectRequired(page: Page, tasks: string[]): Promise<void> {
  const next = page.getByLabel('Next step');
  await expect(next).toContainText(`${tasks.length} required tasks are open`);
  await expect(
    next
      .getByRole('listitem')
      .getByRole('listitem')
      .getByRole('button', {
        name: /^(?!Mark done)/,
      }),
  ).toHaveText(tasks);
}

test('an exercise counts nowhere, stamps its plan as tested, and moves the coverage', async ({
  people,
  demo,
}) => {
  test.setTimeout(300_000);
  const [plan] = await plansFor(demo, ACCOUNTS.ref);
  const before = await coverageOf(demo, ACCOUNTS.ref);
  expect(plan.lastTested).toBeUndefined();
  expect(before.row).toMatchObject({
    planRef: plan.planRef,
    readiness: { checks: { tested: 'fail' } },
  });

  const responder = await people.signIn('responder');
  await expectCoverage(responder, before, 'Never');

  let key = '';
  await test.step('it starts from the page of the service, with one of the plans that apply', async () => {
    await responder.goto(ACCOUNTS.tab);
    await responder.getByRole('button', { name: 'Start an exercise' }).click();
    const dialog = responder.getByRole('dialog', { name: 'Start an exercise' });
    const choice = dialog.getByRole('combobox', { name: 'Plan to practise' });
    await dialog
      .getByRole('list', { name: 'Plans that apply' })
      .getByRole('button', { name: plan.title, exact: true })
      .click();
    await expect(choice).toHaveValue(plan.title);
    await dialog.getByRole('button', { name: 'Start the exercise' }).click();
    await expect(responder).toHaveURL(/\/security-incidents\/SEC-\d{4}-\d{4}$/);
    key = responder.url().split('/').pop() ?? '';
  });

  await test.step('it is marked, and its plan is applied', async () => {
    await expect(
      responder
        .getByRole('note')
        .filter({ hasText: 'Exercise, left out of all figures' }),
    ).toBeVisible();
    await expect(
      responder.getByRole('heading', {
        name: `Exercise: ${plan.title} on ${ACCOUNTS.name}`,
      }),
    ).toBeVisible();
    await expect(planOf(responder, plan.title)).toBeVisible();
  });

  await test.step('the lists and counts leave it out', async () => {
    await responder.goto(`${LIST}&q=${ACCOUNTS.name}`);
    await expect(
      responder.getByText('No incident matches these filters'),
    ).toBeVisible();
    await responder.getByRole('link', { name: 'Show exercises' }).click();
    await expect(
      responder.getByRole('row').filter({ hasText: key }),
    ).toContainText('Exercise, not counted');
    await responder.goto(ACCOUNTS.page);
    await expect(cardOf(responder)).toContainText('None open');
    await expect(cardOf(responder)).toContainText('none recorded yet');
    const { total } = await demo.get<{ total: number }>(
      'responder',
      '/entities/component/default/account-web/overview',
    );
    expect(total).toBe(0);
  });

  const closedAt = await handle(demo, key, {
    class: 'intrusion-attempts',
    commander: RESPONDER,
  });
  const { runs } = await demo.get<PlanRuns>(
    'responder',
    `/incidents/${key}/plan-runs`,
  );
  expect(runs.map(({ planRef }) => planRef)).toEqual([plan.planRef]);

  await test.step('the service says that its plan was tested', async () => {
    await responder.goto(ACCOUNTS.page);
    await expect(
      cardOf(responder).locator('dl > div').filter({ hasText: 'Last tested' }),
    ).toContainText(dayOf(closedAt));
    await responder.goto(ACCOUNTS.tab);
    await expect(
      responder.getByRole('listitem').filter({
        has: responder.getByRole('link', { name: plan.title, exact: true }),
      }),
    ).toContainText(dayOf(closedAt));
  });

  await test.step('the coverage has moved', async () => {
    const after = await coverageOf(demo, ACCOUNTS.ref);
    expect(after.passing.tested).toBeGreaterThan(before.passing.tested);
    expect(after.row?.readiness.checks.tested).toBe('pass');
    await expectCoverage(responder, after, dayOf(closedAt));
  });
});

/** The board shows how many services have a tested plan, and what it says of the plan of one of them. */
async function expectCoverage(
  page: Page,
  coverage: Awaited<ReturnType<typeof coverageOf>>,
  tested: string,
): Promise<void> {
  const { services, ready, passing } = coverage;
  await page.goto(COVERAGE);
  await expect(page.getByText(`${ready} of ${services}`)).toBeVisible();
  await expect(
    page
      .getByRole('row')
      .filter({
        has: page.getByRole('rowheader', { name: 'Test', exact: true }),
      })
      .filter({ hasText: 'to fix' }),
  ).toContainText(`${services - passing.tested} to fix`);
  await page.goto(`${COVERAGE}?show=all&q=${ACCOUNTS.name}`);
  await expect(
    page.getByRole('row').filter({
      has: page.getByRole('link', { name: ACCOUNTS.name, exact: true }),
    }),
  ).toContainText(tested);
}
