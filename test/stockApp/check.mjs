import { deepStrictEqual, ok } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';

const SERVICE = 'component:default/example-website';
const IN_CATALOG_WITHIN_MS = 60_000;
const TITLE = 'A key in a public repository';

async function call(url, token, path, body) {
  const response = await fetch(`${url}/api/security-incidents${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  ok(response.ok, `${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}

/** The backend is ready before the catalog has read its first entities. */
async function whenInCatalog(url, token) {
  const deadline = Date.now() + IN_CATALOG_WITHIN_MS;
  while (Date.now() < deadline) {
    const { ok: found } = await fetch(
      `${url}/api/catalog/entities/by-name/${SERVICE.replace(':', '/')}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    if (found) return;
    await wait(500);
  }
  throw new Error(`The catalog did not read ${SERVICE}`);
}

/** Signs in as guest, reports about the template's example service and reads it back. */
async function checkApi(url) {
  const session = await fetch(`${url}/api/auth/guest/refresh`, {
    method: 'POST',
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  ok(session.ok, `Sign-in as guest: ${session.status}`);
  const { token } = (await session.json()).backstageIdentity;
  await whenInCatalog(url, token);
  const incident = await call(url, token, '/incidents', {
    title: TITLE,
    affected: [{ entityRef: SERVICE }],
  });
  const { items } = await call(
    url,
    token,
    `/incidents?entityRef=${encodeURIComponent(SERVICE)}`,
  );
  deepStrictEqual(
    items.map(item => item.key),
    [incident.key],
  );
  return incident;
}

async function checkPages(url, folder, { key }) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
  });
  const problems = [];
  page.on('console', message => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', error => problems.push(String(error)));
  try {
    page.setDefaultTimeout(30_000);
    await page.goto(url);
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByLabel('sidebar nav').first().waitFor({ state: 'attached' });

    await page.goto(`${url}/catalog/default/component/example-website`);
    await page.getByText('Security incidents').first().waitFor();
    await page.getByText(key).first().waitFor();
    await page.screenshot({ path: join(folder, 'service.png') });
    await page
      .getByRole('link', { name: 'Security incidents', exact: true })
      .first()
      .click();
    await page.waitForURL('**/security-incidents');
    await page.getByText(TITLE).first().waitFor();
    await page.screenshot({ path: join(folder, 'tab.png'), fullPage: true });

    await page.goto(`${url}/security-incidents`);
    await page.getByRole('link', { name: TITLE }).first().click();
    await page.getByRole('heading', { name: TITLE }).waitFor();
    await page.screenshot({
      path: join(folder, 'incident.png'),
      fullPage: true,
    });
    deepStrictEqual(
      problems.filter(text => text.includes('security-incidents')),
      [],
    );
  } catch (error) {
    await page.screenshot({ path: join(folder, 'failed.png') });
    console.error(problems.join('\n'));
    throw error;
  } finally {
    await browser.close();
  }
}

/** Checks what an adopter sees after following the README, in an app that runs at `url`. */
export async function checkStockApp({ url, folder, log }) {
  const incident = await checkApi(url);
  await checkPages(url, folder, incident);
  const ours = readFileSync(log, 'utf8')
    .split('\n')
    .filter(
      line =>
        /security-incidents|response-plans/.test(line) &&
        /\b(warn|error)\b/.test(line),
    );
  deepStrictEqual(ours, [], 'The backend warns about the packages');
}
