import type { ReactNode } from 'react';
import { AppLink } from '../../navigation';
import { useTranslation } from '../../translation';
import classNames from '../common/classNames';
import { SeverityMark } from '../common/SeverityMark';
import styles from './heatMap.module.css';
import { useArrowKeys } from './useArrowKeys';

/** One cell: how many there are, and the rows behind it. */
export interface HeatCell {
  count: number;
  /** Absent where the list of incidents cannot be narrowed so. */
  href?: string;
  /** Whether one of them is critical. */
  hasCritical?: boolean;
}

/** One row of a heat map. */
export interface HeatRow {
  id: string;
  /** The name as a text, for labels. */
  label: string;
  /** The name as it is shown; the label unless given. */
  name?: ReactNode;
  /** By the id of the column; absent cells are 0. */
  cells: Record<string, HeatCell>;
  total: HeatCell;
  /** Sums of other rows stay without tint, or they would flatten the rest. */
  isSum?: boolean;
}

const SHADES = 4;

/** Shade 1 to 4; each count up to three has its own unless the greatest is much more. */
export function getShade(count: number, most: number): number {
  if (count === 0) return 0;
  if (most <= SHADES) return Math.min(count, SHADES);
  return Math.max(1, Math.ceil((count / most) * SHADES));
}

/** A real table whose cells are tinted by their count. Each count opens the rows behind it. */
export function HeatMap(props: {
  caption: string;
  /** What a row stands for, such as `Service`. */
  rowName: string;
  columns: Array<{ id: string; label: string }>;
  rows: HeatRow[];
}) {
  const { columns, rows } = props;
  const { t } = useTranslation();
  const most = Math.max(
    1,
    ...rows
      .filter(row => !row.isSum)
      .flatMap(row => Object.values(row.cells).map(({ count }) => count)),
  );
  // Marks count from the first cell with a number to the last, row by row.
  const places = rows.flatMap(row =>
    [...columns.map(({ id }) => id), 'total']
      .filter(id => {
        const cell = id === 'total' ? row.total : row.cells[id];
        return cell && cell.count > 0 && cell.href;
      })
      .map(id => `${row.id} ${id}`),
  );
  const { onKeyDown, markProps } = useArrowKeys(places.length);
  const link = (row: HeatRow, id: string, label: string, cell?: HeatCell) => {
    if (!cell || cell.count === 0) {
      return <span className={styles.hidden}>0</span>;
    }
    if (!cell.href) return cell.count;
    return (
      <AppLink
        to={cell.href}
        className={styles.hit}
        aria-label={t('chart.cell', {
          row: row.label,
          column: label,
          count: String(cell.count),
        })}
        {...markProps(places.indexOf(`${row.id} ${id}`))}
      >
        {cell.hasCritical && id !== 'total' && (
          <SeverityMark severity="critical" size={9} decorative />
        )}
        {cell.count}
      </AppLink>
    );
  };
  return (
    <div className={styles.scroller}>
      {/* The arrow keys move the focus between the links inside. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <table className={styles.map} onKeyDown={onKeyDown}>
        <caption className={styles.hidden}>{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.name}>
              <span className={styles.hidden}>{props.rowName}</span>
            </th>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
            <th scope="col" className={styles.total}>
              {t('chart.all')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id} className={classNames(row.isSum && styles.sum)}>
              <th scope="row" className={styles.name}>
                {row.name ?? row.label}
              </th>
              {columns.map(({ id, label }) => {
                const cell = row.cells[id];
                const shade = row.isSum ? 0 : getShade(cell?.count ?? 0, most);
                return (
                  <td
                    key={id}
                    className={classNames(
                      !row.isSum && styles.cell,
                      styles[`shade${shade}`],
                    )}
                  >
                    {link(row, id, label, cell)}
                  </td>
                );
              })}
              <td className={styles.total}>
                {link(row, 'total', t('chart.all'), row.total)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the shades of a heat map stand for. */
export function HeatLegend({ rows }: { rows: HeatRow[] }) {
  const { t } = useTranslation();
  const counts = rows
    .filter(row => !row.isSum)
    .flatMap(row => Object.values(row.cells));
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return (
    <span className={styles.legend}>
      <span className={styles.scale}>
        1
        {Array.from({ length: SHADES }, (_, shade) => (
          <span
            key={shade}
            className={classNames(styles.swatch, styles[`shade${shade + 1}`])}
            aria-hidden="true"
          />
        ))}
        {most <= SHADES ? t('chart.andMore', { count: SHADES }) : most}
      </span>
      {counts.some(({ hasCritical }) => hasCritical) && (
        <span className={styles.scale}>
          <SeverityMark severity="critical" decorative />
          {t('chart.hasCritical')}
        </span>
      )}
    </span>
  );
}
