import { choose, reportConcern } from './support/dialogs';
import { prepareClosing } from './support/closing';
import { expect, test } from './support/fixtures';
import {
  arrivedAt,
  finishTask,
  moveTo,
  planOf,
  recordStep,
  skipTask,
  timelineOf,
  triage,
} from './support/incident';

const SERVICE = '/catalog/default/component/payments-api';
const CONCERN =
  'The gateway password of payments-api is printed in the log of build 5120.';

test('a concern is reported on a service page, handled, closed, and outlives a restart', async ({
  people,
  demo,
}) => {
  test.setTimeout(300_000);

  const engineer = await people.signIn('engineer', SERVICE);
  const key = await reportConcern(engineer, {
    service: 'payments-api',
    text: CONCERN,
  });
  const incidentPage = `/security-incidents/${key}`;

  const responder = await people.signIn('responder', incidentPage);
  await triage(responder, {
    class: 'Information content security',
    severity: 'High',
    urgency: 'High',
  });
  await moveTo(responder, 'Containment');

  // The plan that payments made for this applies by itself, and says why.
  await expect(
    planOf(responder, 'Leaked credential, card payments'),
  ).toContainText('payments-api');
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
  // What the plan requires of a phase is in the way, by name, until it is done.
  await expect(
    responder.getByRole('button', { name: 'Start eradication' }),
  ).toBeDisabled();
  for (const task of [
    'Confirm and scope',
    'Preserve evidence before rotating',
    'Revoke and rotate',
    'Review its use since exposure',
  ]) {
    await finishTask(responder, task);
  }
  await moveTo(responder, 'Eradication');
  await recordStep(
    responder,
    'Eradication',
    'The build no longer prints its environment; older logs are purged.',
  );
  await finishTask(responder, 'Remove it from history, images and logs');
  await moveTo(responder, 'Recovery');
  const decision = responder.getByRole('button', {
    name: 'payments-api: not compromised',
  });
  await decision.click();
  await expect(decision).toHaveCount(0);

  await expect(
    responder.getByRole('button', { name: 'Resolve', exact: true }),
  ).toBeDisabled();
  for (const task of [
    'Verify the health of every holder',
    'Decide whether people and the authority must be told',
  ]) {
    await finishTask(responder, task);
  }
  await responder.getByRole('button', { name: 'Resolve', exact: true }).click();
  const ending = responder.getByRole('dialog', { name: 'Resolve' });
  await choose(ending, 'How did it end', 'Contained and removed');
  await ending
    .getByRole('textbox', { name: 'What was done' })
    .fill('Password rotated before anybody used it; the build is mended.');
  await ending.getByRole('button', { name: 'Resolve', exact: true }).click();
  await arrivedAt(responder, 'Resolved');
  await finishTask(responder, 'Hold the post-incident review');
  await prepareClosing(demo, key);
  await moveTo(responder, 'Closed');
  await expect(
    timelineOf(responder).getByText('Resolved to Closed'),
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
