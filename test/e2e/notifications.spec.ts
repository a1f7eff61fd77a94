import type { Page } from '@playwright/test';
import { reportConcern } from './support/dialogs';
import { expect, test } from './support/fixtures';

const SERVICE = '/catalog/default/component/payments-api';
const TITLE = 'A caller knew the last refunds of a customer';

/** Reads the notifications page until it has a title. */
async function expectNotice(page: Page, title: string | RegExp) {
  await expect(async () => {
    await page.goto('/notifications');
    await expect(page.getByText(title).first()).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
}

test('a report notifies the owner and the people on duty, and its reporter hears how it goes until it is finished', async ({
  people,
  demo,
}) => {
  test.setTimeout(300_000);
  const engineer = await people.signIn('engineer', SERVICE);
  const key = await reportConcern(engineer, {
    service: 'payments-api',
    text: `${TITLE}. It was about order numbers.`,
  });

  const responder = await people.signIn('responder', '/notifications');
  await expectNotice(responder, `New, not taken: ${TITLE}`);
  await expect(
    responder.getByText(`${key}, reported by Maya Castellan`).first(),
  ).toBeVisible();
  const owner = await people.signIn('service-owner', '/notifications');
  await expectNotice(owner, `New, not taken: ${TITLE}`);

  const as = (method: string, path: string, body: object) =>
    demo.must('responder', `/incidents/${key}${path}`, { method, body });
  await as('PUT', '/roles/assignee', {
    principalRef: 'user:default/amara.quistel',
  });
  await as('POST', '/transitions', { to: 'triage' });
  await as('POST', '/steps', {
    kind: 'communication',
    audience: 'reporter',
    text: 'Did the caller say the order numbers first?',
  });
  await expectNotice(engineer, 'Amara asks you about your report');

  await engineer.getByText('Amara asks you about your report').first().click();
  await expect(
    engineer.getByRole('heading', { name: 'Amara Quistel is looking into it' }),
  ).toBeVisible();
  await engineer.getByRole('button', { name: 'Yes', exact: true }).click();
  await engineer.getByRole('button', { name: 'Send answer' }).click();
  await expectNotice(responder, `Maya Castellan answered about ${key}`);

  await as('PATCH', '', {
    severity: 'low',
    urgency: 'low',
    classification: { class: 'fraud' },
  });
  await as('POST', '/affected', {
    entityRef: 'component:default/payments-api',
    compromise: 'not-compromised',
  });
  await as('POST', '/transitions', {
    to: 'resolved',
    reason: 'There was nothing to contain',
    resolution: {
      code: 'mitigated',
      summary: 'The caller was stopped',
    },
  });
  await expectNotice(engineer, 'Your report is finished');
  await engineer.goto(`/security-incidents/my-reports/${key}`);
  await expect(
    engineer.getByRole('heading', { name: 'It is finished' }),
  ).toBeVisible();
});
