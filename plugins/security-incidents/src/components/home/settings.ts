/** What the reader sets for a widget in the home page's edit mode. */
export interface WidgetProps {
  /** How many rows at most. */
  rows?: number;
}

export const DEFAULT_ROWS = 5;
export const MOST_ROWS = 20;

/** The number of rows, whatever was stored. */
export function toRows({ rows }: WidgetProps): number {
  const asked = Math.round(Number(rows));
  return asked >= 1 ? Math.min(asked, MOST_ROWS) : DEFAULT_ROWS;
}
