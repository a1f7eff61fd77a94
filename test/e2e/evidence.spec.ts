import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from './support/fixtures';
import { screenshot, settled, type Theme } from './support/screenshots';

const SERVICE = 'component:default/payments-api';
const FILE = 'edge-requests.log';
/** Three parts, of which the last one is not full. */
const SIZE = 9 * 1024 * 1024;

function makeLog(): Buffer {
  const line = '2026-11-29T23:00:00Z GET /v1/cards 200 "Redshank"\n';
  return Buffer.from(line.repeat(Math.ceil(SIZE / line.length))).subarray(
    0,
    SIZE,
  );
}

test('a file is handed in in parts, downloaded, verified and held, and all of it is in its custody log', async ({
  people,
  demo,
}) => {
  const content = makeLog();
  const sha256 = createHash('sha256').update(content).digest('hex');
  const { key } = await demo.must<{ key: string }>('responder', '/incidents', {
    method: 'POST',
    body: {
      title: 'Plover reads cards through the edge',
      affected: [{ entityRef: SERVICE }],
    },
  });
  const page = await people.signIn(
    'responder',
    `/security-incidents/${key}/evidence`,
  );
  const upload = { name: FILE, mimeType: 'text/plain', buffer: content };

  // The second part never arrives, and the page is closed over it.
  await page.route('**/parts/2', () => undefined);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.locator('button', { hasText: 'Add evidence' }).click(),
  ]);
  await chooser.setFiles(upload);
  const sheet = page.getByRole('dialog');
  await sheet
    .getByRole('textbox', { name: /^What it is/ })
    .fill('Requests at the edge');
  const secondPart = page.waitForRequest('**/parts/2');
  await sheet.getByRole('button', { name: 'Add', exact: true }).click();
  await secondPart;
  await page.reload();

  const row = page.getByRole('group', { name: `Upload of ${FILE}` });
  await expect(row).toContainText('Broke off at 4 MB of 9 MB');
  await page.unroute('**/parts/2');
  await settled(page);
  await screenshot(page, 'evidence-broken-off', 'light');
  const [again] = await Promise.all([
    page.waitForEvent('filechooser'),
    row.getByRole('button', { name: 'Choose the file' }).click(),
  ]);
  const sentAgain: string[] = [];
  page.on('request', request => {
    const part = /\/parts\/(\d+)$/.exec(request.url())?.[1];
    if (part) sentAgain.push(part);
  });
  await again.setFiles(upload);
  const file = page.getByRole('listitem', { name: FILE });
  await expect(file.getByLabel(/^same sha256 as in the browser/)).toBeVisible();
  expect(sentAgain).toEqual(['2', '3']);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    file.getByRole('button', { name: `Download ${FILE}` }).click(),
  ]);
  const downloaded = readFileSync((await download.path())!);
  expect(createHash('sha256').update(downloaded).digest('hex')).toBe(sha256);

  await file.getByRole('button', { name: `Custody of ${FILE}` }).click();
  await expect(file).toContainText('Amara Quistel downloaded it');
  await file.getByRole('button', { name: 'Verify now' }).click();
  await expect(file).toContainText('read again, same sha256');

  const lead = await people.signIn(
    'compliance',
    `/security-incidents/${key}/evidence`,
  );
  const held = lead.getByRole('listitem', { name: FILE });
  await held.getByRole('button', { name: `More about ${FILE}` }).click();
  await lead.getByRole('menuitem', { name: 'Put on legal hold' }).click();
  const hold = lead.getByRole('dialog');
  await hold
    .getByRole('textbox', { name: /Reason/ })
    .fill('May be needed for the claim under contract 14.2');
  await hold.getByRole('button', { name: 'Put on hold' }).click();
  await expect(held.getByText('Legal hold', { exact: true })).toBeVisible();
  await held.getByRole('button', { name: `More about ${FILE}` }).click();
  await expect(
    lead.getByRole('menuitem', {
      name: 'Dispose of it: blocked by the legal hold',
    }),
  ).toHaveAttribute('aria-disabled', 'true');
  await lead.keyboard.press('Escape');
  const { items } = await demo.get<{ items: Array<{ id: string }> }>(
    'compliance',
    `/incidents/${key}/evidence`,
  );
  const refused = await demo.ask(
    'compliance',
    `/incidents/${key}/evidence/${items[0].id}/disposal`,
    { method: 'POST', body: { reason: 'No longer needed' } },
  );
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('The file is on legal hold since');

  await held.getByRole('button', { name: `Custody of ${FILE}` }).click();
  await expect(held.locator('ol > li')).toContainText([
    /Judith Amselin put it on legal hold/,
    /Amara Quistel verified it/,
    /Amara Quistel downloaded it/,
    /Amara Quistel handed it in/,
  ]);
  await expect(lead.getByText('6 years after closing')).toBeVisible();
  for (const theme of ['light', 'dark'] as Theme[]) {
    await lead.emulateMedia({ colorScheme: theme });
    for (const width of [1440, 390]) {
      await lead.setViewportSize({ width, height: 900 });
      await settled(lead);
      await screenshot(lead, 'evidence', theme);
    }
  }
  const { status } = await demo.get<{ status: string }>(
    'compliance',
    `/incidents/${key}/verification`,
  );
  expect(status).toBe('ok');
});
