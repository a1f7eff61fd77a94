import { Select } from '@backstage/ui';
import type { AnalysisReport } from 'backstage-plugin-security-incidents-common';
import { useMemo } from 'react';
import { EntityLink } from '../../navigation';
import { useAnalysis } from '../../queries';
import { useTranslation } from '../../translation';
import { ChartCard, HeatLegend, HeatMap } from '../charts';
import {
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  useEntityNames,
} from '../common';
import type { ReportScopeState } from '../reports/useReportScope';
import page from './AnalysisPage.module.css';
import {
  COLUMN_DIMENSIONS,
  type ColumnDimension,
  ROW_DIMENSIONS,
  type RowDimension,
  toHeat,
} from './heatRows';

/** Names of the entities among the rows, in place of their refs. */
function useNamedRows(rows: ReturnType<typeof toHeat>['rows']) {
  const refs = rows.map(({ id }) => id).filter(id => id.includes(':'));
  const names = useEntityNames(refs);
  return rows.map(row => {
    const at = refs.indexOf(row.id);
    return at < 0
      ? row
      : {
          ...row,
          label: names[at],
          name: <EntityLink entityRef={row.id} />,
        };
  });
}

function useHeatQuery(state: ReportScopeState) {
  const { params } = state;
  const rows =
    ROW_DIMENSIONS.find(name => name === params.get('rows')) ?? 'entity';
  const columns =
    COLUMN_DIMENSIONS.find(name => name === params.get('columns')) ?? 'class';
  return { rows, columns };
}

function Pickers({ state }: { state: ReportScopeState }) {
  const { t } = useTranslation();
  const { rows, columns } = useHeatQuery(state);
  const toOptions = (names: ReadonlyArray<RowDimension | ColumnDimension>) =>
    names.map(id => ({ id, label: t(`reportAnalysis.heat.option.${id}`) }));
  return (
    <span className={page.pickers}>
      <Select
        aria-label={t('reportAnalysis.heat.rows')}
        size="small"
        options={toOptions(ROW_DIMENSIONS)}
        value={rows}
        onChange={value =>
          state.change({ rows: value === 'entity' ? undefined : String(value) })
        }
      />
      <Select
        aria-label={t('reportAnalysis.heat.columns')}
        size="small"
        options={toOptions(COLUMN_DIMENSIONS)}
        value={columns}
        onChange={value =>
          state.change({
            columns: value === 'class' ? undefined : String(value),
          })
        }
      />
    </span>
  );
}

function Heat(props: { report: AnalysisReport; state: ReportScopeState }) {
  const { report, state } = props;
  const { t } = useTranslation();
  const by = useHeatQuery(state);
  const { rowsOf } = state;
  const heat = useMemo(
    () => toHeat(t, report, { rows: by.rows, columns: by.columns }, rowsOf),
    [t, report, by.rows, by.columns, rowsOf],
  );
  const rows = useNamedRows(heat.rows);
  const title = t('reportAnalysis.heat.title', {
    rows: t(`reportAnalysis.heat.dimension.${by.rows}`),
    columns: t(`reportAnalysis.heat.dimension.${by.columns}`),
  });
  return (
    <ChartCard
      id={`${by.rows}-by-${by.columns}`}
      title={title}
      isTable
      note={<Pickers state={state} />}
      legend={<HeatLegend rows={rows} />}
      foot={t('reportAnalysis.heat.foot', { hits: report.hits.total })}
      table={{
        header: [
          t(`reportAnalysis.heat.option.${by.rows}`),
          ...heat.columns.map(({ label }) => label),
          t('chart.all'),
        ],
        rows: rows.map(row => [
          row.label,
          ...heat.columns.map(({ id }) => row.cells[id]?.count ?? 0),
          row.total.count,
        ]),
      }}
    >
      <HeatMap
        caption={title}
        rowName={t(`reportAnalysis.heat.option.${by.rows}`)}
        columns={heat.columns}
        rows={rows}
      />
    </ChartCard>
  );
}

/** Services, systems, domains or owners by class, severity or month. */
export function HeatCard({ state }: { state: ReportScopeState }) {
  const { t } = useTranslation();
  const by = useHeatQuery(state);
  const { data, error, reload } = useAnalysis(state.query, [
    by.rows,
    by.columns,
  ]);
  if (!error && data && data.incidents > 0) {
    return <Heat report={data} state={state} />;
  }
  return (
    <ChartCard
      id="heat"
      title={t('reportAnalysis.heat.title', {
        rows: t(`reportAnalysis.heat.dimension.${by.rows}`),
        columns: t(`reportAnalysis.heat.dimension.${by.columns}`),
      })}
    >
      {error && (
        <PanelFailed
          title={t('reportAnalysis.heat.failed')}
          hint={t('reportAnalysis.heat.failedHint')}
          subject={t('reports.subject')}
          error={error}
          onRetry={reload}
        />
      )}
      {!error && !data && (
        <PanelLoading label={t('reportAnalysis.heat.loading')} rows={10} />
      )}
      {!error && data && <PanelEmpty title={t('reportAnalysis.heat.empty')} />}
    </ChartCard>
  );
}
