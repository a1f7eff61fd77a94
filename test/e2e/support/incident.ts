import { expect, Locator, Page } from '@playwright/test';
import { choose } from './dialogs';

export function timelineOf(page: Page): Locator {
  return page.locator('[aria-label="Timeline"]');
}

/** The checklist of the plan that leads, or of the one with that title. */
export function planOf(page: Page, title = ''): Locator {
  return page.locator(`[aria-label^="Response plan: ${title}"]`);
}

export async function arrivedAt(page: Page, status: string): Promise<void> {
  await expect(page.locator('[aria-current="step"]')).toContainText(status);
}

const MOVES = {
  Triage: 'Start triage',
  Containment: 'Start containment',
  Eradication: 'Start eradication',
  Recovery: 'Start recovery',
  Closed: 'Close',
};

/** Presses the move that the "Next step" card offers and waits until the incident has arrived there. */
export async function moveTo(
  page: Page,
  status: keyof typeof MOVES,
): Promise<void> {
  await page.getByRole('button', { name: MOVES[status], exact: true }).click();
  await arrivedAt(page, status);
}

/** Takes command of a new incident and decides what leaving triage needs; what comes next is containment. */
export async function triage(
  page: Page,
  decisions: { class: string; severity: string; urgency: string },
): Promise<void> {
  await arrivedAt(page, 'New');
  await expect(
    page.getByRole('button', { name: 'Start triage' }),
  ).toBeDisabled();
  await page.getByRole('button', { name: 'Take command' }).click();
  await moveTo(page, 'Triage');
  for (const [question, answer] of [
    ['Class', decisions.class],
    ['Severity', decisions.severity],
    ['Urgency', decisions.urgency],
  ]) {
    await page.getByRole('button', { name: `Decide: ${question}` }).click();
    const facts = page.getByRole('dialog');
    await choose(facts, question, answer);
    await facts.getByRole('button', { name: 'Save' }).click();
    await expect(facts).toHaveCount(0);
  }
}

async function sendStep(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'What was done' }).fill(text);
  await page.getByRole('button', { name: 'Record step' }).click();
  await expect(timelineOf(page).getByText(text)).toBeVisible();
}

export async function recordStep(
  page: Page,
  kind: string,
  text: string,
): Promise<void> {
  await page.getByRole('textbox', { name: 'What was done' }).click();
  await page.getByRole('radio', { name: kind }).first().click();
  await sendStep(page, text);
}

/** Says what was done about a required task that is in the way, which settles it. */
export async function finishTask(page: Page, task: string): Promise<void> {
  const button = page.getByRole('button', { name: `Mark done: ${task}` });
  await button.click();
  await sendStep(page, `Done and checked: ${task}.`);
  await expect(button).toHaveCount(0);
}

/** Shows a task of the checklist, whose phase may be folded. */
export async function taskRow(
  page: Page,
  phase: string,
  task: string,
): Promise<Locator> {
  const row = planOf(page).getByRole('listitem', { name: task });
  if ((await row.count()) === 0) {
    await planOf(page)
      .getByRole('button', { name: new RegExp(`^${phase}`) })
      .click();
  }
  return row;
}

async function chooseFor(page: Page, row: Locator, task: string, what: string) {
  await row.getByRole('button', { name: `More actions for ${task}` }).click();
  await page.getByRole('menuitem', { name: what, exact: true }).click();
}

/** Marks a task of the checklist done and says what was done. */
export async function doTask(
  page: Page,
  phase: string,
  task: string,
  text: string,
): Promise<void> {
  const row = await taskRow(page, phase, task);
  await chooseFor(page, row, task, 'Mark done');
  await sendStep(page, text);
  await expect(row).toHaveAttribute('data-task', 'done');
}

/** Skips a task of the checklist. */
export async function skipTask(
  page: Page,
  phase: string,
  task: string,
  reason: string,
): Promise<void> {
  const row = await taskRow(page, phase, task);
  await chooseFor(page, row, task, 'Skip with reason');
  const dialog = page.getByRole('dialog', { name: `Skip: ${task}` });
  await dialog.getByRole('textbox', { name: 'Why?' }).fill(reason);
  await dialog.getByRole('button', { name: 'Skip' }).click();
  await expect(row).toContainText(reason);
}
