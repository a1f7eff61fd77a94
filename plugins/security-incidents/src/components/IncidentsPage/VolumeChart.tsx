import { useApi } from '@backstage/core-plugin-api';
import {
  type MonthVolume,
  SEVERITIES,
  type SeverityCounts,
  type Volume,
  type VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import {
  type IncidentFilters,
  type IncidentFiltersState,
  toFilterQuery,
} from '../../hooks';
import { followIncidents, queryKeys, usePanelQuery } from '../../queries';
import { useTranslation } from '../../translation';
import { longMonth, shortMonth } from '../../time';
import { type ChartSeverity, SeverityLegend, StackedBars } from '../charts';
import { PanelFailed, PanelLoading, PanelStale } from '../common';
import styles from './IncidentsPage.module.css';
import { useReader } from './useReader';

const getFirstDay = (month: string) => `${month}-01T00:00:00.000Z`;

function monthName(month: string): string {
  const first = getFirstDay(month);
  return `${longMonth(first)} ${first.slice(0, 4)}`;
}

function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString();
}

/** Whether a period is one calendar month (UTC), as a bar of the chart chooses it. */
function isOneMonth({ from, to }: IncidentFilters): boolean {
  const month = from?.slice(0, 7);
  return Boolean(
    month && from === getFirstDay(month) && to === monthAfter(month),
  );
}

/** The chart obeys the filters of the list. A bar that is chosen in it leaves the other months as they are. */
function toChartQuery(filters: IncidentFilters): VolumeQuery {
  const { mode: _mode, ...query } = toFilterQuery(filters);
  return isOneMonth(filters)
    ? { ...query, from: undefined, to: undefined }
    : query;
}

function sumUp(months: MonthVolume[]): SeverityCounts {
  const sum = (name: ChartSeverity) =>
    months.reduce((total, { bySeverity }) => total + bySeverity[name], 0);
  return Object.fromEntries(
    [...SEVERITIES, 'undecided' as const].map(name => [name, sum(name)]),
  ) as SeverityCounts;
}

function Chart({
  volume,
  state,
}: {
  volume: Volume;
  state: IncidentFiltersState;
}) {
  const { t } = useTranslation();
  const { filters, hrefOf } = state;
  const { months, total } = volume;
  const getPeriod = ({ month }: MonthVolume) => ({
    from: getFirstDay(month),
    to: monthAfter(month),
  });
  const isChosen = (month: MonthVolume) => {
    const { from, to } = getPeriod(month);
    return filters.from === from && filters.to === to;
  };
  const highlighted = months.find(isChosen) ?? months[months.length - 1];
  return (
    <div className={styles.volume}>
      <div className={styles.volumeText}>
        <h2 className={styles.cardTitle}>
          {t(filters.openOnly ? 'volume.openTitle' : 'volume.title', {
            count: total,
            months: String(months.length || 12),
          })}
        </h2>
        {highlighted && (
          <p className={styles.small}>
            <strong>
              {t('volume.month', {
                month: monthName(highlighted.month),
                total: String(highlighted.total),
              })}
            </strong>{' '}
            <span className={styles.quiet}>
              {isChosen(highlighted) ? t('volume.shown') : t('volume.choose')}
            </span>
          </p>
        )}
        <SeverityLegend
          counts={sumUp(months)}
          hrefOf={severity =>
            hrefOf({
              mode: undefined,
              severity,
              from: volume.from,
              to: volume.to,
            })
          }
        />
      </div>
      {months.length > 0 && (
        <StackedBars
          barName={t('volume.barName')}
          caption={t('volume.caption')}
          bars={months.map((month, index) => ({
            id: month.month,
            label: monthName(month.month),
            shortLabel: `${shortMonth(getFirstDay(month.month))}${
              index === 0 || month.month.endsWith('-01')
                ? ` ${month.month.slice(2, 4)}`
                : ''
            }`,
            total: month.total,
            bySeverity: month.bySeverity,
            href: hrefOf(
              isChosen(month)
                ? { from: undefined, to: undefined }
                : { mode: undefined, ...getPeriod(month) },
            ),
            selected: isChosen(month),
          }))}
        />
      )}
    </div>
  );
}

/** How many incidents there were in each of the last months. Bars and counts filter the list below. */
export function VolumeChart({ state }: { state: IncidentFiltersState }) {
  const api = useApi(securityIncidentsApiRef);
  const { t } = useTranslation();
  const asReader = useReader();
  const { view } = state.filters;
  const asked = toChartQuery(state.filters);
  const {
    data: value,
    error,
    reload,
    staleSince,
  } = usePanelQuery<Volume>({
    queryKey: queryKeys.report('volume', view, asked),
    keepWhile: queryKeys.report('volume'),
    follow: followIncidents(() => []),
    queryFn: async ({ signal }) => {
      const query = await asReader(asked, view);
      return query
        ? api.getVolume(query, { signal })
        : { from: '', to: '', total: 0, months: [] };
    },
  });
  if (error) {
    return (
      <PanelFailed
        title={t('volume.failed.title')}
        hint={t('volume.failed.hint')}
        error={error}
        onRetry={reload}
      />
    );
  }
  if (!value) return <PanelLoading label={t('volume.loading')} rows={4} />;
  return (
    <>
      <Chart volume={value} state={state} />
      <PanelStale since={staleSince} what={t('volume.stale')} />
    </>
  );
}
