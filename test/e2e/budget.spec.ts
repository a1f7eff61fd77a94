import { basename, resolve } from 'node:path';
import { expect, test } from './support/fixtures';

const SCRIPTS = resolve(__dirname, '../../packages/app/dist/static');

/** The part of `scripts/lib/ownScripts.mjs` that is needed here. */
interface Measure {
  DEMO_ENTITY_PAGE_BUDGET_BYTES: number;
  measureEntityPage(
    files: string[],
    budgetBytes: number,
  ): {
    gzipBytes: number;
    queryBytes: number;
    problems: string[];
  };
}

test('an entity page that shows only the card loads little of the plugin', async ({
  people,
}) => {
  const page = await people.signIn('engineer');
  const loaded = new Set<string>();
  page.on('response', response => {
    const { pathname } = new URL(response.url());
    if (/^\/static\/.*\.js$/.test(pathname)) loaded.add(basename(pathname));
  });
  await page.goto('/catalog/default/component/payments-api');
  await expect(
    page.getByRole('link', { name: /^All \d+ incidents$/ }),
  ).toBeVisible();
  await page.waitForLoadState('networkidle');

  const { DEMO_ENTITY_PAGE_BUDGET_BYTES, measureEntityPage }: Measure =
    await import(resolve(__dirname, '../../scripts/lib/ownScripts.mjs'));
  const { gzipBytes, queryBytes, problems } = measureEntityPage(
    [...loaded].map(name => resolve(SCRIPTS, name)),
    DEMO_ENTITY_PAGE_BUDGET_BYTES,
  );
  expect(problems).toEqual([]);
  test.info().annotations.push({
    type: 'entity page',
    description: `${gzipBytes} bytes of the plugin, ${queryBytes} of its query library`,
  });
});
