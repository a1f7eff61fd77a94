import type {
  AnalysisDimension,
  AnalysisGroup,
  AnalysisReport,
  RsitClass,
} from 'backstage-plugin-security-incidents-common';
import type { FilterChanges } from '../../hooks';
import { longMonth, shortMonth } from '../../time';
import { getLabels, type Translate } from '../../translation';
import {
  CHART_SEVERITIES,
  type ChartSeverity,
  type HeatCell,
  type HeatRow,
} from '../charts';

/** What the rows can be. */
export const ROW_DIMENSIONS = ['entity', 'system', 'domain', 'owner'] as const;
export type RowDimension = (typeof ROW_DIMENSIONS)[number];
/** What the columns can be: each incident has one value of each. */
export const COLUMN_DIMENSIONS = ['class', 'severity', 'month'] as const;
export type ColumnDimension = (typeof COLUMN_DIMENSIONS)[number];

/** Rows that stand alone; the others are summed up. */
const MOST_ROWS = 10;

const HIDDEN = 'hidden';
const UNDECIDED = 'undecided';

interface HeatColumn {
  id: string;
  label: string;
  /** Filters of the list for the column. */
  filters: FilterChanges;
}

function getColumns(
  t: Translate,
  report: AnalysisReport,
  by: ColumnDimension,
): HeatColumn[] {
  if (by === 'class') {
    const labels = getLabels(t, 'rsitClass');
    return [...report.byClass]
      .filter(({ total }) => total > 0)
      .sort(
        (a, b) =>
          Number(a.class === UNDECIDED) - Number(b.class === UNDECIDED) ||
          b.total - a.total,
      )
      .map(({ class: id }) => ({
        id,
        label:
          id === UNDECIDED
            ? t('reportAnalysis.kinds.undecided')
            : labels[id as RsitClass],
        filters: { class: id },
      }));
  }
  if (by === 'severity') {
    return CHART_SEVERITIES.map(id => ({
      id,
      label: t(`term.severity.${id}`),
      filters: { severity: id },
    }));
  }
  return report.months.map(({ month, from, to }) => {
    const first = `${month}-01T00:00:00.000Z`;
    return {
      id: month,
      label: `${shortMonth(first)} ${longMonth(first) && month.slice(2, 4)}`,
      filters: { from, to },
    };
  });
}

const rowFilters = (by: RowDimension, value: string): FilterChanges =>
  by === 'owner' ? { owner: value } : { service: value };

function toCell(
  groups: readonly AnalysisGroup[],
  href: string | undefined,
): HeatCell {
  return {
    count: groups.reduce((sum, { total }) => sum + total, 0),
    hasCritical: groups.some(({ bySeverity }) => bySeverity.critical > 0),
    href,
  };
}

function groupBy(groups: readonly AnalysisGroup[], by: AnalysisDimension) {
  const found = new Map<string, AnalysisGroup[]>();
  for (const group of groups) {
    const value = group.values[by] ?? UNDECIDED;
    found.set(value, [...(found.get(value) ?? []), group]);
  }
  return found;
}

const count = (groups: readonly AnalysisGroup[]) =>
  groups.reduce((sum, { total }) => sum + total, 0);

/** Each incident once: what the columns count without regard to the rows. */
function getOnce(report: AnalysisReport, by: ColumnDimension) {
  switch (by) {
    case 'class':
      return new Map<string, number>(
        report.byClass.map(({ class: id, total }) => [id, total]),
      );
    case 'severity':
      return new Map<string, number>(
        CHART_SEVERITIES.map(name => [
          name,
          report.bySeverity[name as ChartSeverity],
        ]),
      );
    default:
      return new Map<string, number>(
        report.months.map(({ month, total }) => [month, total]),
      );
  }
}

/** Rows and columns of the heat map, most incidents first. */
export function toHeat(
  t: Translate,
  report: AnalysisReport,
  by: { rows: RowDimension; columns: ColumnDimension },
  rowsOf: (filters: FilterChanges) => string,
): { columns: HeatColumn[]; rows: HeatRow[]; more: number } {
  const columns = getColumns(t, report, by.columns);
  const known = [...groupBy(report.groups, by.rows)].sort(
    ([a, first], [b, second]) =>
      Number(a === HIDDEN || a === UNDECIDED) -
        Number(b === HIDDEN || b === UNDECIDED) ||
      count(second) - count(first) ||
      a.localeCompare(b),
  );
  const cellsOf = (
    groups: readonly AnalysisGroup[],
    hrefOf: (column: HeatColumn) => string | undefined,
  ) => {
    const byColumn = groupBy(groups, by.columns);
    return Object.fromEntries(
      columns.map(column => [
        column.id,
        toCell(byColumn.get(column.id) ?? [], hrefOf(column)),
      ]),
    );
  };
  const rows = known.slice(0, MOST_ROWS).map(([value, groups]): HeatRow => {
    const isNamed = value !== HIDDEN && value !== UNDECIDED;
    const filters = rowFilters(by.rows, value);
    return {
      id: value,
      label: isNamed
        ? value
        : t(`reportAnalysis.heat.${value as 'hidden' | 'undecided'}`),
      cells: cellsOf(groups, column =>
        isNamed ? rowsOf({ ...filters, ...column.filters }) : undefined,
      ),
      total: toCell(groups, isNamed ? rowsOf(filters) : undefined),
    };
  });
  const rest = known.slice(MOST_ROWS);
  if (rest.length > 0) {
    const groups = rest.flatMap(([, members]) => members);
    rows.push({
      id: 'more',
      label: t('reportAnalysis.heat.more', { count: rest.length }),
      isSum: true,
      cells: cellsOf(groups, () => undefined),
      total: toCell(groups, undefined),
    });
  }
  const once = getOnce(report, by.columns);
  rows.push({
    id: 'once',
    label: t('reportAnalysis.heat.once'),
    isSum: true,
    cells: Object.fromEntries(
      columns.map(column => [
        column.id,
        { count: once.get(column.id) ?? 0, href: rowsOf(column.filters) },
      ]),
    ),
    total: { count: report.incidents, href: rowsOf({}) },
  });
  return { columns, rows, more: rest.length };
}
