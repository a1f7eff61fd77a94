import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readZip } from '../../plugins/security-incidents-backend/src/__testUtils__/bundles';
import { expect, test } from './support/fixtures';
import { screenshot, settled } from './support/screenshots';

/** Unpacks a bundle into a folder of its own. */
function unpack(zip: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'security-incidents-bundle-'));
  for (const [path, content] of readZip(zip)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Runs the verifier of the bundle as an auditor does. */
function verify(folder: string) {
  const { status, stdout, stderr } = spawnSync('node', ['verify.mjs'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, output: `${stdout}${stderr}` };
}

test('a compliance lead finds the year of a service, opens the rows behind a bar, prints the clause page and takes a bundle that verifies', async ({
  people,
  demo,
}) => {
  const page = await people.signIn('compliance', '/security-incidents/reports');
  await expect(
    page.getByRole('heading', { name: 'What is counted' }),
  ).toBeVisible();

  const views = page.getByRole('navigation', { name: 'Reports' });
  await views.getByRole('link', { name: 'Services' }).click();
  await page
    .getByRole('row')
    .filter({ hasText: 'payments-api' })
    .getByRole('link', { name: /payments-api/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'At a glance' })).toBeVisible();
  await settled(page);
  await screenshot(page, 'service-year', 'light');
});
