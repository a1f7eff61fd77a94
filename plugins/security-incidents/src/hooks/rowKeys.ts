const ROW = '[data-row]';

/** Moves the focus between the rows of a page, which have the attribute `data-row`. */
export function moveRowFocus(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROW)];
  const at = rows.findIndex(row => row.contains(document.activeElement));
  rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
}

/** The id of the row that has the focus, or holds what has it. */
export function getFocusedRow(): string | undefined {
  return document.activeElement?.closest<HTMLElement>(ROW)?.dataset.row;
}
