import { RiAlarmWarningLine, RiTimerLine } from '@remixicon/react';
import {
  WORK_DUE_STATES,
  type WorkDueState,
  type WorkItem,
  type WorkPage,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { formatDuration } from '../../time';
import { type Translate, useTranslation } from '../../translation';
import { classNames } from '../common';
import { toStateNow } from './groups';
import styles from './MyWorkPage.module.css';
import type { MyWork } from './useMyWork';

const LABELS = {
  overdue: 'overdue',
  'at-risk': 'atRisk',
  due: 'due',
  none: 'none',
} as const satisfies Record<WorkDueState, string>;

const MARKS: Partial<Record<WorkDueState, ReactNode>> = {
  overdue: <RiAlarmWarningLine size={18} aria-hidden />,
  'at-risk': <RiTimerLine size={18} aria-hidden />,
};

/** The most urgent of a state among the rows, in a few words. */
function toHint(
  t: Translate,
  state: WorkDueState,
  items: readonly WorkItem[],
  now: number,
): string | undefined {
  const first = items.find(item => toStateNow(item, now) === state)?.due.at;
  if (!first) return undefined;
  const leftMs = Date.parse(first) - now;
  const duration = formatDuration(Math.abs(leftMs));
  return state === 'overdue'
    ? t('myWork.strip.longest', { duration })
    : t('myWork.strip.next', { duration });
}

/** How much there is of each urgency; each number shows the rows behind it. */
export function WorkStrip(props: {
  page: WorkPage;
  now: number;
  filters: MyWork['filters'];
  change: MyWork['change'];
}) {
  const { page, now, filters, change } = props;
  const { t } = useTranslation();
  return (
    <div
      className={styles.strip}
      role="group"
      aria-label={t('myWork.strip.label')}
    >
      {WORK_DUE_STATES.map(state => {
        const count = page.counts.byDue[state];
        const label = t(`myWork.strip.${LABELS[state]}`);
        const isShown = filters.due === state;
        const words = { count, state: label };
        return (
          <button
            key={state}
            type="button"
            className={styles.tile}
            data-state={count > 0 ? state : undefined}
            aria-pressed={isShown}
            aria-label={
              isShown
                ? t('myWork.strip.showAll', words)
                : t('myWork.strip.show', words)
            }
            onClick={() => change({ due: isShown ? undefined : state })}
          >
            <span className={styles.figure}>
              {count > 0 && MARKS[state]}
              <strong>{count}</strong>
              <span className={styles.word}>{label}</span>
            </span>
            <span className={classNames(styles.quiet, styles.small)}>
              {toHint(t, state, page.items, now) ??
                (count === 0 ? t('myWork.strip.nothing') : '\u00a0')}
            </span>
          </button>
        );
      })}
    </div>
  );
}
