import {
  type AnalysisDimension,
  type AnalysisGroup,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import { toCsvLines } from '../csv';

const COLUMNS = [...SEVERITIES].reverse();

/** The header of the file. */
export function startAnalysisCsv(by: readonly AnalysisDimension[]): string {
  return toCsvLines([[...by, 'incidents', ...COLUMNS, 'undecided']], {
    isStart: true,
  });
}

/** One line for each group. */
export function continueAnalysisCsv(
  by: readonly AnalysisDimension[],
  groups: readonly AnalysisGroup[],
): string {
  return toCsvLines(
    groups.map(({ values, total, bySeverity }) => [
      ...by.map(dimension => values[dimension]),
      total,
      ...COLUMNS.map(severity => bySeverity[severity]),
      bySeverity.undecided,
    ]),
    { isStart: false },
  );
}
