import AxeBuilder from '@axe-core/playwright';
import { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { timelineOf } from './support/incident';
import { screenshot, settled, Theme } from './support/screenshots';

const SERVICE = '/catalog/default/component/payments-api';

/** Markup that the platform's own kits draw by themselves; the parts of a date field are named before their class. */
const DRAWN_BY_A_KIT =
  /class="[^"]*\b(bui-|Mui|BackstageTable|v5-)|^<span role="spinbutton"/;

/**
 * Our own regions: what the rest of the page does is Backstage's. The kit's quiet texts and placeholders have 4.0:1 in its
 * dark theme, which is the platform's to mend; contrast is therefore judged for what we draw.
 */
async function accessible(page: Page, region: string): Promise<void> {
  await page.locator(region).first().waitFor();
  const { violations } = await new AxeBuilder({ page })
    .include(region)
    .options({ resultTypes: ['violations'] })
    // There are no frames to look into, for which it would open a page of its own.
    .setLegacyMode()
    .analyze();
  const ours = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .filter(
          ({ html }) =>
            id !== 'color-contrast' || !DRAWN_BY_A_KIT.test(html.split('>')[0]),
        )
        .map(({ html }) => `${id}: ${html}`),
    );
  // All pages are looked at, so that one run tells everything.
  expect.soft(ours).toEqual([]);
}

interface Stop {
  name: string;
  region: string;
  path?: string;
  /** What is there once the page is drawn: before, it looks settled because nothing has begun to load. */
  shows(page: Page): Locator;
  /** The step from the page before. */
  arrive?(page: Page): Promise<void>;
}

const reportButton = (page: Page) =>
  page.getByRole('button', { name: 'Report a concern' }).first();
const heading = (name: string) => (page: Page) =>
  page.getByRole('heading', { name, exact: true });

/** The widgets of the first page; the rest of it is the platform's. */
const home: Stop = {
  name: 'home',
  path: '/',
  region: 'section',
  shows: page =>
    page
      .getByRole('region', { name: "My teams' risk" })
      .getByText('in 18 months'),
};

const stops: Stop[] = [
  {
    name: 'service-page',
    path: SERVICE,
    region: 'main',
    shows: reportButton,
  },
  {
    name: 'report-dialog',
    region: '[role="dialog"]',
    shows: page => page.getByRole('dialog'),
    arrive: page => reportButton(page).click(),
  },
  {
    name: 'entity-tab',
    path: `${SERVICE}/security-incidents`,
    region: 'main',
    shows: heading('Open now'),
  },
  {
    name: 'system-tab',
    path: '/catalog/default/system/card-payments/security-incidents',
    region: 'main',
    shows: heading('Open now'),
  },
  {
    name: 'response-plan',
    path: '/catalog/default/responseplan/card-payments-leaked-credential/response-plan',
    region: 'main',
    shows: heading('Roles'),
  },
  {
    name: 'incidents-list',
    path: '/security-incidents',
    region: 'main',
    shows: page => page.getByRole('row').nth(1),
  },
  {
    name: 'inbox',
    path: '/security-incidents/inbox',
    region: 'main',
    shows: page => page.getByLabel('Detections', { exact: true }),
  },
  {
    name: 'detection-sources',
    path: '/security-incidents/inbox/sources',
    region: 'main',
    shows: heading('Send a test event'),
  },
  {
    name: 'detection-source',
    path: '/security-incidents/inbox/sources/github',
    region: 'main',
    shows: page => page.getByLabel('Deliveries', { exact: true }),
  },
  {
    name: 'detection-rules',
    path: '/security-incidents/inbox/rules',
    region: 'main',
    shows: page => page.getByLabel('Try a payload', { exact: true }),
  },
];

const firstTitle = (page: Page) =>
  page.getByRole('main').getByRole('heading', { level: 2 }).first();
const firstRegion = (page: Page) =>
  page.getByRole('main').getByRole('region').first();

/** A page of the plugin that is known by its first heading. */
const plain = (name: string, path: string): Stop => ({
  name,
  path: `/security-incidents${path}`,
  region: 'main',
  shows: firstTitle,
});

/** What is only for those who answer for the record. */
const proofStops: Stop[] = [
  plain('reports', '/reports'),
  plain('analysis', '/reports/analysis'),
  plain('services', '/reports/services'),
  plain('service-year', '/reports/services/component/default/payments-api'),
  plain('clause', '/reports/clause-8.7.3.3'),
  {
    name: 'bundle-dialog',
    region: '[role="dialog"]',
    shows: page => page.getByRole('dialog').getByText('What is in it'),
    arrive: page =>
      page
        .getByRole('button', { name: 'Auditor bundle', exact: true })
        .first()
        .click(),
  },
  plain('frozen-reports', '/reports/frozen'),
  {
    name: 'frozen-report',
    region: 'main',
    shows: heading('Clause 8.7.3.3 and the four elements'),
    arrive: page =>
      page
        .getByRole('main')
        .getByRole('link', { name: /^Year to/ })
        .first()
        .click(),
  },
  plain('import-export', '/reports/import-export'),
  plain('obligations', '/follow-up/obligations'),
  { ...plain('reviews', '/follow-up/reviews'), shows: firstRegion },
  { ...plain('actions', '/follow-up/actions'), shows: firstRegion },
  plain('my-work', '/my-work'),
];

// Whichever demo is free shows its pages.
test.describe.configure({ mode: 'parallel' });

/** Looks at each page on a wide and on a narrow screen. */
async function look(page: Page, theme: Theme, tour: readonly Stop[]) {
  await page.emulateMedia({ colorScheme: theme });
  for (const { name, path, region, shows, arrive } of tour) {
    for (const width of [1440, 390]) {
      await test.step(`${name}, ${width} px`, async () => {
        await page.setViewportSize({ width, height: 900 });
        if (width === 1440) {
          if (path) await page.goto(path);
          await arrive?.(page);
        }
        await expect(shows(page)).toBeVisible();
        await settled(page);
        await screenshot(page, name, theme);
        await accessible(page, region);
      });
    }
  }
}

for (const theme of ['light', 'dark'] as Theme[]) {
  test(`the first page can be looked at and read aloud, ${theme}, 1440 and 390 px`, async ({
    people,
  }) => {
    test.setTimeout(180_000);
    await look(await people.signIn('service-owner'), theme, [home]);
  });

  test(`every page can be looked at and read aloud, ${theme}, 1440 and 390 px`, async ({
    people,
    demo,
  }) => {
    test.setTimeout(300_000);
    const { items } = await demo.get<{ items: { key: string }[] }>(
      'responder',
      '/incidents?status=containment&limit=1',
    );
    const [{ key }] = items;
    const page = await people.signIn('responder');
    await look(page, theme, [
      ...stops,
      {
        name: 'incident',
        path: `/security-incidents/${key}`,
        region: 'main',
        shows: timelineOf,
      },
    ]);
  });

  test(`what proves the record can be looked at and read aloud, ${theme}, 1440 and 390 px`, async ({
    people,
    demo,
  }) => {
    test.setTimeout(300_000);
    const { items } = await demo.get<{ items: { key: string }[] }>(
      'compliance',
      '/incidents?status=resolved&limit=1',
    );
    const [{ key }] = items;
    const page = await people.signIn('compliance');
    await look(page, theme, [
      ...proofStops,
      ...['evidence', 'obligations', 'review', 'access'].map(view =>
        plain(`incident-${view}`, `/${key}/${view}`),
      ),
    ]);
  });
}
