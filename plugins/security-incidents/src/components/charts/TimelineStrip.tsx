import { RiFlagLine } from '@remixicon/react';
import type { HistoryMark } from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef } from 'react';
import { AppLink } from '../../navigation';
import { dayOf, monthOf, shortMonth } from '../../time';
import {
  type Translate,
  useTranslation,
  toMidSentence,
} from '../../translation';
import classNames from '../common/classNames';
import { SeverityMark } from '../common/SeverityMark';
import styles from './charts.module.css';
import { CHART_SEVERITIES, type ChartSeverity, toSeverity } from './severities';
import { useArrowKeys } from './useArrowKeys';

const SIZES: Record<ChartSeverity, number> = {
  critical: 18,
  high: 16,
  medium: 14,
  low: 12,
  informational: 11,
  undecided: 12,
};
/** Lanes that are shown even when they are empty. */
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

/** The first day of every third month, with the year on the first tick and where a year begins. */
export function getTicks(from: number, to: number): Tick[] {
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

function getLabel(t: Translate, mark: HistoryMark): string {
  const severity = t(`term.severity.${mark.severity ?? 'undecided'}`);
  return t(mark.open ? 'chart.openMark' : 'chart.mark', {
    key: mark.key,
    title: mark.title,
    kind: mark.mode === 'real' ? toMidSentence(severity) : t('chart.exercise'),
    status: toMidSentence(t(`term.status.${mark.status}`)),
    day: dayOf(mark.detectedAt),
  });
}

function MarkShape({ mark }: { mark: HistoryMark }) {
  if (mark.mode !== 'real') return <RiFlagLine size={16} aria-hidden />;
  const name = mark.severity ?? 'undecided';
  return (
    <span className={mark.open ? styles.ring : undefined}>
      <SeverityMark
        severity={toSeverity(name)}
        decorative
        size={SIZES[name]}
        outlined={isDropped(mark)}
      />
    </span>
  );
}

/**
 * The incidents of a period, with a lane for each severity and one for exercises. Size and shape stand for severity, a
 * ring for open, an outline for dismissed or merged, and a flag for an exercise.
 */
export function TimelineStrip(props: {
  marks: HistoryMark[];
  from: string;
  to: string;
  hrefOf(mark: HistoryMark): string;
  /** The rows of a lane; undefined where the list cannot be filtered so. */
  laneHrefOf(severity: ChartSeverity): string | undefined;
}) {
  const { t } = useTranslation();
  const from = new Date(props.from).getTime();
  const to = new Date(props.to).getTime();
  const place = (at: number) =>
    `${Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100))}%`;
  const marks = [...props.marks].sort((a, b) =>
    a.detectedAt.localeCompare(b.detectedAt),
  );
  const { onKeyDown, markProps } = useArrowKeys(marks.length);
  const scroller = useRef<HTMLDivElement>(null);
  // A strip that does not fit starts at its newest end. A mark that arrives later must not scroll it again.
  useEffect(() => {
    if (scroller.current) {
      scroller.current.scrollLeft = scroller.current.scrollWidth;
    }
  }, [from, to]);
  const real = marks.filter(mark => mark.mode === 'real');
  const lanes = CHART_SEVERITIES.map(name => ({
    name: name as ChartSeverity | 'exercises',
    label: t(`term.severity.${name}`) as string,
    marks: real.filter(mark => (mark.severity ?? 'undecided') === name),
    href: props.laneHrefOf(name),
  })).filter(
    lane =>
      lane.marks.length > 0 ||
      ALWAYS_SHOWN.includes(lane.name as ChartSeverity),
  );
  lanes.push({
    name: 'exercises',
    label: t('chart.exercises'),
    marks: marks.filter(mark => mark.mode !== 'real'),
    href: undefined,
  });

  return (
    <div ref={scroller} className={classNames(styles.chart, styles.scroller)}>
      <div className={styles.strip}>
        <div className={styles.axis} aria-hidden="true">
          {getTicks(from, to).map(({ at, label }) => (
            <span key={at} className={styles.tick} style={{ left: place(at) }}>
              {label}
            </span>
          ))}
          <span
            className={classNames(styles.tick, styles.now)}
            style={{ left: place(Date.now()) }}
          />
        </div>
        {/* The arrow keys move the focus between the links inside. */}
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
                    aria-label={t('chart.lane', {
                      count: lane.marks.length,
                      lane: lane.label,
                    })}
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
                      title={getLabel(t, mark)}
                      aria-label={getLabel(t, mark)}
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
