/** Where a row was that is not in the list any more, or that the reader may not see any more: nothing else is left of it. */
export interface GoneRow {
  id: string;
  gone: {
    /** Of the row that it was, in pixels. */
    height: number;
  };
}

/** A row that is shown, or the place of one. */
export type SteadyRow<T> = T | GoneRow;

/** Whether only the place of a row is left. */
export function isGone<T extends object>(row: SteadyRow<T>): row is GoneRow {
  return 'gone' in row;
}

/** Somebody reads or uses a list: its top is out of sight, the pointer is over it, or the focus is in it. */
export function isInUse(list: HTMLElement | null): boolean {
  if (!list) return false;
  const { activeElement } = document;
  return (
    (list !== activeElement && list.contains(activeElement)) ||
    list.matches(':hover') ||
    list.getBoundingClientRect().top < 0
  );
}

/**
 * Takes leave of a row that is shown, by its `data-key`: a link goes with the content of its row, and the focus stays at
 * the place of the row.
 *
 * @returns how high it is, in pixels
 */
export function leaveRow(list: HTMLElement | null, id: string): number {
  const row = [
    ...(list?.querySelectorAll<HTMLElement>('[data-key]') ?? []),
  ].find(({ dataset }) => dataset.key === id);
  if (row?.contains(document.activeElement)) row.focus();
  return row?.getBoundingClientRect().height ?? 0;
}

/** Whether two lists have the same rows in the same order. */
export function sameRows(
  some: ReadonlyArray<{ id: string }>,
  others: ReadonlyArray<{ id: string }>,
): boolean {
  return (
    some.length === others.length &&
    some.every(({ id }, index) => id === others[index].id)
  );
}

/**
 * New values for the rows that are shown, each at its place. What is new waits, and what is missing leaves an empty
 * place, so that no row moves under the reader.
 *
 * @param shown - the rows as they are shown
 * @param fresh - the rows as they are now, enough of them that a row which moved down is among them
 * @param leave - called for each row that leaves; says how high it is shown, in pixels
 */
export function steadyRows<T extends { id: string }>(
  shown: ReadonlyArray<SteadyRow<T>>,
  fresh: readonly T[],
  leave: (id: string) => number,
): SteadyRow<T>[] {
  const now = new Map(fresh.map(row => [row.id, row]));
  return shown.map(
    row =>
      now.get(row.id) ??
      (isGone(row) ? row : { id: row.id, gone: { height: leave(row.id) } }),
  );
}

/** How many rows there are beside those that are shown; undefined when exactly these are there, in the same order. */
export function newRows(
  shown: ReadonlyArray<{ id: string }>,
  now: ReadonlyArray<{ id: string }>,
): number | undefined {
  if (sameRows(shown, now)) return undefined;
  return now.filter(({ id }) => shown.every(row => row.id !== id)).length;
}
