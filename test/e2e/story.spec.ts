import { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures';

const SERVICE = '/catalog/default/component/payments-api';
const CONCERN =
  'The gateway password of payments-api is printed in the log of build 5120.';

/** Presses the move that the "Next step" card offers and waits until the incident has arrived there. */
async function moveTo(page: Page, status: string): Promise<void> {
  await page.getByRole('button', { name: `Move to ${status}` }).click();
  await arrivedAt(page, status);
}

async function arrivedAt(page: Page, status: string): Promise<void> {
  await expect(page.locator('[aria-current="step"]')).toContainText(status);
}

async function recordStep(
  page: Page,
  kind: string,
  text: string,
): Promise<void> {
  await page.getByRole('radio', { name: kind }).first().click();
  await page.getByRole('textbox', { name: 'What was done' }).fill(text);
  await page.getByRole('button', { name: 'Record step' }).click();
  await expect(
    page.locator('[aria-label="Timeline"]').getByText(text),
  ).toBeVisible();
}

/** Chooses what the menu of a task offers; the phase that holds it is unfolded first. */
async function chooseForTask(
  page: Page,
  phase: string,
  task: string,
  action: string,
): Promise<void> {
  const head = page.getByRole('button', { name: new RegExp(`^${phase} `) });
  if ((await head.getAttribute('aria-expanded')) === 'false') {
    await head.click();
  }
  await page
    .getByRole('button', { name: `What can be done with ${task}` })
    .click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

/** Writes what was done into the composer that a task has opened; this finishes the task. */
async function finishTask(
  page: Page,
  task: string,
  text: string,
): Promise<void> {
  await expect(
    page.getByRole('checkbox', { name: `Also mark ${task} done` }),
  ).toBeChecked();
  await page.getByRole('textbox', { name: 'What was done' }).fill(text);
  await page.getByRole('button', { name: 'Record step' }).click();
  await expect(page.getByText(`${task} is done.`)).toBeVisible();
}

/** Picks from a select; its list opens outside of the dialog that holds it. */
async function choose(
  dialog: Locator,
  label: string,
  option: string,
): Promise<void> {
  await dialog.getByRole('button', { name: new RegExp(label) }).click();
  await dialog
    .page()
    .getByRole('option', { name: option, exact: true })
    .click();
}

test('a concern is reported on a service page, handled, closed, and outlives a restart', async ({
  people,
  demo,
}) => {
  test.setTimeout(300_000);

  const engineer = await people.signIn('engineer');
  await engineer.goto(SERVICE);
  await engineer
    .getByRole('button', { name: 'Report a concern' })
    .first()
    .click();
  const dialog = engineer.getByRole('dialog', { name: 'Report a concern' });
  await expect(dialog).toContainText('payments-api');
  await dialog
    .getByRole('textbox', { name: 'What did you see?' })
    .fill(CONCERN);
  await dialog.getByRole('button', { name: 'Send report' }).click();
  const receipt = dialog.getByText(/Recorded as SEC-\d{4}-\d{4}/);
  await expect(receipt).toBeVisible();
  const [key] = (await receipt.innerText()).match(/SEC-\d{4}-\d{4}/) ?? [''];
  await dialog
    .getByRole('button', { name: 'Close' })
    .filter({ hasText: 'Close' })
    .click();
  const incidentPage = `/security-incidents/${key}`;

  const responder = await people.signIn('responder');
  await responder.goto(incidentPage);
  await arrivedAt(responder, 'New');
  await expect(
    responder.getByRole('button', { name: 'Move to Triage' }),
  ).toBeDisabled();
  await responder.getByRole('button', { name: 'Take command' }).click();
  await moveTo(responder, 'Triage');

  await responder.getByRole('button', { name: 'Decide' }).first().click();
  const facts = responder.getByRole('dialog');
  await choose(facts, 'Class', 'Information content security');
  await choose(facts, 'Severity', 'High');
  await choose(facts, 'Urgency', 'High');
  await facts.getByRole('button', { name: 'Save' }).click();
  await moveTo(responder, 'Containment');

  const plan = responder.locator('#response-plan');
  await expect(plan).toContainText(
    'Response plan: Leaked credential, card payments',
  );
  await expect(plan).toContainText('This plan names payments-api');
  await expect(plan).toContainText('0 of 12 settled');
  await expect(
    responder.getByRole('listitem', { name: 'Confirm and scope' }),
  ).toContainText('You');

  await responder
    .getByRole('listitem', { name: 'Confirm and scope' })
    .getByRole('button', { name: 'Mark done' })
    .click();
  await finishTask(
    responder,
    'Confirm and scope',
    'The password is valid and opens the merchant account.',
  );
  await chooseForTask(
    responder,
    'Triage',
    'Preserve evidence before rotating',
    'Skip with reason',
  );
  const skipping = responder.getByRole('dialog');
  await skipping
    .getByRole('textbox', { name: 'Why?' })
    .fill('The log of the build had expired.');
  await skipping.getByRole('button', { name: 'Skip the task' }).click();
  await expect(
    responder.getByRole('listitem', {
      name: 'Preserve evidence before rotating',
    }),
  ).toContainText('The log of the build had expired.');
  await chooseForTask(
    responder,
    'Triage',
    'List every service that holds it',
    'Mark done, nothing to add',
  );
  await chooseForTask(
    responder,
    'Containment',
    'Revoke and rotate',
    'Mark done',
  );
  await finishTask(
    responder,
    'Revoke and rotate',
    'Gateway password rotated; the old one is refused since 10:14.',
  );
  await expect(plan).toContainText('4 of 12 settled');
  await moveTo(responder, 'Eradication');
  await recordStep(
    responder,
    'Eradication',
    'The build no longer prints its environment; older logs are purged.',
  );
  await moveTo(responder, 'Recovery');

  await expect(
    responder.getByRole('button', { name: 'Move to Resolved' }),
  ).toBeDisabled();
  const blockers = responder.locator('#what-blocks');
  await expect(blockers).toContainText('4 required tasks are open');
  for (const [task, text] of [
    ['Review its use since exposure', 'No call with it but our own.'],
    ['Remove it from history, images and logs', 'Gone from both registries.'],
    ['Verify the health of every holder', 'Payments settle as before.'],
    [
      'Decide whether people and the authority must be told',
      'No personal data was in reach: nobody has to be told.',
    ],
  ]) {
    await blockers.getByRole('button', { name: `Mark done: ${task}` }).click();
    await finishTask(responder, task, text);
  }
  await responder
    .getByRole('button', {
      name: 'component:default/payments-api: not compromised',
    })
    .click();
  await responder.getByRole('button', { name: 'Move to Resolved' }).click();
  const ending = responder.getByRole('dialog', { name: 'Move to Resolved' });
  await choose(ending, 'How did it end', 'Contained and removed');
  await ending
    .getByRole('textbox', { name: 'What was done' })
    .fill('Password rotated before anybody used it; the build is mended.');
  await ending.getByRole('button', { name: 'Move to Resolved' }).click();
  await arrivedAt(responder, 'Resolved');
  await expect(blockers).toContainText('1 required task is open');
  await blockers
    .getByRole('button', { name: 'Mark done: Hold the post-incident review' })
    .click();
  await finishTask(
    responder,
    'Hold the post-incident review',
    'Held with the payments team; builds print no environment any more.',
  );
  await moveTo(responder, 'Closed');
  await expect(
    responder
      .locator('[aria-label="Timeline"]')
      .getByText('Resolved to Closed'),
  ).toBeVisible();

  await people.restartDemo();

  await engineer.goto(`${SERVICE}/security-incidents`);
  const row = engineer.getByRole('row').filter({ hasText: key });
  await expect(row).toContainText('Closed');

  await responder.goto(incidentPage);
  await expect(responder.getByText(/Record intact/)).toBeVisible();
  const verification = await demo.get<{ status: string; entries: number }>(
    'compliance',
    `/incidents/${key}/verification`,
  );
  expect(verification.status).toBe('ok');
  expect(verification.entries).toBeGreaterThan(10);
});
