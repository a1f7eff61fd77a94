import { RiFlagLine } from '@remixicon/react';
import {
  type HistoryMark,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef } from 'react';
import { AppLink } from '../../navigation';
import { dayOf, monthOf, shortMonth } from '../../time';
import classNames from '../common/classNames';
import { SeverityMark } from '../common/SeverityMark';
import styles from './charts.module.css';
import {
  CHART_LABELS,
  CHART_SEVERITIES,
  type ChartSeverity,
  severityOf,
} from './severities';
import { useArrowKeys } from './useArrowKeys';

const SIZES: Record<ChartSeverity, number> = {
  critical: 18,
  high: 16,
  medium: 14,
  low: 12,
  informational: 11,
  undecided: 12,
};
/** Lanes that are there even when nothing is in them; the others would only take room. */
const ALWAYS_SHOWN: readonly ChartSeverity[] = [
  'critical',
  'high',
  'medium',
  'low',
];
const MONTHS_BETWEEN_TICKS = 3;

interface Tick {
  at: number;
  label: string;
}

/** The first of every third month; the year where it begins and on the first one. */
export function ticksOf(from: number, to: number): Tick[] {
  const ticks: Tick[] = [];
  const first = new Date(from);
  for (let month = first.getUTCMonth(); ; month += MONTHS_BETWEEN_TICKS) {
    const at = Date.UTC(first.getUTCFullYear(), month, 1);
    if (at >= to) return ticks;
    if (at < from) continue;
    const newYear =
      ticks.length === 0 ||
      new Date(at).getUTCFullYear() !==
        new Date(ticks[ticks.length - 1].at).getUTCFullYear();
    const iso = new Date(at).toISOString();
    ticks.push({ at, label: newYear ? monthOf(iso) : shortMonth(iso) });
  }
}

const isDropped = ({ status }: HistoryMark) =>
  status === 'dismissed' || status === 'merged';

function labelOf(mark: HistoryMark): string {
  const kind =
    mark.mode === 'real'
      ? CHART_LABELS[mark.severity ?? 'undecided'].toLocaleLowerCase('en')
      : 'exercise';
  const state = STATUS_LABELS[mark.status].toLocaleLowerCase('en');
  return `${mark.key} ${mark.title}, ${kind}, ${state}${
    mark.open ? ', open' : ''
  }, detected ${dayOf(mark.detectedAt)}`;
}

function MarkShape({ mark }: { mark: HistoryMark }) {
  if (mark.mode !== 'real') return <RiFlagLine size={16} aria-hidden />;
  const name = mark.severity ?? 'undecided';
  return (
    <span className={mark.open ? styles.ring : undefined}>
      <SeverityMark
        severity={severityOf(name)}
        decorative
        size={SIZES[name]}
        outlined={isDropped(mark)}
      />
    </span>
  );
}

/**
 * What happened in a period, one lane for each severity and one for exercises. Size and shape say the severity, a ring
 * that it is open, an outline that it was dismissed or merged, a flag that it was an exercise.
 */
export function TimelineStrip(props: {
  marks: HistoryMark[];
  from: string;
  to: string;
  hrefOf(mark: HistoryMark): string;
  /** Opens the rows of a lane; undefined where they cannot be asked for. */
  laneHrefOf(severity: ChartSeverity): string | undefined;
}) {
  const from = new Date(props.from).getTime();
  const to = new Date(props.to).getTime();
  const place = (at: number) =>
    `${Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100))}%`;
  const marks = [...props.marks].sort((a, b) =>
    a.detectedAt.localeCompare(b.detectedAt),
  );
  const { onKeyDown, markProps } = useArrowKeys(marks.length);
  const scroller = useRef<HTMLDivElement>(null);
  // Where it does not fit, the newest is what people look for; a mark that comes later must not scroll it again.
  useEffect(() => {
    if (scroller.current) {
      scroller.current.scrollLeft = scroller.current.scrollWidth;
    }
  }, [from, to]);
  const real = marks.filter(mark => mark.mode === 'real');
  const lanes = CHART_SEVERITIES.map(name => ({
    name: name as ChartSeverity | 'exercises',
    label: CHART_LABELS[name],
    marks: real.filter(mark => (mark.severity ?? 'undecided') === name),
    href: props.laneHrefOf(name),
  })).filter(
    lane =>
      lane.marks.length > 0 ||
      ALWAYS_SHOWN.includes(lane.name as ChartSeverity),
  );
  lanes.push({
    name: 'exercises',
    label: 'Exercises',
    marks: marks.filter(mark => mark.mode !== 'real'),
    href: undefined,
  });

  return (
    <div ref={scroller} className={classNames(styles.chart, styles.scroller)}>
      <div className={styles.strip}>
        <div className={styles.axis} aria-hidden="true">
          {ticksOf(from, to).map(({ at, label }) => (
            <span key={at} className={styles.tick} style={{ left: place(at) }}>
              {label}
            </span>
          ))}
          <span
            className={classNames(styles.tick, styles.now)}
            style={{ left: place(Date.now()) }}
          />
        </div>
        {/* The keys move between links that take the focus themselves. */}
        {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div className={styles.lanes} onKeyDown={onKeyDown}>
          {lanes.map(lane => (
            <div key={lane.name} className={styles.lane}>
              <span className={styles.laneHead}>
                {lane.label}
                {lane.href && lane.marks.length > 0 ? (
                  <AppLink
                    to={lane.href}
                    className={classNames(styles.hit, styles.laneCount)}
                    aria-label={`${lane.marks.length} ${lane.label}`}
                  >
                    {lane.marks.length}
                  </AppLink>
                ) : (
                  <span className={styles.laneCount}>{lane.marks.length}</span>
                )}
              </span>
              <ul className={styles.track} aria-label={lane.label}>
                {lane.marks.map(mark => (
                  <li
                    key={mark.id}
                    className={styles.markItem}
                    style={{ left: place(new Date(mark.detectedAt).getTime()) }}
                  >
                    <AppLink
                      to={props.hrefOf(mark)}
                      className={styles.mark}
                      title={labelOf(mark)}
                      aria-label={labelOf(mark)}
                      {...markProps(marks.indexOf(mark))}
                    >
                      <MarkShape mark={mark} />
                    </AppLink>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
