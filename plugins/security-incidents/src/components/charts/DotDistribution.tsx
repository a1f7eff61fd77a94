import { type ReactNode, useMemo } from 'react';
import { AppLink } from '../../navigation';
import { formatDuration } from '../../time';
import { useTranslation } from '../../translation';
import styles from './distribution.module.css';
import { useArrowKeys } from './useArrowKeys';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIRST = 5 * MINUTE;
const LAST = 30 * DAY;
const TICKS = [30 * MINUTE, 2 * HOUR, 8 * HOUR, DAY, 7 * DAY];
/** Dots of one stack; a taller one ends with a plus. */
const TALLEST = 7;
const STACKS = 72;

/** One duration. */
export interface Dot {
  ms: number;
  /** `SEC-2026-0052, 2h 20m` */
  label: string;
  href: string;
}

/** The durations of one group, such as those of one severity. */
export interface DotRow {
  id: string;
  label: string;
  mark?: ReactNode;
  /** The colour of the dots. */
  colour: string;
  dots: Dot[];
  n: number;
  medianMs?: number;
  p90Ms?: number;
  /** Target of the plan or the company. */
  targetMs?: number;
  /** The rows behind the group. */
  href: string;
}

/** Place on the logarithmic scale from 5 minutes to 30 days, in percent. */
export function toPlace(ms: number): number {
  const bounded = Math.min(LAST, Math.max(FIRST, ms));
  return (Math.log(bounded / FIRST) / Math.log(LAST / FIRST)) * 100;
}

interface PlacedDot extends Dot {
  left: number;
  /** Steps above (positive) or below the middle of the lane. */
  up: number;
}

/** Dots that would cover each other are stacked, by turns above and below. What is above the tallest stack is counted. */
export function stackDots(dots: readonly Dot[]) {
  const stacks = new Map<number, Dot[]>();
  for (const dot of [...dots].sort((a, b) => a.ms - b.ms)) {
    const stack = Math.round((toPlace(dot.ms) / 100) * STACKS);
    stacks.set(stack, [...(stacks.get(stack) ?? []), dot]);
  }
  const placed: PlacedDot[] = [];
  const more: Array<{ left: number; count: number }> = [];
  for (const [stack, members] of stacks) {
    const left = (stack / STACKS) * 100;
    members.slice(0, TALLEST).forEach((dot, index) =>
      placed.push({
        ...dot,
        left,
        up: (index % 2 ? 1 : -1) * Math.ceil(index / 2),
      }),
    );
    if (members.length > TALLEST) {
      more.push({ left, count: members.length - TALLEST });
    }
  }
  return { placed, more };
}

function Lane({
  row,
  first,
  markProps,
}: {
  row: DotRow;
  first: number;
  markProps: ReturnType<typeof useArrowKeys>['markProps'];
}) {
  const { placed, more } = useMemo(() => stackDots(row.dots), [row.dots]);
  const at = (ms: number) => ({ left: `${toPlace(ms)}%` });
  return (
    <div className={styles.lane}>
      {row.targetMs !== undefined && (
        <span className={styles.target} style={at(row.targetMs)} />
      )}
      {row.medianMs !== undefined && (
        <span className={styles.median} style={at(row.medianMs)} />
      )}
      {row.p90Ms !== undefined && (
        <span className={styles.p90} style={at(row.p90Ms)} />
      )}
      <ul className={styles.dots} aria-label={row.label}>
        {placed.map((dot, index) => (
          <li
            key={dot.href}
            className={styles.place}
            style={{ left: `${dot.left}%`, top: `calc(50% - ${dot.up * 5}px)` }}
          >
            <AppLink
              to={dot.href}
              className={styles.dot}
              style={{ background: row.colour }}
              title={dot.label}
              aria-label={dot.label}
              {...markProps(first + index)}
            />
          </li>
        ))}
      </ul>
      {more.map(({ left, count }) => (
        <span key={left} className={styles.more} style={{ left: `${left}%` }}>
          +{count}
        </span>
      ))}
    </div>
  );
}

/**
 * Durations on a logarithmic scale, one dot for each incident, with median, 90th percentile and target. Percentiles of fewer
 * than five values say nothing and are left out.
 */
export function DotDistribution(props: { rows: DotRow[]; caption: string }) {
  const { rows } = props;
  const { t } = useTranslation();
  const shown = rows.map(row => Math.min(row.dots.length, STACKS * TALLEST));
  const { onKeyDown, markProps } = useArrowKeys(
    shown.reduce((sum, count) => sum + count, 0),
  );
  const firstOf = (index: number) =>
    shown.slice(0, index).reduce((sum, count) => sum + count, 0);
  return (
    <div>
      <p className={styles.key} aria-hidden="true">
        <span>{t('chart.dot')}</span>
        <span className={styles.keyMedian}>{t('chart.median')}</span>
        <span className={styles.keyP90}>{t('chart.p90')}</span>
        {rows.some(({ targetMs }) => targetMs !== undefined) && (
          <span className={styles.keyTarget}>{t('chart.target')}</span>
        )}
      </p>
      {/* The arrow keys move the focus between the links inside. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <table className={styles.table} onKeyDown={onKeyDown}>
        <caption className={styles.hidden}>{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className={styles.hidden}>{t('chart.group')}</span>
            </th>
            <th scope="col" className={styles.wide}>
              <span className={styles.hidden}>{t('chart.durations')}</span>
            </th>
            <th scope="col">{t('chart.n')}</th>
            <th scope="col">{t('chart.median')}</th>
            <th scope="col">{t('chart.p90')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id}>
              <th scope="row">
                <span className={styles.name}>
                  {row.mark}
                  {row.label}
                </span>
              </th>
              <td className={styles.wide}>
                <Lane row={row} first={firstOf(index)} markProps={markProps} />
              </td>
              <td>
                {row.n > 0 ? (
                  <AppLink
                    to={row.href}
                    className={styles.hit}
                    aria-label={t('chart.bar', {
                      label: row.label,
                      incidents: t('term.incidents', { count: row.n }),
                    })}
                  >
                    {row.n}
                  </AppLink>
                ) : (
                  0
                )}
              </td>
              {row.p90Ms === undefined || row.medianMs === undefined ? (
                <td colSpan={2} className={styles.few}>
                  {row.n > 0 && t('chart.tooFew')}
                </td>
              ) : (
                <>
                  <td>{formatDuration(row.medianMs)}</td>
                  <td>{formatDuration(row.p90Ms)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot aria-hidden="true">
          <tr>
            <td />
            <td className={styles.wide}>
              <div className={styles.axis}>
                {TICKS.map(tick => (
                  <span key={tick} style={{ left: `${toPlace(tick)}%` }}>
                    {formatDuration(tick)}
                  </span>
                ))}
              </div>
            </td>
            <td colSpan={3} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
