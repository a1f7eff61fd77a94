import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, Page } from '@playwright/test';

export type Theme = 'light' | 'dark';

const folder = resolve(__dirname, '../../../test-output/screenshots');

/** Waits until nothing on the page is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
  // The kit greys a table out while it is read again, and fades it in afterwards.
  await expect(
    page.locator('[data-stale="true"], [data-ispending="true"]'),
  ).toHaveCount(0);
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        animation =>
          !(animation instanceof CSSTransition) ||
          animation.playState !== 'running',
      ),
  );
}

/** Stores `<name>-<theme>-<width>.png`; the folder is not in version control. */
export async function screenshot(
  page: Page,
  name: string,
  theme: Theme,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const width = page.viewportSize()?.width ?? 0;
  await page.screenshot({
    path: join(folder, `${name}-${theme}-${width}.png`),
    animations: 'disabled',
  });
}
