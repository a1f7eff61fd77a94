import { choose, reportConcern } from './support/dialogs';
import { expect, test } from './support/fixtures';
import { timelineOf } from './support/incident';
import { settled } from './support/screenshots';
import {
  cardOf,
  expectMissing,
  expectNotFoundBy,
  LIST,
  loggedBy,
  plansAreKnown,
  searchFor,
  SERVICE,
  shownTo,
  toldTo,
} from './support/sight';

const SERVICE_OWNER = 'user:default/ines.halvorsen';
const RESPONDER = 'user:default/amara.quistel';

// Each story has words of its own, so that it does not matter in which demo another was told.
test.describe.configure({ mode: 'parallel' });
test.beforeEach(async ({ demo }) => plansAreKnown(demo));

test.afterEach(({ demo }) => {
  for (const line of loggedBy(demo)) {
    expect(line).not.toMatch(/nightjar|kittiwake|sandpiper/i);
    expect(line).not.toMatch(/eyJ[\w-]{10,}\./);
  }
});

test('whoever does not belong to a restricted incident cannot tell that there is one, and its member sees all of it', async ({
  people,
  demo,
}) => {
  test.setTimeout(300_000);
  const outsider = await people.signIn('outsider');
  const shown = await shownTo(outsider);
  const told = await toldTo(demo, 'outsider');

  const responder = await people.signIn('responder', SERVICE.page);
  const key = await reportConcern(responder, {
    service: SERVICE.name,
    text: 'Nightjar sells copies of our customer list.',
    isSensitive: true,
  });
  const incidentPage = `/security-incidents/${key}`;
  await responder.goto(incidentPage);
  await expect(
    responder.getByRole('heading', { name: 'Nightjar sells copies' }),
  ).toBeVisible();

  await test.step('the outsider', async () => {
    expect(await shownTo(outsider)).toEqual(shown);
    expect(await toldTo(demo, 'outsider')).toEqual(told);
    const whom = { page: outsider, persona: 'outsider' as const, people };
    await expectNotFoundBy('nightjar', whom, demo);
    await expectMissing(whom, demo, key);
    await expect(
      outsider.getByRole('button', { name: 'Break the glass' }),
    ).toHaveCount(0);
  });

  const engineer = await people.signIn('engineer');
  await test.step('the engineer, who owns the service, before getting access', async () => {
    const whom = { page: engineer, persona: 'engineer' as const, people };
    await expectNotFoundBy('nightjar', whom, demo);
    await expectMissing(whom, demo, key);
  });

  const before = await demo.get<{ total: number; open: { total: number } }>(
    'engineer',
    '/entities/component/default/checkout-web/overview',
  );
  await responder.getByRole('button', { name: 'Give access' }).click();
  const sheet = responder.getByRole('dialog', { name: 'Give access' });
  await sheet.getByRole('combobox', { name: 'Person or group' }).fill('Maya');
  await responder.getByRole('option', { name: /^Maya Castellan/ }).click();
  await sheet.getByRole('button', { name: 'Give access' }).click();
  await expect(sheet).toHaveCount(0);

  await test.step('the engineer, as a member', async () => {
    await engineer.goto(SERVICE.page);
    await expect(cardOf(engineer)).toContainText(
      `${before.open.total + 1} open`,
    );
    await expect(cardOf(engineer)).toContainText('Nightjar sells copies');
    await engineer.goto(SERVICE.tab);
    await expect(
      engineer.getByRole('row').filter({ hasText: key }),
    ).toContainText('Nightjar sells copies');
    await engineer.goto(SERVICE.systemPage);
    await expect(
      cardOf(engineer)
        .getByRole('row')
        .filter({ hasText: SERVICE.name })
        .getByRole('link', { name: `${before.total + 1} in total` }),
    ).toBeVisible();
    await searchFor(engineer, 'nightjar');
    await expect(engineer.getByText(/^1 of \d+ incidents$/)).toBeVisible();
    await engineer
      .getByRole('row')
      .getByRole('link', { name: /Nightjar sells copies/ })
      .click();
    await expect(engineer).toHaveURL(new RegExp(`${incidentPage}$`));
    await expect(
      engineer.getByRole('heading', { name: 'Nightjar sells copies' }),
    ).toBeVisible();
    await expect(timelineOf(engineer)).toContainText('recorded the incident');
    await expect(timelineOf(engineer)).toContainText(
      'gave Maya Castellan access to the restricted incident',
    );
    await expect(
      engineer
        .getByRole('list', { name: 'Members' })
        .getByRole('listitem')
        .filter({ hasText: 'Maya Castellan' }),
    ).toContainText('Was given access');
  });

  expect(await toldTo(demo, 'outsider')).toEqual(told);
});

test('what is restricted later is gone at once for whoever saw it', async ({
  people,
  demo,
}) => {
  test.setTimeout(300_000);
  const outsider = await people.signIn('outsider');
  const shown = await shownTo(outsider);
  const told = await toldTo(demo, 'outsider');

  const engineer = await people.signIn('engineer', SERVICE.page);
  const key = await reportConcern(engineer, {
    service: SERVICE.name,
    text: 'Kittiwake reads the carts of other customers.',
  });
  // Reports are AMBER, which an outsider does not read.
  await demo.must('responder', `/incidents/${key}`, {
    method: 'PATCH',
    body: { tlp: 'GREEN' },
  });
  const incidentPage = `/security-incidents/${key}`;
  await outsider.goto(SERVICE.page);
  await expect(cardOf(outsider)).toContainText('Kittiwake reads');
  await outsider.goto(LIST);
  await expect(
    outsider.getByRole('row').filter({ hasText: key }),
  ).toContainText('Kittiwake reads');
  await outsider.goto(incidentPage);
  await expect(timelineOf(outsider)).toContainText('recorded the incident');
  await settled(outsider);

  const responder = await people.signIn('responder', incidentPage);
  // The open page may ask again at any time from now on, and is told what everybody is told.
  people.expectNotFound(`/api/security-incidents/incidents/${key}`);
  await responder.getByRole('button', { name: 'Edit facts' }).click();
  const facts = responder.getByRole('dialog', { name: 'Edit facts' });
  await choose(facts, 'Who can read it', 'Only its members');
  await facts.getByRole('button', { name: 'Save' }).click();
  await expect(
    responder.getByText(/^Restricted to 1 member and people/),
  ).toBeVisible();

  await test.step('the outsider', async () => {
    const whom = { page: outsider, persona: 'outsider' as const, people };
    await expectMissing(whom, demo, key);
    await expectNotFoundBy('kittiwake', whom, demo);
    expect(await shownTo(outsider)).toEqual(shown);
    expect(await toldTo(demo, 'outsider')).toEqual(told);
  });

  await test.step('the engineer, who reported it', async () => {
    await engineer.goto(incidentPage);
    await expect(
      engineer.getByRole('heading', { name: 'Kittiwake reads' }),
    ).toBeVisible();
    await expect(timelineOf(engineer)).toContainText('recorded the incident');
    await expect(engineer.getByRole('list', { name: 'Members' })).toContainText(
      'Reported it',
    );
    await searchFor(engineer, 'kittiwake');
    await expect(
      engineer.getByRole('row').filter({ hasText: key }),
    ).toBeVisible();
  });
});

test('the glass is broken for a reason, and everybody concerned hears of it', async ({
  people,
  demo,
}) => {
  const reason = 'On call: sandpiper drains the carts and nobody answers.';
  const { key } = await demo.must<{ key: string }>('responder', '/incidents', {
    method: 'POST',
    body: {
      title: 'Sandpiper took over the checkout',
      affected: [{ entityRef: SERVICE.ref }],
      visibility: 'restricted',
      tlp: 'RED',
    },
  });
  await demo.must('responder', `/incidents/${key}/roles/incident-commander`, {
    method: 'PUT',
    body: { principalRef: RESPONDER },
  });

  const owner = await people.signIn('service-owner');
  const whom = { page: owner, persona: 'service-owner' as const, people };
  await expectNotFoundBy('sandpiper', whom, demo);
  await expectMissing(whom, demo, key);
  await owner.goto(`/security-incidents/${key}`);
  await owner.getByRole('button', { name: 'Break the glass' }).click();
  const dialog = owner.getByRole('dialog', {
    name: `Break the glass: ${key}`,
  });
  const send = dialog.getByRole('button', { name: 'Break the glass' });
  await expect(send).toBeDisabled();
  await dialog
    .getByRole('textbox', { name: 'Why do you need to read it now?' })
    .fill(reason);
  await send.click();
  await expect(
    owner.getByRole('heading', { name: 'Sandpiper took over the checkout' }),
  ).toBeVisible();

  const responder = await people.signIn(
    'responder',
    `/security-incidents/${key}`,
  );
  for (const page of [owner, responder]) {
    const entry = timelineOf(page)
      .getByRole('listitem')
      .filter({ hasText: 'broke the glass' });
    await expect(entry).toContainText('Ines Halvorsen');
    await expect(entry).toContainText('Break glass');
    await expect(entry).toContainText(reason);
    await expect(
      page
        .getByRole('list', { name: 'Members' })
        .getByRole('listitem')
        .filter({ hasText: 'Ines Halvorsen' }),
    ).toContainText('Broke the glass');
  }
  await expect(
    responder.getByRole('list', { name: 'Viewed by' }),
  ).toContainText('Ines Halvorsen');

  const { notifications } = await demo.must<{
    notifications: { payload: object }[];
  }>('responder', '', { plugin: 'notifications' });
  expect(notifications.map(({ payload }) => payload)).toContainEqual(
    expect.objectContaining({
      title: 'You have an update on a security incident',
      description: 'Something changed. Open it to read what.',
      topic: 'Restricted',
      severity: 'normal',
      link: expect.stringMatching(
        /^\/security-incidents\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      ),
    }),
  );

  await test.step('the audit log', async () => {
    const lines = loggedBy(demo);
    const audited = lines.filter(line => line.includes('isAuditEvent'));
    const about = (...words: string[]) =>
      audited.filter(line => words.every(word => line.includes(word)));
    expect(
      about('incident-break-glass', SERVICE_OWNER, key, 'succeeded'),
    ).toHaveLength(1);
    expect(
      about('incident-read', SERVICE_OWNER, key, 'failed').length,
    ).toBeGreaterThan(0);
    expect(
      about('incident-read', RESPONDER, key, 'succeeded').length,
    ).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).not.toContain(reason);
    }
  });
});
