import type {
  AnalysisMonth,
  SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import { longMonth, shortMonth } from '../../time';
import { useTranslation } from '../../translation';
import {
  CHART_SEVERITIES,
  ChartCard,
  MonthBars,
  SeverityLegend,
} from '../charts';
import type { ReportScopeState } from './useReportScope';

const getFirstDay = (month: string) => `${month}-01T00:00:00.000Z`;

/** Incidents of each month by severity. */
export function MonthsCard(props: {
  months: AnalysisMonth[];
  bySeverity: SeverityCounts;
  state: ReportScopeState;
}) {
  const { months, bySeverity, state } = props;
  const { t } = useTranslation();
  const { rowsOf, scope } = state;
  const names = months.map(({ month }) => {
    const first = getFirstDay(month);
    return `${longMonth(first)} ${first.slice(0, 4)}`;
  });
  return (
    <ChartCard
      id="by-month"
      title={t('reports.months.title')}
      legend={
        <SeverityLegend
          counts={bySeverity}
          hrefOf={severity => rowsOf({ severity })}
        />
      }
      foot={t('reports.months.foot', { zone: scope.zone })}
      table={{
        header: [
          t('reports.months.month'),
          ...CHART_SEVERITIES.map(name => t(`term.severity.${name}`)),
          t('chart.all'),
        ],
        rows: months.map(({ bySeverity: counts, total }, index) => [
          names[index],
          ...CHART_SEVERITIES.map(name => counts[name]),
          total,
        ]),
      }}
    >
      <MonthBars
        label={t('reports.months.caption')}
        bars={months.map(
          ({ month, from, to, total, bySeverity: counts }, index) => ({
            id: month,
            label: names[index],
            shortLabel: `${shortMonth(getFirstDay(month))}${
              index === 0 || month.endsWith('-01')
                ? ` ${month.slice(2, 4)}`
                : ''
            }`,
            total,
            bySeverity: counts,
            href: rowsOf({ from, to }),
          }),
        )}
      />
    </ChartCard>
  );
}
