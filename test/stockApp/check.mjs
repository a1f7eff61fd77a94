import { deepStrictEqual, ok } from 'node:assert';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { measureEntityPage } from '../../scripts/lib/ownScripts.mjs';

const SERVICE = 'component:default/example-website';
const IN_CATALOG_WITHIN_MS = 60_000;
const IN_SEARCH_WITHIN_MS = 120_000;
const TITLE = 'A key in a public repository';

const call = (url, token, path, body) =>
  callPlugin(url, token, `/security-incidents${path}`, body);

async function callPlugin(url, token, path, body) {
  const response = await fetch(`${url}/api${path}`, {
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

async function until(withinMs, problem, isTrue) {
  const deadline = Date.now() + withinMs;
  while (!(await isTrue())) {
    ok(Date.now() < deadline, problem);
    await wait(1_000);
  }
}

/** The backend is ready before the catalog has read its first entities. */
function whenInCatalog(url, token) {
  return until(
    IN_CATALOG_WITHIN_MS,
    `The catalog did not read ${SERVICE}`,
    async () => {
      const { ok: found } = await fetch(
        `${url}/api/catalog/entities/by-name/${SERVICE.replace(':', '/')}`,
        { headers: { authorization: `Bearer ${token}` } },
      );
      return found;
    },
  );
}

/** What the platform's search finds; nothing while it has no index yet, which is an error there. */
async function search(url, token, term) {
  const response = await fetch(
    `${url}/api/search/query?term=${encodeURIComponent(term)}`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  return response.ok ? (await response.json()).results : [];
}

/** Each module adds to another plugin: actions to the scaffolder, plans to the catalog, documents to the search. */
async function checkModules(url, token, { key }) {
  const actions = await callPlugin(url, token, '/scaffolder/v2/actions');
  deepStrictEqual(
    actions
      .map(({ id }) => id)
      .filter(id => id.startsWith('security-incidents:'))
      .sort(),
    ['security-incidents:incident:report', 'security-incidents:plan:create'],
  );
  await until(
    IN_CATALOG_WITHIN_MS,
    'The catalog does not have the twelve plans',
    async () => {
      const path = '/catalog/entities?filter=kind=responseplan';
      return (await callPlugin(url, token, path)).length === 12;
    },
  );
  await until(
    IN_SEARCH_WITHIN_MS,
    `The search does not find ${key}`,
    async () => {
      // The report itself has it indexed.
      const results = await search(url, token, TITLE);
      return results.some(({ document }) => document.location.endsWith(key));
    },
  );
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
  await checkModules(url, token, incident);
  return incident;
}

/** Signs in; the app of the old system does it by itself. */
async function signIn(page, url) {
  await page.goto(url);
  const sidebar = page.getByLabel('sidebar nav').first();
  const enter = page.getByRole('button', { name: 'Enter' });
  await sidebar.or(enter).first().waitFor({ state: 'attached' });
  if (await enter.isVisible()) await enter.click();
  await sidebar.waitFor({ state: 'attached' });
}

/** The title follows its page. */
const titled = (page, text) =>
  page.waitForFunction(part => document.title.includes(part), text);

/** What apps of the old system add by themselves: the widgets of the home page, the column of the catalog, results of the search. */
async function checkAdditions(page, url, { key }, picture) {
  const openIncident = async link => {
    await link.click();
    await page.getByRole('heading', { name: TITLE }).waitFor();
    ok(page.url().includes(key), page.url());
  };
  await page.goto(`${url}/home`);
  for (const name of ['My tasks', 'My incidents', "My teams' risk"]) {
    await page.getByRole('region', { name }).waitFor();
  }
  // The guest has a report and no team.
  const mine = page.getByRole('region', { name: 'My incidents' });
  await mine.getByText(TITLE).waitFor();
  await page.getByText('You own no service yet').waitFor();
  await page.screenshot({ path: picture('home'), fullPage: true });
  await openIncident(mine.getByRole('link', { name: key }));

  await page.goto(`${url}/catalog`);
  const row = page.getByRole('row', { name: 'example-website' });
  await page.getByRole('columnheader', { name: 'Open incidents' }).waitFor();
  const counts = row.locator('a[href*="security-incidents"]').first();
  await counts.waitFor();
  await page.screenshot({ path: picture('catalog'), fullPage: true });
  await counts.click();
  await openIncident(page.getByRole('link', { name: TITLE }).first());

  await page.goto(`${url}/search?query=${encodeURIComponent(TITLE)}`);
  // The page begins with the catalog.
  await page
    .getByRole('navigation', { name: 'filter by type' })
    .getByText('All', { exact: true })
    .click();
  const found = page.getByRole('listitem').filter({ hasText: TITLE });
  await found.getByText('New', { exact: true }).waitFor();
  await page.screenshot({ path: picture('search'), fullPage: true });
  await openIncident(found.getByRole('link', { name: TITLE }));
}

async function checkPages({ url, folder, frontend, scripts }, incident) {
  const { key } = incident;
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
  const picture = name => join(folder, `${frontend}-${name}.png`);
  const isLegacy = frontend !== 'app';
  try {
    page.setDefaultTimeout(30_000);
    await signIn(page, url);

    const loaded = new Set();
    page.on('response', response => {
      const { pathname } = new URL(response.url());
      if (/^\/static\/.*\.js$/.test(pathname)) loaded.add(basename(pathname));
    });
    await page.goto(`${url}/catalog/default/component/example-website`);
    await page.getByText('Security incidents').first().waitFor();
    await page.getByRole('link', { name: key, exact: true }).first().waitFor();
    await page.waitForLoadState('networkidle');
    const measure = measureEntityPage(
      [...loaded].map(name => join(scripts, name)),
    );
    // Backstage's pages of the old system load luxon themselves.
    deepStrictEqual(
      measure.problems.filter(text => !isLegacy || !text.includes('luxon')),
      [],
    );
    await page.screenshot({ path: picture('service') });
    // The tabs of new apps are links.
    await page
      .getByRole(isLegacy ? 'tab' : 'link', {
        name: 'Security incidents',
        exact: true,
      })
      .first()
      .click();
    await page.waitForURL('**/security-incidents');
    await page.getByText(TITLE).first().waitFor();
    await page.screenshot({ path: picture('tab'), fullPage: true });

    await page.goto(url);
    if (isLegacy) {
      await page.getByRole('link', { name: 'Incidents' }).first().click();
    } else {
      await page.goto(`${url}/security-incidents`);
    }
    await page.getByRole('heading', { name: 'Security incidents' }).waitFor();
    await page.getByRole('link', { name: TITLE }).first().waitFor();
    await titled(page, 'Security incidents');
    await page.screenshot({ path: picture('list'), fullPage: true });
    await page.getByRole('link', { name: TITLE }).first().click();
    await page.getByRole('heading', { name: TITLE }).waitFor();
    await titled(page, key);
    await page.screenshot({ path: picture('incident'), fullPage: true });
    if (isLegacy) await checkAdditions(page, url, incident, picture);
    deepStrictEqual(
      problems.filter(text => text.includes('security-incidents')),
      [],
    );
    return measure;
  } catch (error) {
    await page.screenshot({ path: picture('failed') });
    console.error(problems.join('\n'));
    throw error;
  } finally {
    await browser.close();
  }
}

/**
 * Checks what an adopter sees after following the README, in an app that runs at `url`.
 *
 * @param options.folder - where pictures go
 * @param options.log - log file of the backend
 * @param options.frontend - name of the frontend's package, `app` for the one of the new system
 * @param options.scripts - folder of the scripts of the built frontend
 * @returns how much of the plugin an entity page loads
 */
export async function checkStockApp(options) {
  const incident = await checkApi(options.url);
  const measure = await checkPages(options, incident);
  const ours = readFileSync(options.log, 'utf8')
    .split('\n')
    .filter(
      line =>
        /security-incidents|response-plans/.test(line) &&
        /\b(warn|error)\b/.test(line),
    );
  deepStrictEqual(ours, [], 'The backend warns about the packages');
  return measure;
}
