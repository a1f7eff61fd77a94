import { deliver, secretAlert } from './support/detections';
import { expect, test } from './support/fixtures';

const REPOSITORY = 'larchfield/ledger';
const SERVICE = '/catalog/default/component/ledger';

test('a signed alert of GitHub appears in the inbox, becomes an incident of its service, and counts once more', async ({
  people,
  demo,
}) => {
  test.setTimeout(300_000);
  const number = 9_001;
  const responder = await people.signIn('responder', '/security-incidents');
  await responder.getByRole('tab', { name: /^Inbox/ }).click();
  await expect(
    responder.getByLabel('Detections', { exact: true }),
  ).toBeVisible();
  // What comes before the list is loaded is among its rows at once.
  await expect(responder.getByText(/^\d+ new$/)).toBeVisible();

  expect(await deliver(demo, secretAlert(REPOSITORY, number))).toBe(202);
  // New ones wait, so that no row moves under the reader.
  await responder.getByRole('button', { name: /new, show$/ }).click();
  const row = responder
    .getByRole('listitem')
    .filter({ hasText: 'GitHub, ledger' });
  await row.getByRole('link').first().click();
  const detail = responder.getByLabel('Detection', { exact: true });
  await expect(detail).toContainText('Repository and path');
  await expect(detail).not.toContainText('gk_live');
  const title = (await detail
    .getByRole('heading', { level: 2 })
    .textContent())!;

  await responder.getByRole('radio', { name: /Promote/ }).check();
  await responder
    .getByRole('button', { name: 'Promote to an incident' })
    .click();
  const last = responder.getByRole('region', { name: 'Last decision' });
  await expect(last).toContainText(title);
  const [key] = (await last.textContent())!.match(/SEC-\d{4}-\d{4}/)!;

  await responder.goto(`${SERVICE}/security-incidents`);
  await expect(
    responder.getByRole('link', { name: key }).first(),
  ).toBeVisible();
  await responder.goto(`/security-incidents/${key}`);
  const card = responder.getByLabel('Detections', { exact: true });
  await expect(card).toContainText('Triggered this');
  await expect(
    responder.getByRole('link', { name: 'by GitHub' }),
  ).toBeVisible();
  await expect(card).toContainText('seen once');

  // The same finding again changes only the count.
  expect(await deliver(demo, secretAlert(REPOSITORY, number))).toBe(202);
  await expect(card).toContainText('seen 2 times');
  await expect(card.getByRole('listitem', { name: title })).toHaveCount(1);
  const { totalItems } = await demo.get<{ totalItems: number }>(
    'responder',
    `/incidents?entityRef=component:default/ledger&q=${encodeURIComponent(
      title,
    )}`,
  );
  expect(totalItems).toBe(1);
});

test('a detection about a service that the catalog hides from service owners does not exist for them', async ({
  people,
  demo,
}) => {
  const title = 'Large download of reports by staff';
  const read = (persona: 'responder' | 'service-owner') =>
    demo.get<{ totalItems: number }>(
      persona,
      '/detections?entityRef=component:default/conduct-hotline',
    );
  const [seen, hidden] = [await read('responder'), await read('service-owner')];
  expect([seen.totalItems, hidden.totalItems]).toEqual([1, 0]);

  const responder = await people.signIn(
    'responder',
    '/security-incidents/inbox',
  );
  const inbox = (page: typeof responder) =>
    page.getByLabel('Detections', { exact: true });
  await expect(inbox(responder)).toContainText(title);
  const owner = await people.signIn(
    'service-owner',
    '/security-incidents/inbox',
  );
  await expect(owner.getByText(/^\d+ new$/)).toBeVisible();
  await expect(inbox(owner)).not.toContainText(title);
  const countOn = async (page: typeof responder) =>
    Number((await page.getByText(/^\d+ new$/).textContent())!.split(' ')[0]);
  expect(await countOn(owner)).toBe((await countOn(responder)) - 1);

  const totals = async (persona: 'responder' | 'service-owner') => {
    const { items } = await demo.get<{
      items: Array<{ id: string; counts: { new: number } }>;
    }>(persona, '/detection-sources');
    return items.find(({ id }) => id === 'cloudevents')!.counts.new;
  };
  expect(await totals('service-owner')).toBe((await totals('responder')) - 1);
});
