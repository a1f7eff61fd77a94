import type {
  AnalysisMonth,
  AnalysisReport,
  ReportGap,
  RsitClass,
} from 'backstage-plugin-security-incidents-common';
import { longMonth } from '../../time';
import { getLabels, type Translate } from '../../translation';
import { CHART_SEVERITIES } from '../charts';
import { getMissingText } from './requirements';

/** The rows of figures, which a report shows while it changes and after it was frozen. */

/** The first moment of a month such as `2026-11`. */
export const getFirstDay = (month: string) => `${month}-01T00:00:00.000Z`;

/** Incidents of each month by severity. */
export function toMonthTable(t: Translate, months: readonly AnalysisMonth[]) {
  return {
    header: [
      t('reports.months.month'),
      ...CHART_SEVERITIES.map(name => t(`term.severity.${name}`)),
      t('chart.all'),
    ],
    rows: months.map(({ month, bySeverity, total }) => {
      const name = `${longMonth(getFirstDay(month))} ${month.slice(0, 4)}`;
      return {
        id: month,
        name,
        counts: CHART_SEVERITIES.map(severity => bySeverity[severity]),
        total,
      };
    }),
  };
}

/** Incidents of each class, most first. */
export function toClassRows(t: Translate, byClass: AnalysisReport['byClass']) {
  const labels = getLabels(t, 'rsitClass');
  return [...byClass]
    .sort((a, b) => b.total - a.total)
    .map(({ class: id, total }) => ({
      id,
      label:
        id === 'undecided'
          ? t('reportAnalysis.kinds.undecided')
          : labels[id as RsitClass],
      total,
    }));
}

/** What is missing of an incident, in words. */
export function toGapText(t: Translate, gap: ReportGap): string {
  return gap.missing.map(fact => getMissingText(t, fact)).join('. ');
}
