import { Page } from '@playwright/test';
import { choose, reportConcern } from './support/dialogs';
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

/** Says what was done about a required task that is in the way, which settles it. */
async function finishTask(page: Page, task: string): Promise<void> {
  const text = `Done and checked: ${task}.`;
  await page.getByRole('button', { name: `Mark done: ${task}` }).click();
  await page.getByRole('textbox', { name: 'What was done' }).fill(text);
  await page.getByRole('button', { name: 'Record step' }).click();
  await expect(
    page.locator('[aria-label="Timeline"]').getByText(text),
  ).toBeVisible();
  await expect(
    page.getByRole('button', { name: `Mark done: ${task}` }),
  ).toHaveCount(0);
}

/** Skips a task in the checklist, whose phase may be folded. */
async function skipTask(
  page: Page,
  phase: string,
  task: string,
  reason: string,
): Promise<void> {
  const plan = page.locator('[aria-label^="Response plan"]');
  const row = plan.getByRole('listitem', { name: task });
  if ((await row.count()) === 0) {
    await plan.getByRole('button', { name: new RegExp(`^${phase}`) }).click();
  }
  await row
    .getByRole('button', { name: `What can be done with ${task}` })
    .click();
  await page.getByRole('menuitem', { name: 'Skip with reason' }).click();
  const dialog = page.getByRole('dialog', { name: `Skip: ${task}` });
  await dialog.getByRole('textbox', { name: 'Why?' }).fill(reason);
  await dialog.getByRole('button', { name: 'Skip' }).click();
  await expect(row).toContainText(reason);
}

test('a concern is reported on a service page, handled, closed, and outlives a restart', async ({
  people,
  demo,
}) => {
  test.setTimeout(300_000);

  const engineer = await people.signIn('engineer');
  await engineer.goto(SERVICE);
  const key = await reportConcern(engineer, {
    service: 'payments-api',
    text: CONCERN,
  });
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

  // The plan that payments made for this applies by itself, and says why.
  const plan = responder.getByLabel(
    'Response plan: Leaked credential, card payments',
  );
  await expect(plan).toContainText('payments-api');
  await skipTask(
    responder,
    'Triage',
    'List every service that holds it',
    'Only the build holds it',
  );

  await recordStep(
    responder,
    'Containment',
    'Gateway password rotated; the old one is refused since 10:14.',
  );
  await moveTo(responder, 'Eradication');
  await recordStep(
    responder,
    'Eradication',
    'The build no longer prints its environment; older logs are purged.',
  );
  await moveTo(responder, 'Recovery');
  await responder
    .getByRole('button', {
      name: 'component:default/payments-api: not compromised',
    })
    .click();

  // What the plan requires is in the way, by name, until it is done.
  await expect(
    responder.getByRole('button', { name: 'Move to Resolved' }),
  ).toBeDisabled();
  for (const task of [
    'Confirm and scope',
    'Preserve evidence before rotating',
    'Revoke and rotate',
    'Review its use since exposure',
    'Remove it from history, images and logs',
    'Verify the health of every holder',
    'Decide whether people and the authority must be told',
  ]) {
    await finishTask(responder, task);
  }
  await responder.getByRole('button', { name: 'Move to Resolved' }).click();
  const ending = responder.getByRole('dialog', { name: 'Move to Resolved' });
  await choose(ending, 'How did it end', 'Contained and removed');
  await ending
    .getByRole('textbox', { name: 'What was done' })
    .fill('Password rotated before anybody used it; the build is mended.');
  await ending.getByRole('button', { name: 'Move to Resolved' }).click();
  await arrivedAt(responder, 'Resolved');
  await finishTask(responder, 'Hold the post-incident review');
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
