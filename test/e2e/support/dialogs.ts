import { expect, Locator, Page } from '@playwright/test';

/** Picks from a select; its list opens outside of the dialog that holds it. */
export async function choose(
  dialog: Locator,
  label: string,
  option: string,
): Promise<void> {
  await dialog.getByRole('button', { name: new RegExp(label) }).click();
  const choice = dialog
    .page()
    .getByRole('option', { name: option, exact: true });
  await choice.click();
  // The list is gone before the next one opens, which may offer the same word.
  await expect(choice).toHaveCount(0);
}

/** Reports what somebody saw, from the page of a service that is open, and says under which key it is recorded. */
export async function reportConcern(
  page: Page,
  report: { service: string; text: string; isSensitive?: boolean },
): Promise<string> {
  await page.getByRole('button', { name: 'Report a concern' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Report a concern' });
  await expect(dialog).toContainText(report.service);
  await dialog
    .getByRole('textbox', { name: 'What did you see?' })
    .fill(report.text);
  if (report.isSensitive) {
    await dialog.getByText(/^Sensitive: only people who need to know/).click();
    await expect(dialog).toContainText('Nobody else can find it');
  }
  await dialog.getByRole('button', { name: 'Send report' }).click();
  const receipt = dialog.getByText(/Recorded as SEC-\d{4}-\d{4}/);
  await expect(receipt).toBeVisible();
  const [key] = (await receipt.innerText()).match(/SEC-\d{4}-\d{4}/) ?? [''];
  await dialog
    .getByRole('button', { name: 'Close' })
    .filter({ hasText: 'Close' })
    .click();
  return key;
}
