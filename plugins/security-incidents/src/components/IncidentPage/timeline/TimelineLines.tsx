import { RiRobot2Line } from '@remixicon/react';
import type { ResolutionStep } from 'backstage-plugin-security-incidents-common';
import { Fragment, useState } from 'react';
import { clockTime, longDay } from '../../../time';
import page from '../IncidentPage.module.css';
import {
  type TimelineItem,
  type TimelineLine,
  type TimelineOrder,
  timeOf,
} from './order';
import { Sentence } from './Sentence';
import styles from './timeline.module.css';
import { TimelineEntryRow } from './TimelineEntryRow';

/** What the rows need besides their entries. */
export interface TimelineContext {
  order: TimelineOrder;
  steps: ReadonlyMap<string, ResolutionStep>;
  /** Absent where nothing can be corrected. */
  onCorrect?: (step: ResolutionStep) => void;
  /** Goes to another entry. */
  onShow(seq: number): void;
}

function Folded(props: {
  items: TimelineItem[];
  context: TimelineContext;
  /** One of them is what the reader was sent to. */
  open: boolean;
}) {
  const { items, context } = props;
  const [opened, setOpened] = useState(false);
  if (opened || props.open) {
    return (
      <>
        {items.map(item => (
          <TimelineEntryRow
            key={item.entry.seq}
            item={item}
            context={context}
          />
        ))}
      </>
    );
  }
  const [newest] = items;
  return (
    <li className={`${styles.entry} ${page.quiet}`}>
      <time dateTime={newest.entry.at} className={page.time}>
        {clockTime(timeOf(newest, context.order))}
      </time>
      <span className={styles.robot} aria-hidden>
        <RiRobot2Line size={14} />
      </span>
      <span>
        <Sentence entry={newest.entry} alone />{' '}
        <button
          type="button"
          className={page.linkButton}
          onClick={() => setOpened(true)}
        >
          {`Show ${items.length} automatic entries`}
        </button>
      </span>
      <span className={page.time}>
        {`#${items[items.length - 1].entry.seq} to #${newest.entry.seq}`}
      </span>
    </li>
  );
}

/** The lines of the timeline under the days they belong to. */
export function TimelineLines(
  props: TimelineContext & { lines: TimelineLine[]; wanted?: number },
) {
  const { lines, wanted, ...context } = props;
  let day = '';
  return (
    <ol className={page.list}>
      {lines.map(line => {
        const first = line.kind === 'entry' ? line.item : line.items[0];
        const before = day;
        day = longDay(timeOf(first, context.order));
        return (
          <Fragment key={first.entry.seq}>
            {day !== before && <li className={styles.day}>{day}, UTC</li>}
            {line.kind === 'entry' ? (
              <TimelineEntryRow item={line.item} context={context} />
            ) : (
              <Folded
                items={line.items}
                context={context}
                open={line.items.some(({ entry }) => entry.seq === wanted)}
              />
            )}
          </Fragment>
        );
      })}
    </ol>
  );
}
