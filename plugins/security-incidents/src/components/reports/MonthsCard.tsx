import type {
  AnalysisMonth,
  SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import { shortMonth } from '../../time';
import { useTranslation } from '../../translation';
import { ChartCard, MonthBars, SeverityLegend } from '../charts';
import { getFirstDay, toMonthTable } from './figureRows';
import type { ReportScopeState } from './useReportScope';

/** Incidents of each month by severity. */
export function MonthsCard(props: {
  months: AnalysisMonth[];
  bySeverity: SeverityCounts;
  state: ReportScopeState;
}) {
  const { months, bySeverity, state } = props;
  const { t } = useTranslation();
  const { rowsOf, scope } = state;
  const { header, rows } = toMonthTable(t, months);
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
        header,
        rows: rows.map(({ name, counts, total }) => [name, ...counts, total]),
      }}
    >
      <MonthBars
        label={t('reports.months.caption')}
        bars={months.map(
          ({ month, from, to, total, bySeverity: counts }, index) => ({
            id: month,
            label: rows[index].name,
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
