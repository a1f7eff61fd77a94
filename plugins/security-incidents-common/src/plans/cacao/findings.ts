import { shorten } from '../../text/cutText';
import type { CacaoFinding, CacaoFindingLevel } from './types';

/** Most findings in one answer, besides the one that says that there are more. */
export const MAX_FINDINGS = 100;
const MAX_PATH = 300;
const MAX_MESSAGE = 1_000;

/** Which findings stay when there are too many: the first levels first. */
const BY_IMPORTANCE: readonly CacaoFindingLevel[] = [
  'error',
  'dropped',
  'note',
  'kept',
];

/** Thrown inside this folder to stop the check of a document that is wrong in too many places. */
export class TooManyErrors extends Error {}

/**
 * Collects findings about one document. It never holds more than {@link MAX_FINDINGS} of a level, and cuts long paths and
 * messages, so that neither its memory nor the answer grows with a hostile document.
 */
export class FindingLog {
  private readonly findings: CacaoFinding[] = [];
  private readonly counts: Record<CacaoFindingLevel, number> = {
    kept: 0,
    note: 0,
    dropped: 0,
    error: 0,
  };

  /** @throws TooManyErrors when an error is one too many */
  push({ level, path, message }: CacaoFinding): void {
    if (level === 'error' && this.counts.error === MAX_FINDINGS) {
      throw new TooManyErrors();
    }
    this.counts[level] += 1;
    if (this.counts[level] > MAX_FINDINGS) return;
    this.findings.push({
      level,
      path: shorten(path, MAX_PATH),
      message: shorten(message, MAX_MESSAGE),
    });
  }

  get hasErrors(): boolean {
    return this.counts.error > 0;
  }

  /** The most important findings in the order in which they were made, and one that says how many were left out. */
  toList(): CacaoFinding[] {
    let room = MAX_FINDINGS;
    const shown = {} as Record<CacaoFindingLevel, number>;
    for (const level of BY_IMPORTANCE) {
      shown[level] = Math.min(room, this.counts[level]);
      room -= shown[level];
    }
    const list = this.findings.filter(({ level }) => {
      shown[level] -= 1;
      return shown[level] >= 0;
    });
    const total = Object.values(this.counts).reduce((sum, n) => sum + n, 0);
    return total === list.length
      ? list
      : [
          ...list,
          {
            level: 'note',
            path: '',
            message: `${total - list.length} more findings were left out`,
          },
        ];
  }

  /** The answer after {@link TooManyErrors}: the errors alone. */
  toErrors(): CacaoFinding[] {
    return [
      ...this.findings.filter(({ level }) => level === 'error'),
      {
        level: 'error',
        path: '',
        message: `The check stopped after ${MAX_FINDINGS} errors; there are more`,
      },
    ];
  }
}
