import { Locator, Page } from '@playwright/test';
import { Demo, Persona } from './demo';
import { expect } from './fixtures';
import { settled } from './screenshots';

/** A service and what it is part of, as the demo's catalog has it. */
export const SERVICE = {
  name: 'checkout-web',
  ref: 'component:default/checkout-web',
  page: '/catalog/default/component/checkout-web',
  tab: '/catalog/default/component/checkout-web/security-incidents',
  systemPage: '/catalog/default/system/checkout',
  systemTab: '/catalog/default/system/checkout/security-incidents',
};
export const LIST = '/security-incidents?open=false';

/** The card of a catalog page. The other cards beside it load at their own pace, so that it must be this one and no more. */
export function cardOf(page: Page): Locator {
  return page
    .getByRole('main')
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'Security incidents' }) });
}

/**
 * The lines that hold a number or a key: every count, every row. Names come later than the numbers that they belong to, and
 * what is said of plans is not about incidents.
 */
function countsIn(text: string): string[] {
  return (
    text
      .split('Response plans')[0]
      // Ages grow while a test runs, and tell nothing.
      .replace(/\b(\d+[dhm] ?)+/g, '(time) ')
      .split('\n')
      .map(line => line.trim())
      .filter(line => /\d/.test(line))
  );
}

/** Every count and every key that the pages show somebody of the service, of what it is part of, and of all incidents. */
export async function shownTo(page: Page): Promise<Record<string, string[]>> {
  const shown: Record<string, string[]> = {};
  for (const path of [SERVICE.page, SERVICE.systemPage]) {
    await page.goto(path);
    await expect(cardOf(page)).toContainText(/\d open|None open/);
    // Readiness comes after what is open.
    await expect(
      cardOf(page).getByRole('status', { name: /^Loading/ }),
    ).toHaveCount(0);
    shown[path] = countsIn(await cardOf(page).innerText());
  }
  for (const path of [SERVICE.tab, SERVICE.systemTab, LIST]) {
    await page.goto(path);
    await expect(page.getByText(/^\d+ incidents?$/).first()).toBeVisible();
    await settled(page);
    shown[path] = countsIn(await page.locator('main').first().innerText());
  }
  return shown;
}

/** Resolves when the catalog was read for plans, since counts of services depend on it. */
export async function plansAreKnown(demo: Demo): Promise<void> {
  const path = `/response-plans?entityRef=${SERVICE.ref}`;
  await expect
    .poll(async () => (await demo.ask('outsider', path)).status, {
      timeout: 120_000,
    })
    .toBe(200);
}

const SCOPES = [
  'component/default/checkout-web',
  'system/default/checkout',
  'domain/default/storefront',
  'group/default/team-checkout',
];
const QUESTIONS = [
  '/incidents?limit=200',
  '/incidents?open=true',
  '/incidents?visibility=restricted',
  `/incidents?entityRef=${SERVICE.ref}&orderBy=openFirst`,
  '/incidents?system=system:default/checkout',
  '/incidents?owner=group:default/team-checkout',
  '/reports/volume',
  `/reports/volume?entityRef=${SERVICE.ref}`,
  '/response-plans/coverage',
  ...SCOPES.map(scope => `/entities/${scope}/overview`),
  ...SCOPES.map(scope => `/entities/${scope}/history`),
];

/** Everything that the API counts and lists for somebody. */
export async function toldTo(
  demo: Demo,
  persona: Persona,
): Promise<Record<string, object>> {
  const told: Record<string, object> = {
    overviews: await demo.must<object>(persona, '/entities/overviews', {
      method: 'POST',
      body: {
        entityRefs: SCOPES.map(scope => scope.replace('/', ':')),
      },
    }),
  };
  for (const question of QUESTIONS) {
    // The end of a period is now, and the catalog is read again each minute.
    const { to, asOf, ...answer } = await demo.get<{
      to?: string;
      asOf?: string;
    }>(persona, question);
    told[question] = answer;
  }
  return told;
}

const MISSING_KEY = 'SEC-1999-0001';
const PARTS = ['', '/timeline', '/steps', '/verification', '/views'];

/** What the page of an incident says to whom it is not shown, with another key in the place of the one asked for. */
async function withheldText(page: Page, key: string): Promise<string> {
  await page.goto(`/security-incidents/${key}`);
  await expect(
    page.getByText('No incident here that you can see'),
  ).toBeVisible();
  await settled(page);
  const text = await page.locator('body').innerText();
  return text.split(key).join(MISSING_KEY);
}

/** An incident is to somebody what one is that never existed, on its page and in the API. */
export async function expectMissing(
  whom: {
    page: Page;
    persona: Persona;
    people: { expectNotFound(path: string): void };
  },
  demo: Demo,
  key: string,
): Promise<void> {
  const { page, persona, people } = whom;
  for (const asked of [key, MISSING_KEY]) {
    people.expectNotFound(`/api/security-incidents/incidents/${asked}`);
  }
  expect(await withheldText(page, key)).toBe(
    await withheldText(page, MISSING_KEY),
  );
  for (const part of PARTS) {
    const hidden = await demo.ask(persona, `/incidents/${key}${part}`);
    const none = await demo.ask(persona, `/incidents/${MISSING_KEY}${part}`);
    expect(hidden.status).toBe(404);
    expect(hidden.text.split(key).join(MISSING_KEY)).toBe(none.text);
  }
}

/** Looks for words in the list, as people do. */
export async function searchFor(page: Page, words: string): Promise<void> {
  await page.goto(LIST);
  await page.getByRole('searchbox', { name: 'Search incidents' }).fill(words);
  await expect(page).toHaveURL(new RegExp(`q=${words}`));
}

/** Nobody finds an incident by a word of it: neither in the list nor in the API nor in the search of the portal. */
export async function expectNotFoundBy(
  word: string,
  whom: { page: Page; persona: Persona },
  demo: Demo,
): Promise<void> {
  const { page, persona } = whom;
  await searchFor(page, word);
  await expect(
    page.getByText('No incident matches these filters'),
  ).toBeVisible();
  await expect(page.getByText(/^0 of \d+ incidents$/)).toBeVisible();
  expect(await demo.get(persona, `/incidents?q=${word}`)).toEqual({
    items: [],
    totalItems: 0,
    pageInfo: {},
  });
  const portal = await demo.must<{ results: object[] }>(
    persona,
    `/query?term=${word}`,
    { plugin: 'search' },
  );
  expect(portal.results).toEqual([]);
}

/** The platform's own lines about requests hold what people looked for. */
const REQUEST_LOG = /rootHttpRouter|Search request received/;

/** What the demo logged, without the requests themselves. */
export function loggedBy(demo: Demo): string[] {
  return demo
    .log()
    .filter(line => !REQUEST_LOG.test(line) && line.trim() !== '');
}
