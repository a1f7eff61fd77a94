import { useApi } from '@backstage/core-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import {
  type MonthVolume,
  SEVERITIES,
  type SeverityCounts,
  type Volume,
  type VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import type {
  FilterChanges,
  IncidentFilters,
  IncidentFiltersState,
} from '../../hooks';
import { followIncidents, queryKeys, usePanelQuery } from '../../queries';
import { longMonth, shortMonth } from '../../time';
import {
  type ChartSeverity,
  SeverityLegend,
  StackedBars,
  severityOf,
} from '../charts';
import { PanelFailed, PanelLoading, PanelStale } from '../common';
import styles from './IncidentsPage.module.css';
import { useReader } from './useReader';

/** A number opens exactly the rows that it counts, so what the chart does not ask for is taken out of the address. */
const ROWS_OF_CHART: FilterChanges = {
  open: 'false',
  mode: undefined,
  status: undefined,
  severity: undefined,
};

/** What the chart counts: all months and severities of what the list is about, open or not. */
function chartQuery(filters: IncidentFilters): VolumeQuery {
  const some = <T,>(list: T[]) => (list.length > 0 ? list : undefined);
  return {
    q: filters.q || undefined,
    priority: some(filters.priority),
    class: some(filters.class),
    entityRef: some(filters.service),
    owner: some(filters.owner),
  };
}

const firstDayOf = (month: string) => `${month}-01T00:00:00.000Z`;

function monthName(month: string): string {
  const first = firstDayOf(month);
  return `${longMonth(first)} ${first.slice(0, 4)}`;
}

function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString();
}

function sumOf(months: MonthVolume[]): SeverityCounts {
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
  const { filters, hrefOf } = state;
  const { months, total } = volume;
  const periodOf = ({ month }: MonthVolume) => ({
    from: firstDayOf(month),
    to: monthAfter(month),
  });
  const isChosen = (month: MonthVolume) => {
    const { from, to } = periodOf(month);
    return filters.from === from && filters.to === to;
  };
  const told = months.find(isChosen) ?? months[months.length - 1];
  return (
    <div className={styles.volume}>
      <div className={styles.volumeText}>
        <h2 className={styles.cardTitle}>
          {`${total} reported in ${months.length || 12} months`}
        </h2>
        {told && (
          <p className={styles.small}>
            <strong>{`${monthName(told.month)}: ${told.total}.`}</strong>{' '}
            <span className={styles.quiet}>
              {isChosen(told)
                ? 'Shown below.'
                : 'Choose a bar to see its incidents.'}
            </span>
          </p>
        )}
        <SeverityLegend
          counts={sumOf(months)}
          hrefOf={name => {
            const severity = severityOf(name);
            return (
              severity &&
              hrefOf({
                ...ROWS_OF_CHART,
                severity,
                from: volume.from,
                to: volume.to,
              })
            );
          }}
        />
      </div>
      {months.length > 0 && (
        <StackedBars
          barName="Month"
          caption="Incidents by month of detection (UTC) and severity, exercises not counted"
          bars={months.map((month, index) => ({
            id: month.month,
            label: monthName(month.month),
            shortLabel: `${shortMonth(firstDayOf(month.month))}${
              index === 0 || month.month.endsWith('-01')
                ? ` ${month.month.slice(2, 4)}`
                : ''
            }`,
            total: month.total,
            bySeverity: month.bySeverity,
            href: hrefOf(
              isChosen(month)
                ? { from: undefined, to: undefined }
                : { ...ROWS_OF_CHART, ...periodOf(month) },
            ),
            selected: isChosen(month),
          }))}
        />
      )}
    </div>
  );
}

/** How many incidents there were in each of the last months; its bars and counts narrow the list below. */
export function VolumeCard({ state }: { state: IncidentFiltersState }) {
  const api = useApi(securityIncidentsApiRef);
  const asReader = useReader();
  const { view } = state.filters;
  const asked = chartQuery(state.filters);
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
  return (
    <Card className={styles.volumeCard}>
      <CardBody>
        {error && (
          <PanelFailed
            title="The chart did not load"
            hint="The list below is current."
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !value && <PanelLoading label="the chart" rows={4} />}
        {!error && value && <Chart volume={value} state={state} />}
        {!error && <PanelStale since={staleSince} what="the last chart" />}
      </CardBody>
    </Card>
  );
}
