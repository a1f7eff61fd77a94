import { readFileSync } from 'node:fs';
import { expect, test } from './support/fixtures';
import {
  readZip,
  UnpackedBundle,
} from '../../plugins/security-incidents-backend/src/__testUtils__/bundles';

const SERVICE = 'payments-api';

test('the compliance lead finds the year of a service, prints the clause and packs a bundle that proves itself', async ({
  people,
}) => {
  // On a busy machine the bundle of a year takes a while.
  test.setTimeout(240_000);
  const page = await people.signIn('compliance', '/security-incidents/reports');
  const views = page.getByRole('navigation', { name: 'Reports', exact: true });

  await test.step('the rows behind a bar', async () => {
    await views.getByRole('link', { name: 'Services' }).click();
    await page
      .getByRole('link', { name: `The year of ${SERVICE}` })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: SERVICE })).toBeVisible();
    await expect(
      page.getByRole('heading', { name: 'Data leak, 4 times' }),
    ).toBeVisible();

    await views.getByRole('link', { name: 'Overview' }).click();
    const bar = page
      .getByRole('link', { name: /\d{4}: \d+ incidents,/ })
      .last();
    const [, total] = /: (\d+) incidents,/.exec(
      (await bar.textContent()) ?? '',
    )!;
    await bar.click();
    await expect(
      page.getByText(new RegExp(`^${total} of \\d+ incidents$`)),
    ).toBeVisible();
    await page.goBack();
  });

  await test.step('the printed clause', async () => {
    await views.getByRole('link', { name: /^Clause/ }).click();
    await expect(page.getByText('requirements met in full')).toBeVisible();
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes');
    });
    const incidents = page.getByRole('table', { name: /Completeness/ });
    // Other tests of this demo leave incidents with gaps too.
    const withGaps = await page
      .getByRole('radio', { name: /^With gaps, \d+$/ })
      .textContent();
    const all = Number(/\d+/.exec(withGaps ?? '')?.[0]);
    expect(all).toBeGreaterThan(20);
    await page.getByRole('button', { name: 'Print' }).click();
    await expect(page.locator('body[data-printed="yes"]')).toBeVisible();
    await expect(incidents.locator('tbody tr')).toHaveCount(all);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect(incidents.locator('tbody tr')).toHaveCount(20);
  });

  await test.step('the bundle', async () => {
    await page.getByRole('button', { name: 'Auditor bundle' }).first().click();
    const dialog = page.getByRole('dialog');
    const download = page.waitForEvent('download', { timeout: 90_000 });
    await dialog.getByRole('button', { name: 'Make the bundle' }).click();
    const zip = readFileSync(await (await download).path());
    await expect(
      dialog.getByText('The bundle is in your downloads'),
    ).toBeVisible();
    const files = readZip(zip);
    const bundle = new UnpackedBundle(files);
    try {
      const intact = bundle.verify();
      expect(intact).toMatchObject({ code: 0, answer: { status: 'ok' } });

      const path = [...files.keys()].find(name =>
        name.endsWith('timeline.jsonl'),
      )!;
      const flipped = Buffer.from(files.get(path)!);
      const place = flipped.indexOf('"actor"') + 12;
      flipped[place] = flipped[place] === 0x21 ? 0x22 : 0x21;
      bundle.write(path, flipped);
      const { code, answer } = bundle.verify();
      expect(code).toBe(1);
      expect(answer.problems).toContainEqual(
        expect.objectContaining({ file: path, entry: 1 }),
      );
    } finally {
      bundle.remove();
    }
  });
});

test('an import is stopped with nothing kept, and a failed one says why and what to do', async ({
  demo,
  people,
}) => {
  const title = 'Old phishing mail of the stopped import';
  // More than can be written before somebody stops it.
  const rows = Array.from(
    { length: 12_000 },
    (_, row) => `OLD-${row},${title} ${row},2019-05-01T08:00:00Z`,
  );
  const page = await people.signIn(
    'compliance',
    '/security-incidents/reports/import-export',
  );
  await page.locator('input[type="file"]').setInputFiles({
    name: 'old-register.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`Nr,Title,Detected\n${rows.join('\n')}\n`),
  });
  await page
    .getByRole('button', { name: 'Import 12000' })
    .click({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop and keep nothing' }).click();
  await expect(
    page.getByRole('heading', { name: 'Import stopped' }),
  ).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Nothing was imported.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeEnabled();
  const found = await demo.get<{ totalItems: number }>(
    'compliance',
    `/incidents?q=${encodeURIComponent(title)}`,
  );
  expect(found.totalItems).toBe(0);

  // A run that fails, such as while the catalog is away, is made here by hand.
  const id = new URL(page.url()).searchParams.get('import')!;
  demo.changeDatabase(
    "UPDATE imports SET state = 'failed', problem = :problem WHERE id = :id",
    { id, problem: 'The catalog could not be asked for the services' },
  );
  await page.reload();
  await expect(
    page.getByRole('heading', { name: 'Import failed' }),
  ).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(
    'Nothing was imported. The catalog could not be asked for the services.',
  );
  await expect(
    page.locator('button', { hasText: 'Choose the file again' }),
  ).toBeVisible();
});
