import {
  IMPORT_LIMITS,
  type ImportFinding,
  type ImportFindingLevel,
} from 'backstage-plugin-security-incidents-common';

const MAX_VALUE_LENGTH = 200;

/** Shortens a value of the file for an answer. */
export function shorten(value: string): string {
  return value.length > MAX_VALUE_LENGTH
    ? `${value.slice(0, MAX_VALUE_LENGTH)}…`
    : value;
}

const byRow = (a: ImportFinding, b: ImportFinding) =>
  (a.row ?? 0) - (b.row ?? 0);

/** Collects what was found, and counts what is too much for an answer. */
export class Findings {
  readonly #kept: Record<ImportFindingLevel, ImportFinding[]> = {
    error: [],
    note: [],
  };
  readonly counts: Record<ImportFindingLevel, number> = { error: 0, note: 0 };
  /** Whether there are errors that leaving out rows does not settle. */
  hasErrorsOfFile = false;
  readonly rowsWithErrors = new Set<number>();
  readonly rowsWithNotes = new Set<number>();

  add(finding: ImportFinding): void {
    const { level, row, value } = finding;
    this.counts[level] += 1;
    if (row === undefined) this.hasErrorsOfFile ||= level === 'error';
    else {
      const rows = level === 'error' ? this.rowsWithErrors : this.rowsWithNotes;
      rows.add(row);
    }
    const kept = this.#kept[level];
    if (kept.length < IMPORT_LIMITS.findings) {
      kept.push(
        value === undefined ? finding : { ...finding, value: shorten(value) },
      );
    }
  }

  /** Takes back what was found about some rows, before others are looked at. */
  forget(rows: ReadonlySet<number>): void {
    for (const level of ['error', 'note'] as const) {
      const kept = this.#kept[level].filter(
        ({ row }) => row === undefined || !rows.has(row),
      );
      this.counts[level] -= this.#kept[level].length - kept.length;
      this.#kept[level] = kept;
    }
    rows.forEach(row => {
      this.rowsWithErrors.delete(row);
      this.rowsWithNotes.delete(row);
    });
  }

  /** Errors first, each in the order of rows, as many as an answer lists. */
  get listed(): ImportFinding[] {
    const { error, note } = this.#kept;
    return [...error.sort(byRow), ...note.sort(byRow)].slice(
      0,
      IMPORT_LIMITS.findings,
    );
  }
}
