import { VisuallyHidden } from '@backstage/ui';
import type { CSSProperties } from 'react';
import { AppLink } from '../../navigation';
import { type Translate, useTranslation } from '../../translation';
import classNames from '../common/classNames';
import { SeverityMark } from '../common/SeverityMark';
import styles from './charts.module.css';
import {
  CHART_SEVERITIES,
  type ChartSeverity,
  toCountsText,
  toSeverity,
} from './severities';
import { useArrowKeys } from './useArrowKeys';

/** One bar: a link to the rows that it counts. */
export interface Bar {
  id: string;
  /** `November 2026` */
  label: string;
  /** `Nov`, under the bar. */
  shortLabel: string;
  total: number;
  bySeverity: Record<ChartSeverity, number>;
  href: string;
  selected?: boolean;
}

const HEIGHT = 84;
const TALLEST_STEP = 14;
/** A mark inside a segment needs this much room, in pixels. */
const ROOM_FOR_MARK = 11;
const GAP = 1.5;

/** `March 2026: 15 incidents, 2 critical, 13 low` */
export function getBarLabel(
  t: Translate,
  { label, total, bySeverity }: Bar,
): string {
  const incidents = t('term.incidents', { count: total });
  const counts = toCountsText(t, bySeverity);
  return counts
    ? t('chart.barWithCounts', { label, incidents, counts })
    : t('chart.bar', { label, incidents });
}

/** Bars stacked by severity, the most severe at the base, and the same numbers as a table for screen readers. */
export function StackedBars(props: {
  bars: Bar[];
  /** Caption of the table. */
  caption: string;
  /** What each bar stands for, such as `Month`. */
  barName: string;
}) {
  const { bars } = props;
  const { t } = useTranslation();
  const { onKeyDown, markProps } = useArrowKeys(bars.length);
  const most = Math.max(1, ...bars.map(bar => bar.total));
  const step = Math.min(TALLEST_STEP, HEIGHT / most);
  return (
    <div className={styles.chart}>
      {/* The arrow keys move the focus between the links inside. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul className={styles.bars} onKeyDown={onKeyDown}>
        {bars.map((bar, index) => (
          <li key={bar.id} className={styles.barItem}>
            <AppLink
              to={bar.href}
              className={classNames(styles.bar, bar.selected && styles.chosen)}
              aria-current={bar.selected || undefined}
              {...markProps(index)}
            >
              <VisuallyHidden>{getBarLabel(t, bar)}</VisuallyHidden>
              <span className={styles.barTotal} aria-hidden="true">
                {bar.total || ''}
              </span>
              <span className={styles.stack}>
                {CHART_SEVERITIES.filter(name => bar.bySeverity[name] > 0).map(
                  name => {
                    const height = bar.bySeverity[name] * step - GAP;
                    return (
                      <span
                        key={name}
                        className={classNames(styles.segment, styles[name])}
                        style={{ height } as CSSProperties}
                      >
                        {height >= ROOM_FOR_MARK && (
                          <SeverityMark
                            severity={toSeverity(name)}
                            decorative
                            colour="var(--si-on-mark)"
                          />
                        )}
                      </span>
                    );
                  },
                )}
              </span>
              <span className={styles.barLabel} aria-hidden="true">
                {bar.shortLabel}
              </span>
            </AppLink>
          </li>
        ))}
      </ul>
      <VisuallyHidden>
        <table>
          <caption>{props.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{props.barName}</th>
              {CHART_SEVERITIES.map(name => (
                <th key={name} scope="col">
                  {t(`term.severity.${name}`)}
                </th>
              ))}
              <th scope="col">{t('chart.all')}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(bar => (
              <tr key={bar.id}>
                <th scope="row">{bar.label}</th>
                {CHART_SEVERITIES.map(name => (
                  <td key={name}>{bar.bySeverity[name]}</td>
                ))}
                <td>{bar.total}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </div>
  );
}
