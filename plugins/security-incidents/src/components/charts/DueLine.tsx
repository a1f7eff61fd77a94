import { VisuallyHidden } from '@backstage/ui';
import type {
  DueMark,
  DueOverview,
} from 'backstage-plugin-security-incidents-common';
import type { MouseEvent } from 'react';
import { AppLink } from '../../navigation';
import { formatDuration } from '../../time';
import {
  type Translate,
  useTranslation,
  toMidSentence,
} from '../../translation';
import classNames from '../common/classNames';
import { getDueState, getDueText } from '../common/dueState';
import { SeverityMark } from '../common/SeverityMark';
import styles from './dueLine.module.css';
import {
  placeMarks,
  type PlacedMark,
  sumBins,
  TICKS_MS,
  toPlace,
} from './dueScale';

const percent = (place: number) => `${(100 * place).toFixed(2)}%`;

/** The words of a stretch of the line, such as `1h to 8h over`. */
function getBinLabel(
  t: Translate,
  { fromMs, toMs }: DueOverview['bins'][number],
): string {
  const from = fromMs === undefined ? '' : formatDuration(Math.abs(fromMs));
  const to = toMs === undefined ? '' : formatDuration(Math.abs(toMs));
  if (fromMs === undefined) return t('due.bin.before', { from: to });
  if (toMs === undefined) return t('due.bin.after', { from });
  if (toMs === 0) return t('due.bin.overNow', { from });
  if (fromMs === 0) return t('due.bin.nowIn', { to });
  return toMs < 0
    ? t('due.bin.over', { from, to })
    : t('due.bin.in', { from, to });
}

function Scale() {
  const { t } = useTranslation();
  return (
    <div className={styles.scale} aria-hidden="true">
      <span className={styles.overArea} />
      {[...TICKS_MS.map(ms => -ms), ...TICKS_MS].map(ms => (
        <span
          key={ms}
          className={styles.tick}
          style={{ left: percent(toPlace(ms)) }}
        >
          <span className={styles.tickLabel}>
            {formatDuration(Math.abs(ms))}
          </span>
        </span>
      ))}
      <span className={styles.now} style={{ left: percent(0.5) }}>
        <span className={styles.nowLabel}>{t('due.now')}</span>
      </span>
    </div>
  );
}

function Mark(props: {
  placed: PlacedMark;
  now: number;
  /** A filter of the list leaves it out. */
  isFiltered: boolean;
  href: string;
  onSelect(event: MouseEvent, mark: DueMark): void;
}) {
  const { now, isFiltered } = props;
  const { mark, place, lane } = props.placed;
  const { t } = useTranslation();
  const state = getDueState(mark, now);
  const due = getDueText(t, mark.dueAt, now);
  const severity = t(`term.severity.${mark.severity ?? 'undecided'}`);
  return (
    <li
      className={styles.item}
      style={{ left: percent(place), top: `calc(${lane} * var(--lane))` }}
    >
      <AppLink
        to={props.href}
        className={classNames(
          styles.mark,
          state === 'overdue' && styles.overdue,
          state === 'at-risk' && styles.atRisk,
          isFiltered && styles.filtered,
        )}
        title={`${mark.key} ${mark.title}`}
        onClick={event => props.onSelect(event, mark)}
      >
        <VisuallyHidden>
          {t(isFiltered ? 'due.filteredMark' : 'due.mark', {
            key: mark.key,
            title: mark.title,
            severity: toMidSentence(severity),
            due,
          })}
        </VisuallyHidden>
        <span className={styles.number} aria-hidden>
          {mark.key.split('-').pop()}
        </span>
        <SeverityMark
          severity={mark.severity}
          decorative
          size={14}
          outlined={isFiltered}
        />
        <span className={styles.time} aria-hidden>
          {formatDuration(Math.abs(Date.parse(mark.dueAt) - now))}
        </span>
      </AppLink>
    </li>
  );
}

/** Counts between the ticks, where single incidents do not fit. */
function Bins({ bins }: { bins: DueOverview['bins'] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.bins} aria-label={t('due.bins')}>
      {bins.map(bin => {
        const start = bin.fromMs === undefined ? 0 : toPlace(bin.fromMs);
        const end = bin.toMs === undefined ? 1 : toPlace(bin.toMs);
        return (
          <li
            key={String(bin.fromMs)}
            className={classNames(
              styles.bin,
              bin.total === 0 && styles.emptyBin,
              bin.toMs !== undefined && bin.toMs <= 0 && styles.overdue,
            )}
            style={{ left: percent(start), width: percent(end - start) }}
            title={getBinLabel(t, bin)}
          >
            <span className={styles.hidden}>{`${getBinLabel(t, bin)}: `}</span>
            {bin.total}
          </li>
        );
      })}
    </ul>
  );
}

/** Four counts in place of the line on narrow screens. */
function ShortCounts({ bins }: { bins: DueOverview['bins'] }) {
  const { t } = useTranslation();
  const counts = sumBins(bins);
  return (
    <dl className={styles.short}>
      {(['over', 'soon', 'day', 'later'] as const).map(name => (
        <div key={name} className={styles.shortCount}>
          <dd
            className={classNames(
              name === 'over' && counts.over > 0 && styles.overdue,
            )}
          >
            {counts[name]}
          </dd>
          <dt>{t(`due.short.${name}`)}</dt>
        </div>
      ))}
    </dl>
  );
}

/**
 * What is due, on a line of time around now: a mark for each incident, or counts where they are too many. A mark is shaped
 * by its severity; an outline stands for an incident that a filter of the list leaves out.
 */
export function DueLine(props: {
  due: DueOverview;
  now: number;
  /** Ids of the incidents that the filters of the list keep. */
  shown: ReadonlySet<string>;
  hrefOf(mark: DueMark): string;
  onSelect(event: MouseEvent, mark: DueMark): void;
}) {
  const { due, now, shown } = props;
  const { t } = useTranslation();
  const placed = placeMarks(due.marks, now);
  const lanes = Math.max(1, ...(placed ?? []).map(({ lane }) => lane + 1));
  const isBinned = !placed || due.marks.length === 0;
  return (
    <div className={styles.root}>
      <div
        className={styles.line}
        style={{ '--lanes': isBinned ? 1 : lanes } as object}
      >
        <span className={classNames(styles.side, styles.overdue)}>
          {t('due.over')}
        </span>
        <span className={classNames(styles.side, styles.dueIn)}>
          {t('due.dueIn')}
        </span>
        <div className={styles.plot}>
          <Scale />
          {isBinned ? (
            <Bins bins={due.bins} />
          ) : (
            <ol className={styles.marks} aria-label={t('due.line')}>
              {placed.map(item => (
                <Mark
                  key={item.mark.id}
                  placed={item}
                  now={now}
                  isFiltered={!shown.has(item.mark.id)}
                  href={props.hrefOf(item.mark)}
                  onSelect={props.onSelect}
                />
              ))}
            </ol>
          )}
        </div>
      </div>
      <ShortCounts bins={due.bins} />
    </div>
  );
}
