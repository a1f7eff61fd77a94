import { expect, test } from './support/fixtures';
import { timelineOf } from './support/incident';
import { screenshot, settled, Theme } from './support/screenshots';

const SERVICE = 'component:default/payments-api';
const TITLE = 'Redshank copies the settlement file';
const FORGED = 'Nothing happened to the settlement file';

test('the seal names what somebody changed in the database', async ({
  people,
  demo,
}) => {
  const { id, key } = await demo.must<{ id: string; key: string }>(
    'responder',
    '/incidents',
    {
      method: 'POST',
      body: {
        title: TITLE,
        affected: [{ entityRef: SERVICE }],
      },
    },
  );
  const page = await people.signIn('compliance', `/security-incidents/${key}`);
  const seal = timelineOf(page).locator('details', { hasText: 'Record' });
  await expect(seal.getByText(/^Record intact, \d+ entr/)).toBeVisible();
  await seal.getByText(/^Record intact/).click();
  await expect(seal).toContainText(/Checked .* UTC/);
  await expect(seal).toContainText(/The timeline and \d+ rows of the record/);
  await settled(page);
  await seal.scrollIntoViewIfNeeded();
  await screenshot(page, 'record-intact', 'light');

  demo.changeDatabase('UPDATE incidents SET title = :title WHERE id = :id', {
    title: FORGED,
    id,
  });
  demo.changeDatabase(
    "UPDATE affected_entities SET compromise = 'not-compromised' WHERE entity_ref = :ref AND incident_seq = (SELECT seq FROM incidents WHERE id = :id)",
    { ref: SERVICE, id },
  );
  await page.reload();
  await expect(page.getByRole('heading', { name: FORGED })).toBeVisible();
  await expect(
    seal.getByText('Record does not verify: 2 values differ from the timeline'),
  ).toBeVisible();
  await expect(seal).toContainText(
    'Facts of the incident: title differs from the timeline',
  );
  await expect(seal).toContainText(`Table incidents, row ${id}, field title`);
  await expect(seal).toContainText(
    `Table affected_entities, row ${SERVICE}, field compromise`,
  );

  for (const theme of ['light', 'dark'] as Theme[]) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await settled(page);
      await seal.scrollIntoViewIfNeeded();
      await screenshot(page, 'record-mismatch', theme);
    }
  }

  // The other stories of this demo meet an intact record.
  demo.changeDatabase('UPDATE incidents SET title = :title WHERE id = :id', {
    title: TITLE,
    id,
  });
  demo.changeDatabase(
    "UPDATE affected_entities SET compromise = 'unknown' WHERE entity_ref = :ref AND incident_seq = (SELECT seq FROM incidents WHERE id = :id)",
    { ref: SERVICE, id },
  );
  const { status } = await demo.get<{ status: string }>(
    'compliance',
    `/incidents/${key}/verification`,
  );
  expect(status).toBe('ok');
});
